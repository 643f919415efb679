"""A list of everything there is."""

from __future__ import annotations

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import World


class _Bepasty(World):
    spider = "bepasty"
    edits = False

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        if path == "/apis/rest/items":
            told = {"filename": "a.txt", "type": "text/plain", "size": 60, "complete": True, "locked": False}
            return self.json({item.key: {"file-meta": {**told, "timestamp-upload": item.unix}} for item in self.items})
        return self.plain(self.of(path.split("/")[1])) if path.endswith("/+inline") else None


WORLD = _Bepasty
