"""One document assessed for several watchlists."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from leakscan.assessment import find_blocks, worth_blocks
from leakscan.assessment.attribution import attributed
from leakscan.assessment.parts import case_of
from leakscan.garbage import uncollected
from leakscan.model import Assessment, Match, Watchlist


def assess_together(found: Sequence[tuple[Sequence[Match], Watchlist]], text: str) -> list[Assessment]:
    """Find blocks once, where that is worth it, and assess one document for several watchlists, one assessment each.

    Args:
        found: the matches of each watchlist, and the watchlist.
        text: the extracted text that all offsets point into.

    Returns:
        In the same order; where several lists may explain the document, each says which one explains it best.
    """
    with uncollected():
        worth = [worth_blocks(matches, clients, text) for matches, clients in found]
        matter = [match for (matches, _), one in zip(found, worth, strict=True) if one for match in matches]
        blocks = find_blocks(text, sorted(matter, key=attrgetter("start"))) if matter else []
        told = zip(found, worth, strict=True)
        return attributed([case_of(matches, blocks if one else [], clients, text) for (matches, clients), one in told])
