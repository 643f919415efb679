"""A block of characters looked over without a branch: kinds and letters, running sums, where words begin and end."""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.chars import DIGIT_BIT, FILLED, FOLD_BITS, SORT_BITS, TELLING_BIT, WIDE_BIT, WORD_BIT
from leakscan.screening.glance import BLOCK, MASKING
from leakscan.screening.kernels import kernel

FOLD, OF_WORD = np.uint32((1 << FOLD_BITS) - 1), np.uint32(WORD_BIT | WIDE_BIT)
_KIND, _BYTE, _TELLING = np.uint32((1 << SORT_BITS) - 1), np.uint32(255), np.uint32(TELLING_BIT)
_KIND_AT, _DIGIT_AT = np.uint32(FOLD_BITS), np.uint32(DIGIT_BIT.bit_length() - 1)
NOTHING, _ONE, _ALL = np.uint32(0), np.uint32(1), np.uint32(0xFFFFFFFF)


@kernel
def _look_up(codes: Any, packed: Any, kinds: Any, low: Any, told: Any) -> Any:
    """Fill in kinds and letters of a block, and all that is told of its characters; what all have, what some have."""
    size = len(codes)
    for n in range(size):
        told[n] = packed[codes[n]]
    for n in range(size):
        kinds[n] = (told[n] >> _KIND_AT) & _KIND
    for n in range(size):
        low[n] = told[n] & _BYTE
    common, some = _ALL, NOTHING
    for n in range(size):
        common &= told[n]
        some |= told[n]
    return common, some


@kernel
def _add_up(told: Any, size: int, factors: Any, sums: Any, counts: Any) -> None:
    """The running sums of letters, for hashes, and of digits."""
    for n in range(size):
        letter = told[n] & FOLD if told[n] & OF_WORD else NOTHING
        sums[n + 1] = np.uint64(letter) * factors[n]
    hashed, digits = np.uint64(0), np.int32(0)
    sums[0], counts[0] = hashed, digits
    for n in range(size):
        hashed += sums[n + 1]
        sums[n + 1] = hashed
    for n in range(size):
        digits += np.int32((told[n] >> _DIGIT_AT) & _ONE)
        counts[n + 1] = digits


@kernel
def _find_edges(told: Any, size: int, before: Any, wide: bool, changes: Any, edges: Any) -> int:
    """Where words begin and end, by turns; how many places those are."""
    count = 0
    if wide:
        for n in range(size):
            mine = told[n] & OF_WORD
            if mine != before or mine == WIDE_BIT:
                edges[count] = n
                count += before != 0
                edges[count] = n
                count += mine != 0
            before = mine
        return count
    changes[0] = (told[0] & OF_WORD) != before
    for n in range(1, size):
        changes[n] = (told[n] & OF_WORD) != (told[n - 1] & OF_WORD)
    for n in range(size):
        edges[count] = n
        count += changes[n]
    return count


@kernel
def _has_masks(low: Any) -> Any:
    """Whether two letters that mask stand side by side."""
    found: Any = False
    for n in range(len(low) - 1):
        found |= (low[n] == MASKING) & (low[n + 1] == MASKING)
    return found


@kernel
def look_over(codes: Any, reading: Any, base: int, before: Any, out: Any) -> Any:
    """Look a block over: how many edges words have in it, or below 0 the page of characters not known yet."""
    packed, factors, _, room, _, noted, _ = reading
    told, sums, counts, changes, edges = room
    end = min(base + BLOCK, len(codes))
    common, some = _look_up(codes[base:end], packed, out.kinds[base:end], out.low[base:end], told)
    if not common & FILLED:
        for at in range(base, end):
            if not packed[codes[at]] & FILLED:
                return -np.int64(codes[at] >> 8)
    if len(noted.blocks):
        noted.blocks[base // BLOCK] = (some & _TELLING) != 0 or _has_masks(out.low[base:end])
    size = end - base
    _add_up(told, size, factors, sums, counts)
    count = _find_edges(told, size, before, ((some | before) & WIDE_BIT) != 0, changes, edges)
    if end == len(codes) and told[size - 1] & OF_WORD:
        edges[count] = size
        count += 1
    return count
