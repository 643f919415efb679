"""When are clients few among the names of a list? Where they weigh hardly more than no list at all."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache

from leakscan.model import Watchlist

NO_LUCK = 0.85
"""Share of the rows, or lines, of a stretch that hold a client from which on no wider one is looked at."""
_MOST = 0.4
"""Clients a name from which on nothing need be weighed: they are no few."""

Few = Callable[[Collection[str], int, Watchlist], bool]
"""Tells of the clients, and of how many different names there are with theirs."""


def as_few(entries: Collection[str], names: int, watchlist: Watchlist) -> bool:
    """Whether purity would weigh against a leak hardly less than no list at all does; more names never weigh less."""
    return len(entries) <= _MOST * names and _as_no_list()(entries, names, watchlist)


@cache
def _as_no_list() -> Few:
    """What weighs them, which who only looks at blocks need not read; to ask for it takes longer than to weigh."""
    from leakscan.assessment.evidence.purity import as_no_list

    return as_no_list


def by_luck(entries: Collection[str], names: int, _: Watchlist) -> bool:
    """Whether the densest stretch of a long text may be purer than its like by luck: it is not nearly full."""
    return len(entries) < NO_LUCK * names
