"""GitHub's list of public gists: the newest change first, thirty pages, with an ETag; files lie under their hash."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import Item, World


class _Gists(World):
    spider = "gists"
    reach = 30 * World.page

    def __init__(self) -> None:
        super().__init__()
        self.changed: dict[int, int] = {}  # when gists were edited, in the order of that
        self.unchanged = 0

    def edit(self, item: Item) -> Item:
        self._number += 1
        self.changed[item.number] = self._number
        return super().edit(item)

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        gists = sorted(self.items, key=lambda item: -self.changed.get(item.number, item.number))
        if path == "/gists/public":
            page = int(query["page"]) - 1
            body = self.json([self._told(item) for item in self.part(gists, page)] if page < 30 else [])
            etag = f'"{hashlib.sha256(body.body).hexdigest()[:16]}"'
            if asked.headers.get("if-none-match") == etag:
                self.unchanged += 1
                return Reply(status=304)
            return Reply(body.body, headers={**body.headers, "ETag": etag})
        item = next((item for item in self.items if f"{item.number:x}" == path.split("/")[2]), None)
        if path.startswith("/gists/"):
            return None if item is None else self.json(self._told(item))
        return self.plain(item) if item is not None and path.split("/")[-2] == str(item.version) else None

    def _told(self, item: Item) -> dict[str, object]:
        changed = self._began + timedelta(seconds=self.changed.get(item.number, item.number))
        raw = f"{self.url}raw/{item.number:x}/{item.version}/a.txt"
        file = {"filename": "a.txt", "type": "text/plain", "raw_url": raw, "size": len(item.text)}
        told = {"html_url": f"https://gist.github.example/{item.number:x}", "files": {"a.txt": file}}
        return {**told, "updated_at": changed.isoformat(), "owner": None}


WORLD = _Gists
