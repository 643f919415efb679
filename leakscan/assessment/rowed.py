"""Clients in row after row somewhere in a long text: what its densest stretch, looked at alone, may hide.

A long text need not be one thing: a post with a list lies amid hundreds that name clients here and there, or behind a
directory that holds more of them. Its densest stretch bounds the others only where nothing stands out of the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
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

    ends = (codes_of(text) == ord("\n")).nonzero()[0]
    starts = np.array([match.start for match in matches])
    lines, entries = ends.searchsorted(starts), [match.entry for match in matches]
    if _crowded(lines, entries, starts, looked):
        return True
    lines, first = np.unique(lines, return_index=True)
    fresh = np.array([True, *map(ne, (told := [entries[at] for at in first.tolist()]), told[1:])])
    lines, starts = lines[fresh], starts[first[fresh]]  # branches of one client are no rows of clients
    inside = (starts >= looked[0]) & (starts < looked[1])
    steps = np.diff(lines)
    for stride in _STRIDES:
        closely = steps == stride
        if closely.any() and (
            _runs(closely, closely, inside) or _runs(closely | (steps == 2 * stride), closely, inside)
        ):
            return True
    return False


def _crowded(lines: Ints, entries: Sequence[str], starts: Ints, looked: tuple[int, int]) -> bool:
    """Whether a line that the stretch has no part of names many clients."""
    known: dict[int, set[str]] = {}
    for line, entry, start in zip(lines.tolist(), entries, starts.tolist(), strict=True):
        if not looked[0] <= start < looked[1]:
            known.setdefault(line, set()).add(entry)
    there = {
        line for line, start in zip(lines.tolist(), starts.tolist(), strict=True) if looked[0] <= start < looked[1]
    }
    return any(len(named) >= _ON_A_LINE for line, named in known.items() if line not in there)


def _runs(goes_on: Bools, closely: Bools, inside: Bools) -> bool:
    """Whether a run of steps is longer than luck gives, most of them close, and none of it looked at."""
    import numpy as np

    edges = np.diff(np.concatenate(([False], goes_on, [False])).astype(np.int8))
    begin, end = (edges == 1).nonzero()[0], (edges == -1).nonzero()[0]
    length = end - begin
    total, steps = int(goes_on.sum()), len(goes_on)
    near = np.concatenate(([0], closely.cumsum()))
    looked = np.concatenate(([0], inside.cumsum()))
    for at in (length >= _FEWEST).nonzero()[0].tolist():
        low, high, size = int(begin[at]), int(end[at]), int(length[at])
        share = (total - size + 1) / (steps - size + 2)
        rare = steps * share**size < _LUCK
        if rare and 2 * (near[high] - near[low]) >= size and looked[high + 1] == looked[low]:
            return True
    return False
