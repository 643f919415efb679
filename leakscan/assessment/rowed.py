"""Clients in row after row somewhere in a long text: what its densest stretch, looked at alone, may hide.

A long text need not be one thing: a post with a list lies amid hundreds that name clients here and there, or behind a
directory that holds more of them. Its densest stretch bounds the others only where nothing stands out of the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import ne
from typing import TYPE_CHECKING, Any

from leakscan.assessment.blocks import codes_of
from leakscan.model import Match

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Bools = np.ndarray[Any, np.dtype[np.bool_]]

_STRIDES = range(1, 13)
"""Lines that one record may have."""
_FEWEST = 3
"""Steps from row to row that are the least of a list."""
_LUCK = 0.002
"""Runs at one distance that luck alone may give in a text for one to be none: of all distances a twentieth."""
_ON_A_LINE = 5
"""Different clients on one line that are the least of a list in it."""


def stands_out(text: str, matches: Sequence[Match], looked: tuple[int, int]) -> bool:
    """Whether clients stand in row after row, longer than luck gives in this text, outside of what was looked at.

    Rows are lines at one distance, of which one may be missed; how likely the next row holds a client by luck is told
    from all the others.

    Args:
        text: a long text.
        matches: of one watchlist, in order.
        looked: where the stretch starts and ends that was found to be no list.
    """
    import numpy as np

    starts, entries = np.array([match.start for match in matches]), [match.entry for match in matches]
    ends = (codes_of(text) == ord("\n")).nonzero()[0]
    line, first, number = np.unique(ends.searchsorted(starts), return_index=True, return_counts=True)
    low, high = ends.searchsorted([looked[0], max(looked[0], looked[1] - 1)])
    inside = (line >= low) & (line <= high)
    if any(len({*entries[at : at + many]}) >= _ON_A_LINE for at, many in _crowded(first, number, ~inside)):
        return True
    fresh = np.array([True, *map(ne, (told := [entries[at] for at in first.tolist()]), told[1:])])
    line, inside = line[fresh], inside[fresh]  # branches of one client are no rows of clients
    steps = np.diff(line)
    return any(_runs(goes_on, closely, inside) for goes_on, closely in _ways(steps))


def _crowded(first: Ints, number: Ints, outside: Bools) -> Iterator[tuple[int, int]]:
    """The lines that were not looked at and have many matches: which is the first of each, and how many they are."""
    many = (outside & (number >= _ON_A_LINE)).nonzero()[0]
    return zip(first[many].tolist(), number[many].tolist(), strict=True)


def _ways(steps: Ints) -> Iterator[tuple[Bools, Bools]]:
    """Which steps are of one length, and with them those of twice that, for each length that ever follows itself."""
    again = steps[1:][steps[1:] == steps[:-1]]
    for stride in [stride for stride in _STRIDES if (again == stride).any()]:
        closely = steps == stride
        yield closely, closely
        yield closely | (steps == 2 * stride), closely


def _runs(goes_on: Bools, closely: Bools, inside: Bools) -> bool:
    """Whether a run of steps is longer than luck gives, at least half of them close, and none of it was looked at."""
    import numpy as np

    edges = np.diff(goes_on.astype(np.int8), prepend=0, append=0)
    begin, end = (edges == 1).nonzero()[0], (edges == -1).nonzero()[0]
    sizes = end - begin
    share = (goes_on.sum() - sizes + 1) / (len(goes_on) - sizes + 2)
    rare = ((sizes >= _FEWEST) & (len(goes_on) * share**sizes < _LUCK)).nonzero()[0]
    runs = [slice(int(begin[at]), int(end[at])) for at in rare.tolist()]
    return any(2 * closely[run].sum() >= closely[run].size and not inside[run].any() for run in runs)
