"""When does a number agree with one of ours? Where it equals it, or is up to a fifth smaller: ours may have grown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from leakscan.assessment.kept import kept
from leakscan.assessment.numbers import any_numbers
from leakscan.model import Watchlist

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Bools = np.ndarray[Any, np.dtype[np.bool_]]

_Row = TypeVar("_Row")

FEWEST = 3
"""Rows that must agree before anything is concluded."""
SMALL = 10
"""A figure below that has not grown if it differs."""
GROWN = 0.8
"""An older list's figure is at least this share of ours to agree with it."""


class Own(NamedTuple):
    """One figure of a client: its name, and the least and the largest number that agree with it."""

    figure: str
    least: float
    most: float


def figures_of(entry: str, watchlist: Watchlist) -> Sequence[Own]:
    """The different figures of a client, of whatever version of the list; gathered once a client."""
    known = _gathered(watchlist)
    if entry not in known:
        lists = (watchlist.figured, *watchlist.versions.values())
        told = {said for figures in lists for said in figures.get(entry, _NOTHING).items()}
        known[entry] = [Own(figure, GROWN * value if value >= SMALL else value, value) for figure, value in told]
    return known[entry]


_NOTHING: Mapping[str, float] = {}


@kept
def _gathered(_: Watchlist) -> dict[str, Sequence[Own]]:
    """What was gathered so far: of a long list few clients are ever asked for."""
    return {}


def may_agree(said: str, entry: str, watchlist: Watchlist) -> bool:
    """Whether any number that may be meant in a stretch of text agrees with one of a client's."""
    own = figures_of(entry, watchlist)
    there = any_numbers(said) if own else ()
    for one in there:
        for _, least, most in own:
            if least <= one <= most:
                return True
    return False


def agreeing(rows: Sequence[_Row], agrees: Callable[[_Row], bool]) -> list[_Row]:
    """The rows that agree; none where these are too few, and then no more rows than need be are asked."""
    found, spare = list[_Row](), len(rows) - FEWEST
    for row in rows:
        if spare < 0:
            break
        if agrees(row):
            found.append(row)
        else:
            spare -= 1
    return found if spare >= 0 else []


def all_agree(theirs: Floats, own: Floats, *, grown: bool) -> Bools:
    """Which numbers equal ours, or agree with them if they may have ``grown``; NaN agrees with nothing."""
    same: Bools = theirs == own
    if grown:
        same |= (own >= SMALL) & (GROWN * own <= theirs) & (theirs <= own)
    return same
