"""What of a text may have to be put together, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.chars import AT, DIGIT, DOLLAR, DOT, EXCLAMATION, LOWER, UPPER
from leakscan.screening.compiled.probe import look
from leakscan.screening.joining import BETWEEN_INITIALS, FARTHEST, SHORTEST, SIGNS, Joins
from leakscan.screening.kernels import kernel
from leakscan.screening.tables import MIX
from leakscan.screening.text import DIGITS, END, SIZE, START

_PAIR, _LINK, _SIGN = range(3)
_SIGNS = np.uint64(1 << AT | 1 << DOLLAR | 1 << EXCLAMATION)  # a bit for each of their kinds


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


@kernel
def _find_pairs(text: Any, exact: Any, factors: Any, some: Any, out: Any) -> int:
    """Note words that make one of the vocabulary with the next; how many are noted.

    First without a branch, since none could be foretold, those that the filter of the vocabulary lets through.
    """
    _, _, words, hashes = text
    likely: Any = 0
    for place in range(len(words) - 1):
        key = hashes[place] + hashes[place + 1] * factors[words[place, SIZE] & 63]
        at = (key * np.uint64(MIX)) >> exact.bit_shift
        some[likely] = place
        likely += np.int64((exact.bits[at >> np.uint64(3)] >> np.uint8(at & np.uint64(7))) & np.uint8(1))
    count = 0
    for n in range(likely):
        place = some[n]
        size, apart = words[place, SIZE], words[place + 1, START] - words[place, END]
        if apart > FARTHEST or words[place, DIGITS] or size + words[place + 1, SIZE] < SHORTEST:
            continue
        if look(exact, hashes[place] + hashes[place + 1] * factors[size & 63]) >= 0:
            out[count, 0], out[count, 1] = _PAIR, place
            count += 1
    return count


@kernel
def _find_links(text: Any, out: Any, count: int) -> int:
    """Note single letters with one like them behind; how many are noted."""
    kinds, _, words, _ = text
    for place in range(len(words) - 1):
        if words[place, SIZE] != 1 or words[place + 1, SIZE] != 1:
            continue
        start, end, following = words[place, START], words[place, END], words[place + 1, START]
        if following - end == 1 and kinds[end] in BETWEEN_INITIALS and kinds[start] == kinds[following]:
            out[count, 0], out[count, 1] = _LINK, place
            count += kinds[start] == UPPER or kinds[start] == LOWER
    return count


@kernel
def _find_signs(text: Any, some: Any, out: Any, count: int) -> int:
    """Note signs at words, of which few have any: those are found first, without a branch. How many are noted."""
    kinds, low, words, _ = text
    likely: Any = 0
    last = len(kinds) - 1
    for place in range(len(words)):
        front, behind = kinds[max(words[place, START] - 1, 0)], kinds[min(words[place, END], last)]
        some[likely] = place
        likely += np.int64((_SIGNS >> np.uint64(front) | _SIGNS >> np.uint64(behind)) & np.uint64(1))
    for n in range(likely):
        place = some[n]
        start, end = words[place, START], words[place, END]
        if (place == 0 or words[place - 1, END] != start - 1) and _is_sign(kinds, low, start - 1):
            out[count, 0], out[count, 1], out[count, 2] = _SIGN, start - 1, place
            count += 1
        if _is_sign(kinds, low, end) and not _is_host(kinds, words, place):
            out[count, 0], out[count, 1], out[count, 2] = _SIGN, end, place + 1
            count += 1
    return count


def find_joins(text: Any, exact: Any, factors: Any, some: Any, out: Any) -> int:
    """As :func:`leakscan.screening.joining.joins`: fill ``out`` with what was found and where, sort by sort; how many.

    ``some`` is room for a place of each word.
    """
    count = _find_pairs(text, exact, factors, some, out)
    return _find_signs(text, some, out, _find_links(text, out, count))


def joins_of(found: Any) -> Joins:
    """What was noted, sort by sort."""
    links, signs = found[:, 0].searchsorted((_LINK, _SIGN)).tolist()
    places, behind = found[:, 1].astype(np.int64), found[signs:, 2].astype(np.int64)
    return Joins(places[:links], places[links:signs], places[signs:], behind)
