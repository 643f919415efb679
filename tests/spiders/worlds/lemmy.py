"""An instance of Lemmy whose people write posts alone, one comment apart."""

from __future__ import annotations

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import Item, World


class _Lemmy(World):
    spider = "lemmy"
    reach = 40 * World.page

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        page = int(query["page"]) - 1
        if path == "/api/v3/comment/list":
            at = self._began.isoformat()
            comment = {"id": 1, "published": at, "content": "the one comment"}
            post = {"id": 1, "name": "x", "published": at}
            return self.json(
                {"comments": [{"post": post, "comment": comment, "creator": {"name": "ann"}}] * (page == 0)}
            )
        return self.json({"posts": [_view(item) for item in self.part(self.newest, page)]})


def _view(item: Item) -> dict[str, object]:
    updated = f"2026-11-0{item.version}T00:00:00Z" if item.version else None
    post = {"id": item.number, "name": "title", "body": item.text, "published": item.at.isoformat(), "updated": updated}
    return {"post": post, "creator": {"name": "ann"}}


WORLD = _Lemmy
