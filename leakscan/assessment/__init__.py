"""What a document's matches mean: the list told from the mention, with the reasons. Pure functions.

``find_blocks`` cuts a text into lists and tables, ``assess`` weighs the matches of one watchlist against them,
``worth_blocks`` says beforehand whether the cutting can change anything.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leakscan.assessment.blocks import blocks_of
from leakscan.assessment.gate import impure, worth_blocks
from leakscan.block import Block
from leakscan.garbage import uncollected
from leakscan.model import Match

if TYPE_CHECKING:
    from leakscan.assessment.assessing import assess
    from leakscan.assessment.together import assess_together

__all__ = ["assess", "assess_together", "find_blocks", "worth_blocks"]


def find_blocks(text: str, matches: Sequence[Match] = ()) -> list[Block]:
    """All blocks of a text, in its order.

    Args:
        text: extracted text.
        matches: what screening found, of any watchlists. With them blocks are looked for only as long as one of them
            stands in none yet, and a long text whose densest stretches are far too impure for a leak is not split any
            further: only the blocks of those stretches come back.
    """
    with uncollected():
        return impure(text, matches) or blocks_of(text, [match.start for match in matches], fresh=_fresh(matches))


_RECENT = 6
"""Names of different clients after which one that recurs may begin a list anew."""


def _fresh(matches: Sequence[Match]) -> Sequence[int]:
    """Where the matches begin that are of none of the entries just before: a note names its client often."""
    if len({match.entry for match in matches}) == len(matches):
        return list(dict.fromkeys([match.start for match in matches]))
    recent = defaultdict[str, deque[str]](lambda: deque(maxlen=_RECENT))
    fresh = list[int]()
    for match in matches:
        seen = recent[match.watchlist]
        if match.entry not in seen:
            seen.append(match.entry)
            fresh.append(match.start)
    return list(dict.fromkeys(fresh))


_LATE = {"assess": "assessing", "assess_together": "together"}


def __getattr__(name: str) -> Any:
    """Whoever only looks at blocks need not read what weighs them."""
    from importlib import import_module

    if name in _LATE:
        return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
