"""Which dated version of a watchlist a block equals best."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from leakscan.assessment.figures import FigureTest
from leakscan.assessment.reading import Reading
from leakscan.model import Watchlist


def version_of(reading: Reading, tests: Sequence[FigureTest], watchlist: Watchlist) -> date | None:
    """The version whose figures agree best; where none agree, the one whose clients are most nearly those of the block.

    Returns:
        Its day; None without versions, and where the list as it is now explains the figures better.
    """
    agreeing = [test for test in tests if test.bits]
    if agreeing:
        return agreeing[0].version
    here = reading.entries
    alike = {day: _jaccard(here, stood.keys()) for day, stood in watchlist.versions.items()}
    best = max(alike, key=lambda day: (alike[day], day), default=None)
    return best if best and list(alike.values()).count(alike[best]) == 1 else None


def _jaccard(a: frozenset[str], b: object) -> float:
    others = set(b)  # type: ignore[call-overload]  # keys of a mapping
    return len(a & others) / max(1, len(a | others))
