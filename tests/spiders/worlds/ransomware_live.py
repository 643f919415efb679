"""ransomware.live: the newest claims, and all of each month."""

from __future__ import annotations

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.ransomlook import claim
from tests.spiders.worlds.world import World


class _RansomwareLive(World):
    spider = "ransomware_live"
    edits = False
    path = "v2/"

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        if path == "/v2/recentvictims":
            return self.json([claim(item) for item in self.newest[: self.page]])
        month = [claim(item) for item in self.items if f"{item.at:/%Y/%m}" == path.removeprefix("/v2/victims")]
        return self.json(month) if path.startswith("/v2/victims/") and month else None


WORLD = _RansomwareLive
