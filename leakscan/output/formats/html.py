"""One self-contained page: an overview, then each hit with its reasons. No script, no link elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leakscan.contract import hit_json
from leakscan.model import Hit
from leakscan.output.formats import Style
from leakscan.output.page import page


def render(hits: Iterable[Hit], style: Style) -> Iterator[str]:
    """The page, once all hits are known; the order is that of the hits."""
    yield page("hits.html", hits=[hit_json(hit) for hit in hits], names=style.names)
