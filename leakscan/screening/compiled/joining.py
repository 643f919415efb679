"""What of a text may have to be put together, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.chars import AT, DIGIT, DOLLAR, DOT, EXCLAMATION, LOWER, UPPER
from leakscan.screening.compiled.probe import look
from leakscan.screening.joining import BETWEEN_INITIALS, FARTHEST, SHORTEST, SIGNS, Joins
from leakscan.screening.kernels import kernel
from leakscan.screening.text import DIGITS, END, SIZE, START

_PAIR, _LINK, _SIGN = range(3)


@kernel
def _is_sign(kinds: Any, low: Any, at: int) -> bool:
    if at < 0 or at >= len(kinds):
        return False
    return kinds[at] >= AT and kinds[at] in (AT, DOLLAR, EXCLAMATION) and low[at] in SIGNS


@kernel
def _is_host(kinds: Any, words: Any, left: int) -> bool:
    """Whether an at sign and a host's name stand behind a word."""
    end = words[left, END]
    if kinds[end] != AT or left + 1 >= len(words) or words[left + 1, START] != end + 1:
        return False
    after = words[left + 1, END]
    return after + 1 < len(kinds) and kinds[after] == DOT and UPPER <= kinds[after + 1] <= DIGIT


def find_joins(text: Any, exact: Any, factors: Any, out: Any) -> int:
    """As :func:`leakscan.screening.joining.joins`: fill ``out`` with what was found and where; how many."""
    kinds, low, words, hashes = text
    count, before = 0, -1
    for place in range(len(words)):
        start, end, size = words[place, START], words[place, END], words[place, SIZE]
        if start - 1 != before and _is_sign(kinds, low, start - 1):
            out[count, 0], out[count, 1], out[count, 2] = _SIGN, start - 1, place
            count += 1
        if _is_sign(kinds, low, end) and not _is_host(kinds, words, place):
            out[count, 0], out[count, 1], out[count, 2] = _SIGN, end, place + 1
            count += 1
        before = end
        if place + 1 == len(words):
            break
        following, letters = words[place + 1, START], size + words[place + 1, SIZE]
        if letters == 2 and following - end == 1 and kinds[end] in BETWEEN_INITIALS:
            if kinds[start] == kinds[following] and (kinds[start] == UPPER or kinds[start] == LOWER):
                out[count, 0], out[count, 1] = _LINK, place
                count += 1
            continue
        if letters < SHORTEST or following - end > FARTHEST or words[place, DIGITS]:
            continue
        if look(exact, hashes[place] + hashes[place + 1] * factors[size % 64]) >= 0:
            out[count, 0], out[count, 1] = _PAIR, place
            count += 1
    return count


def joins_of(found: Any) -> Joins:
    """What was noted, sort by sort."""
    pairs, links, signs = (found[found[:, 0] == sort] for sort in (_PAIR, _LINK, _SIGN))
    return Joins(*(column.astype(np.int64) for column in (pairs[:, 1], links[:, 1], signs[:, 1], signs[:, 2])))
