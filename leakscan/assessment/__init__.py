"""What a document's matches mean: the list told from the mention, with the reasons. Pure functions.

``find_blocks`` cuts a text into lists and tables, ``assess`` weighs the matches of one watchlist against them,
``worth_blocks`` says beforehand whether the cutting can change anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from leakscan.assessment.assess import assess
from leakscan.assessment.attribution import attributed
from leakscan.assessment.blocks import blocks_of
from leakscan.assessment.case import case_of
from leakscan.assessment.gate import impure, worth_blocks
from leakscan.block import Block
from leakscan.model import Assessment, Match, Watchlist

__all__ = ["assess", "assess_together", "find_blocks", "worth_blocks"]


def assess_together(found: Sequence[tuple[Sequence[Match], Watchlist]], text: str) -> list[Assessment]:
    """Find blocks where that is worth it, and assess one document for several watchlists, one assessment each.

    Args:
        found: the matches of each watchlist, and the watchlist.
        text: the extracted text that all offsets point into.

    Returns:
        In the same order; where several lists may explain the document, each says which one explains it best.
    """
    cases = []
    for matches, watchlist in found:
        blocks = find_blocks(text, matches) if worth_blocks(matches) else []
        cases.append(case_of(matches, blocks, watchlist, text))
    return attributed(cases)


def find_blocks(text: str, matches: Sequence[Match] = ()) -> list[Block]:
    """All blocks of a text, in its order.

    Args:
        text: extracted text.
        matches: what screening found, of any watchlists. With them blocks are looked for only as long as one of them
            stands in none yet, and a long text whose densest stretches are far too impure for a leak is not split any
            further: only the blocks of those stretches come back.
    """
    return impure(text, matches) or blocks_of(text, [match.start for match in matches])
