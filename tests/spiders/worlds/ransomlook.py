"""RansomLook: every claim of the last days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import Item, World, number_in


class _RansomLook(World):
    spider = "ransomlook"
    edits = False

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        if not path.startswith("/api/last/"):
            return None
        since = datetime.now(UTC) - timedelta(days=number_in(path))
        return self.json([claim(item) for item in self.newest if item.at >= since])


def claim(item: Item) -> dict[str, object]:
    """A claim as both trackers have it."""
    at = item.at.strftime("%Y-%m-%d %H:%M:%S.000000")
    return {
        "post_title": f"Victim {item.number}",
        "discovered": at,
        "group_name": "paperwolf",
        "description": item.text,
    }


WORLD = _RansomLook
