"""Can the figures corroborate anything?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from leakscan.model import Watchlist
from leakscan.watchlist.finding import Finding, Level


def check(watchlist: Watchlist) -> Iterator[Finding]:
    """Warnings for figures that are the same in all rows, or that only count the rows up."""
    for figure in watchlist.figures:
        values = [entry.figures[figure] for entry in watchlist.entries if figure in entry.figures]
        if len(values) > 1 and len(set(values)) == 1:
            what = f"this figure is {values[0]:g} in every row, so it can't tell one client's from another's"
            yield Finding(None, figure, Level.WARNING, what, "remove the column")
        elif len(values) > 2 and all(after - before == 1 for before, after in pairwise(values)):
            what = "this figure only counts the rows up; any numbered list would agree with it"
            yield Finding(None, figure, Level.WARNING, what, "remove the column, or call it id")
