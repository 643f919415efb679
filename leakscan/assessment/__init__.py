"""What a document's matches mean: the list told from the mention, with the reasons. Pure functions.

``find_blocks`` cuts a text into lists and tables, ``assess`` weighs the matches of one watchlist against them,
``worth_blocks`` says beforehand whether the cutting can change anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from leakscan.assessment.assess import assess
from leakscan.assessment.blocks import blocks_of
from leakscan.assessment.gate import impure, worth_blocks
from leakscan.model import Block, Match

__all__ = ["assess", "find_blocks", "worth_blocks"]


def find_blocks(text: str, matches: Sequence[Match] = ()) -> list[Block]:
    """All blocks of a text, in its order.

    Args:
        text: extracted text.
        matches: what screening found, of any watchlists. With them a long text whose densest stretches are far too
            impure for a leak is not split any further, and only the blocks of those stretches come back.
    """
    return impure(text, matches) or blocks_of(text)
