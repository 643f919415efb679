"""Text to words in one pass."""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.chars import CASELESS, DIGIT, DOT, SKIPPED, SPACE, UPPER, WIDE, tables
from leakscan.screening.compiled.compiler import compiled
from leakscan.screening.hashing import BASE, powers
from leakscan.screening.read import MOST_INITIALS
from leakscan.screening.text import Words

_BASE = np.uint64(BASE)
_ONE = np.uint64(1)


def read_words(codes: Any, known: Any, factors: Any, out: Words) -> int:
    """Fill the columns of ``out`` with the words of ``codes``; how many there are."""
    count, chain = -1, 0
    inside, previous = False, 0
    power, hashed = _ONE, np.uint64(0)
    size, digits, start, end = 0, 0, 0, 0
    for place in range(len(codes) + 1):
        kind = 0
        if place < len(codes):
            code = codes[place]
            kind, folded = known.kinds[code], known.folds[code]
            out.kinds[place], out.low[place] = kind, folded
            if kind == SKIPPED:
                continue
            if inside and kind >= UPPER and kind <= DIGIT:
                hashed += np.uint64(folded) * power
                power *= _BASE
                size, end = size + 1, place + 1
                digits += kind == DIGIT
                continue
        if inside:
            inside = False
            alone = size == 1 and previous <= CASELESS
            linked = (
                alone
                and chain > 0
                and chain < MOST_INITIALS
                and start - out.ends[count] <= 2
                and out.kinds[out.ends[count]] == DOT
                and (start - out.ends[count] == 1 or (start - out.ends[count] == 2 and out.kinds[start - 1] == SPACE))
            )
            if linked:
                out.hashes[count] += hashed * factors[chain]
                out.sizes[count] += 1
                out.ends[count] = end
                chain += 1
            else:
                count += 1
                out.starts[count], out.ends[count], out.hashes[count] = start, end, hashed
                out.sizes[count], out.digits[count] = size, digits
                chain = 1 if alone else 0
        if kind >= UPPER and kind <= WIDE:
            hashed, power = np.uint64(folded), _BASE
            start, end, size, digits = place, place + 1, 1, np.int64(kind == DIGIT)
            inside, previous = kind != WIDE, kind
            if kind == WIDE:
                count += 1
                out.starts[count], out.ends[count], out.hashes[count] = start, end, hashed
                out.sizes[count], out.digits[count] = 1, 0
                chain = 0
    return count + 1


def run_read(codes: Any) -> Words:
    """As :func:`leakscan.screening.read.read_plainly`."""
    size = len(codes)
    known = tables(codes if codes.itemsize > 1 else None)
    kinds = (np.uint8, np.uint8, np.int32, np.int32, np.uint64, np.int32, np.int32)
    out = Words(*(np.empty(size + (n > 1), kind) for n, kind in enumerate(kinds)))
    count = compiled(read_words)(codes, known, powers(64, BASE), out)
    return Words(out.kinds, out.low, *(column[:count] for column in out[2:]))
