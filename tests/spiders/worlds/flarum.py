"""A Flarum forum: four discussions an answer, the last written in first; two posts an answer."""

from __future__ import annotations

import re
from typing import Any

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import Item, World

POSTS, ROWS, SIZE = 2, 4, 3


class _Flarum(World):
    spider = "flarum"

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        start = int(query.get("page[offset]", 0))
        if path == "/api/discussions":
            keys = sorted({_key(item) for item in self.items}, reverse=True)
            return self._answer([self._row(key) for key in keys], start, ROWS, "api/discussions?sort=-lastPostedAt")
        if path == "/api/posts":
            key = int(query["filter[discussion]"])
            posts = [_post(item) for item in self.items if _key(item) == key]
            return self._answer(posts, start, POSTS, f"api/posts?filter%5Bdiscussion%5D={key}")
        found = re.fullmatch(r"/api/discussions/(\d+)", path)
        there = found and any(_key(item) == int(found[1]) for item in self.items)
        return self.json({"data": {"type": "discussions"}}) if there else None

    def _answer(self, data: list[dict[str, Any]], start: int, size: int, link: str) -> Reply:
        later = f"{self.url}{link}&page%5Boffset%5D={start + size}"
        links = {"next": later} if start + size < len(data) else {}
        return self.json({"data": data[start : start + size], "links": links})

    def _row(self, key: int) -> dict[str, Any]:
        posts = [item for item in self.items if _key(item) == key]
        told = {"title": f"Number {key}", "commentCount": len(posts), "lastPostedAt": posts[-1].at.isoformat()}
        return {"type": "discussions", "id": str(key), "attributes": told}


def _key(item: Item) -> int:
    return (item.number - 1) // SIZE + 1


def _post(item: Item) -> dict[str, Any]:
    told = {"number": item.number, "createdAt": item.at.isoformat(), "contentHtml": f"<p>{item.text}</p>"}
    return {"type": "posts", "id": str(item.number), "attributes": {"contentType": "comment", **told}}


WORLD = _Flarum
