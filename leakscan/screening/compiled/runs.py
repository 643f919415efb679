"""Runs of words that signs tie together, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.chars import DIGIT, DOT, UPPER
from leakscan.screening.compiled.compiler import compiled
from leakscan.screening.hashing import LONGEST
from leakscan.screening.joining import MOST_SIGNS, Joins
from leakscan.screening.kernels import kernel
from leakscan.screening.text import END, START, Text


@kernel
def _is_in_address(kinds: Any, start: int, end: int) -> bool:
    """Whether a point and a letter stand right before or behind, as in an address."""
    if end + 1 < len(kinds) and kinds[end] == DOT and UPPER <= kinds[end + 1] <= DIGIT:
        return True
    return start > 1 and kinds[start - 1] == DOT and UPPER <= kinds[start - 2] <= DIGIT


@kernel
def _add(kinds: Any, run: Any, signs: int, out: Any, count: int) -> int:
    """Note a run, of so many rows of signs, if it may be a word; how many are noted."""
    first, last, start, end = run
    if signs == 0 or signs > MOST_SIGNS or first > last or end - start > LONGEST or _is_in_address(kinds, start, end):
        return count
    out[count, 0], out[count, 1], out[count, 2], out[count, 3] = first, last, start, end
    return count + 1


def find_runs(text: Any, signs: Any, behind: Any, out: Any) -> int:
    """Fill ``out`` with the first and last word of each run, its first character and one past the last; how many."""
    kinds, words = text.kinds, text.words
    count, place, many, tied, reached = 0, 0, 0, False, 0
    first, last, start, end = 0, 0, 0, 0
    while place < len(signs):
        head = signs[place]
        while place + 1 < len(signs) and signs[place + 1] - signs[place] <= 1:
            place += 1
        tail, following = signs[place] + 1, behind[place]
        place += 1
        touched = following > 0 and words[following - 1, END] == head
        if not (tied and touched and reached == following - 1):
            count, many = _add(kinds, (first, last, start, end), many, out, count), 0
            first = following - touched
            start = words[first, START] if touched else head
        tied, reached, many = following < len(words) and words[following, START] == tail, following, many + 1
        last = following if tied else following - 1
        end = words[last, END] if tied else tail
    return _add(kinds, (first, last, start, end), many, out, count)


def run_runs(words: Text, joins: Joins) -> list[list[int]]:
    """As :func:`leakscan.screening.merging.runs_around`."""
    out = np.empty((len(joins.signs), 4), np.int64)
    found: list[list[int]] = out[: compiled(find_runs)(words, joins.signs, joins.behind, out)].tolist()
    return found
