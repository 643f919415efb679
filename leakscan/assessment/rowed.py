"""Clients in row after row somewhere in a long text: what its densest stretch, looked at alone, may hide.

A long text need not be one thing: a post with a list lies amid hundreds that name clients here and there, or behind a
directory that holds more of them. Its densest stretch bounds the others only where nothing stands out of the rest.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise, repeat
from operator import sub

from leakscan.model import Match

_STRIDES = range(1, 13)
"""Lines that one record may have."""
_FEWEST = 3
"""Steps from row to row that are the least of a list."""
_LUCK = 0.002
"""Runs at one distance that luck alone may give in a text for one to be none: of all distances a twentieth."""
_ON_A_LINE = 5
"""Different clients on one line that are the least of a list in it."""
_FAR = 255
"""Lines from which on one step is as good as any other: each is written as one byte."""
_CLOSE, _MISSED = 1, 2
"""How a step of the stride is written, and one in which a row is missed; no other step is in a run."""


def stands_out(text: str, matches: Sequence[Match], looked: tuple[int, int]) -> bool:
    """Whether clients stand in row after row, longer than luck gives in this text, outside of what was looked at.

    Rows are lines at one distance, of which one may be missed; how likely the next row holds a client by luck is told
    from all the others. Most texts have some tens of matches, for which no array is worth its making.

    Args:
        text: a long text.
        matches: of one watchlist, in order.
        looked: where the stretch starts and ends that was found to be no list.
    """
    starts, entries = [match.start for match in matches], [match.entry for match in matches]
    numbers = list(accumulate(map(text.count, repeat("\n"), [0, *starts], starts)))
    low, high = (_line(text, at, starts, numbers) for at in (looked[0], max(looked[0], looked[1] - 1)))
    often = Counter(numbers)
    first = list(accumulate(often.values(), initial=0))
    if max(often.values()) >= _ON_A_LINE and _crowded(often, first, entries, range(low, high + 1)):
        return True
    told = [entries[at] for at in first[:-1]]
    # branches of one client are no rows of clients
    lines = [line for line, entry, before in zip(often, told, [None, *told[:-1]], strict=True) if entry != before]
    seen = bisect_left(lines, low), bisect_right(lines, high)
    steps = bytes(map(min, map(sub, lines[1:], lines), repeat(_FAR)))
    return any(_runs(written, seen) for written in _ways(steps))


def _line(text: str, place: int, starts: Sequence[int], numbers: Sequence[int]) -> int:
    """The number of the line on which a place is, counted from the last match before it."""
    at = bisect_left(starts, place) - 1
    return (numbers[at] if at >= 0 else 0) + text.count("\n", starts[at] if at >= 0 else 0, place)


def _crowded(often: Counter[int], first: Sequence[int], entries: Sequence[str], looked: range) -> bool:
    """Whether a line that was not looked at holds many clients."""
    held = ((line, entries[a:b]) for line, (a, b) in zip(often, pairwise(first), strict=True))
    return any(len({*named}) >= _ON_A_LINE for line, named in held if line not in looked)


def _ways(steps: bytes) -> Iterator[bytes]:
    """The steps of one length, and with them those of twice that, for each length that ever follows itself."""
    for stride in _STRIDES:
        if bytes((stride, stride)) in steps:
            yield steps.translate(_CLOSELY[stride])
            yield steps.translate(_LOOSELY[stride])


def _written(signs: Iterable[tuple[int, int]]) -> bytes:
    """Table that writes some steps as signs of their own, and all others as 0."""
    known = dict(signs)
    return bytes(known.get(step, 0) for step in range(_FAR + 1))


_CLOSELY = {stride: _written([(stride, _CLOSE)]) for stride in _STRIDES}
_LOOSELY = {stride: _written([(stride, _CLOSE), (2 * stride, _MISSED)]) for stride in _STRIDES}


def _runs(steps: bytes, looked: tuple[int, int]) -> bool:
    """Whether a run of steps is longer than luck gives, at least half of them close, and none of it was looked at."""
    number, fitting = len(steps), len(steps) - steps.count(0)
    runs, at = steps.split(b"\0"), 0
    if not _rare(max(map(len, runs)), fitting, number):
        return False  # and so none of the shorter ones is
    for run in runs:
        end = at + len(run)
        seen = max(at, looked[0]) < min(end, looked[1])
        if not seen and 2 * run.count(_CLOSE) >= len(run) and _rare(len(run), fitting, number):
            return True
        at = end + 1
    return False


def _rare(size: int, fitting: int, number: int) -> bool:
    """Whether luck hardly gives a run of so many steps, as often as the others are of this length."""
    return size >= _FEWEST and number * ((fitting - size + 1) / (number - size + 2)) ** size < _LUCK
