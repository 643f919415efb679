"""The search of Hacker News: newest first, so many a query and no more."""

from __future__ import annotations

import re
from types import MappingProxyType

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import World


class _HackerNews(World):
    spider = "hackernews"
    options = MappingProxyType({"depth": 5})
    every, days = 60, 60
    reach = 40 * World.page

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        if path != "/api/v1/search_by_date":
            return None
        found = self.newest
        for sign, bound in re.findall(r"created_at_i([<>])=(\d+)", query.get("numericFilters", "")):
            found = [item for item in found if (item.unix >= int(bound) if sign == ">" else item.unix <= int(bound))]
        hits = [
            {"objectID": str(item.number), "created_at_i": item.unix, "author": "ann", "comment_text": item.text}
            for item in found[: self.page]
        ]
        return self.json({"hits": hits, "hitsPerPage": self.page})


WORLD = _HackerNews
