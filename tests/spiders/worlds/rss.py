"""A feed of the newest entries."""

from __future__ import annotations

from collections.abc import Sequence

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import XML, Item, World


class _Rss(World):
    spider = "rss"
    path = "feed"
    reach = World.page
    deletions = False

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        return feed(self.newest[: self.page]) if path == "/feed" else None


def feed(items: Sequence[Item], later: str = "") -> Reply:
    """An Atom feed, with the address of its next page."""
    entries = "".join(
        f'<entry><id>urn:{item.number}</id><title>t</title><link href="/posts/{item.number}"/>'
        f"<updated>{item.at.isoformat()}</updated><content>{item.text}</content></entry>"
        for item in items
    )
    link = f'<link rel="next" href="{later}"/>' if later else ""
    return Reply(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{link}{entries}</feed>'.encode(), headers=XML
    )


WORLD = _Rss
