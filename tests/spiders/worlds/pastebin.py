"""The scraping API: a window of the newest, keys that tell nothing, refusals with status 200."""

from __future__ import annotations

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import World


class _Pastebin(World):
    spider = "pastebin"
    reach = World.page

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        if path == "/api_scraping.php":
            return self.json(
                [{"key": item.key, "date": str(item.unix), "title": ""} for item in self.newest[: self.page]]
            )
        if path == "/api_scrape_item.php":
            return self.plain(self.of(query["i"])) or Reply(b"Error, we cannot find this paste.")
        return None


WORLD = _Pastebin
