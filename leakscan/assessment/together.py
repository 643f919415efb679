"""One document assessed for several watchlists."""

from __future__ import annotations

from collections.abc import Sequence

from leakscan.assessment import find_blocks, worth_blocks
from leakscan.assessment.attribution import attributed
from leakscan.assessment.case import case_of
from leakscan.garbage import uncollected
from leakscan.model import Assessment, Match, Watchlist


def assess_together(found: Sequence[tuple[Sequence[Match], Watchlist]], text: str) -> list[Assessment]:
    """Find blocks where that is worth it, and assess one document for several watchlists, one assessment each.

    Args:
        found: the matches of each watchlist, and the watchlist.
        text: the extracted text that all offsets point into.

    Returns:
        In the same order; where several lists may explain the document, each says which one explains it best.
    """
    cases = []
    with uncollected():
        for matches, watchlist in found:
            blocks = find_blocks(text, matches) if worth_blocks(matches) else []
            cases.append(case_of(matches, blocks, watchlist, text))
        return attributed(cases)
