"""A feed that goes on on further pages (RFC 5005)."""

from __future__ import annotations

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.rss import feed
from tests.spiders.worlds.world import World


class _Paged(World):
    spider = "rss"
    path = "feed"
    reach = 20 * World.page
    deletions = False

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        page = int(query.get("page", 1))
        more = len(self.items) > page * self.page
        return (
            feed(self.part(self.newest, page - 1), f"/feed?page={page + 1}" if more else "")
            if path == "/feed"
            else None
        )


WORLD = _Paged
