"""What a cell says, without the blanks, quotation marks and tags around it; one by one, or all of a table at once."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Bools = np.ndarray[Any, np.dtype[np.bool_]]
    Codes = np.ndarray[Any, np.dtype[np.uint8 | np.uint32]]

_WRAPPING = " \t\r\n\f\"'`*\u00a0\ufeff"
_BEHIND = _WRAPPING + ",;"
_NAMES = r"b|i|u|s|\*|li|td|th|tr|color|size|font|url|email|quote|code|center|indent|spoiler|hide"
_TAGS = rf"(?:\[/?(?:{_NAMES})(?:=[^\]\n]{{0,99}})?\])+"
_TAG_BEFORE, _TAG_BEHIND = re.compile(_TAGS, re.IGNORECASE), re.compile(f"{_TAGS}$", re.IGNORECASE)
_TAG_LONGEST = 200
_FEW = 24
"""Cells from which on arrays are quicker."""
_STEPS = 3
"""Signs around cells that are left out one by one; what is set in columns of blanks has more."""
Edges = tuple[int, int]
"""Start and end of a cell in the text, not yet trimmed."""


def trimmed(text: str, start: int, end: int) -> Edges:
    """A cell without the blanks, quotation marks and emphasis around it."""
    if start < end and text[start].isalnum() and text[end - 1].isalnum():
        return start, end  # as most cells are: nothing of what may be around one is a letter or digit
    start, end = _bared(text, start, end)
    if start < end and (text[start] == "[" or text[end - 1] == "]"):
        if before := _TAG_BEFORE.match(text, start, end):
            start = before.end()
        if behind := _TAG_BEHIND.search(text[max(start, end - _TAG_LONGEST) : end]):
            end = max(start, end - _TAG_LONGEST) + behind.start()
        start, end = _bared(text, start, end)
    return start, max(start, end)


def _bared(text: str, start: int, end: int) -> Edges:
    said = text[start:end].lstrip(_WRAPPING)
    start = max(start, end - len(said))
    return start, start + len(said.rstrip(_BEHIND))


def all_trimmed(text: str, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """The same of many cells, in order of the text."""
    import numpy as np

    if len(starts) < _FEW:
        spans = [trimmed(text, a, b) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
        flat = np.array(spans, np.int64).reshape(-1, 2)
        return flat[:, 0], flat[:, 1]
    low, high = int(starts[0]), int(ends[-1])
    said = text[low:high]
    codes = codes_of(said)
    starts = np.minimum(_from(codes, starts - low, ends - low) + low, ends)
    ends = np.maximum(_up_to(codes, starts - low, ends - low) + low, starts)
    if "[" in said:
        for at in _tagged(codes, starts - low, ends - low):
            starts[at], ends[at] = trimmed(text, int(starts[at]), int(ends[at]))
    return starts, ends


def _from(codes: Codes, starts: Ints, ends: Ints) -> Ints:
    """Where each cell starts behind what is around it: step by step, or where that is much, by all solid signs."""
    import numpy as np

    at, last = starts, len(codes) - 1
    for _ in range(_STEPS):
        loose = ~_is_none_of(codes[np.minimum(at, last)], _WRAPPING) & (at < ends)
        if not np.count_nonzero(loose):  # in a quarter of the time that any() takes
            return at
        at = at + loose
    solid = np.concatenate([_is_none_of(codes, _WRAPPING).nonzero()[0], [len(codes)]])
    found: Ints = solid[solid.searchsorted(starts)]
    return found


def _up_to(codes: Codes, starts: Ints, ends: Ints) -> Ints:
    """Where each cell ends before what is around it."""
    import numpy as np

    at = ends
    for _ in range(_STEPS):
        loose = ~_is_none_of(codes[at - 1], _BEHIND) & (at > starts)
        if not np.count_nonzero(loose):  # in a quarter of the time that any() takes
            return at
        at = at - loose
    solid = np.concatenate([[0], _is_none_of(codes, _BEHIND).nonzero()[0] + 1])
    found: Ints = solid[solid.searchsorted(ends, "right") - 1]
    return found


def codes_of(said: str) -> Codes:
    """The letters of a text as numbers."""
    import numpy as np

    if said.isascii():
        return np.frombuffer(said.encode("ascii"), np.uint8)
    return np.frombuffer(said.encode("utf-32-le", "surrogatepass"), "<u4")


def _is_none_of(codes: Codes, signs: str) -> Bools:
    """Which letters are none of some signs."""
    import numpy as np

    table = _table(signs)
    held: Bools = table[codes if codes.itemsize == 1 else np.minimum(codes, len(table) - 1)]
    return held


@cache
def _table(signs: str) -> Bools:
    import numpy as np

    table = np.ones(1 << 16, bool)
    table[[ord(sign) for sign in signs]] = False
    return table


def _tagged(codes: Codes, starts: Ints, ends: Ints) -> list[int]:
    """Cells that begin or end with a bracket, as tags of a forum do."""
    filled = (starts < ends).nonzero()[0]
    tagged = (codes[starts[filled]] == ord("[")) | (codes[ends[filled] - 1] == ord("]"))
    return list(filled[tagged].tolist())
