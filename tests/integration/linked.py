"""Paste servers that list nothing: a feed links to thirty pastes, one a client list, and to one that is gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.crawl.feeds import feed
from tests.crawl.site import Site, serving
from tests.crawl.workspace import workspace
from tests.integration.bepasty import LIST
from tests.integration.place import crawl

PASTES, MORE = 30, 3


def follow(folder: Path, site: str, address: str, paste: Callable[[str], str]) -> list[object]:
    """Three visits of the feed, with three more pastes before the last.

    Args:
        folder: for the workspace.
        site: what ``expand`` calls the software.
        address: the server's.
        paste: makes a paste of a text and gives its key.
    """
    texts = [f"paste number {number} of many" for number in range(PASTES)]
    texts[17] = LIST
    entries = [f"fresh: {address}{paste(text)}" for text in texts]
    gone = f"older: {address}ABCDEFGH"
    with serving(Site({"/feed": feed(*entries, gone)})) as news:
        options = f'options = {{ expand = "{site}:{address.split("/")[2]}" }}'
        place = workspace(folder / "w", ("news", "rss", f"{news.url}feed"), more=options)
        visits: list[object] = [crawl(place), crawl(place)]
        entries += [f"fresh: {address}{paste(f'another, {number}')}" for number in range(MORE)]
        news.pages["/feed"] = feed(*entries, gone)
        return [*visits, crawl(place)]
