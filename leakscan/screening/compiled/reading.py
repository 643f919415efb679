"""Text to words in one pass."""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.chars import (
    CASELESS,
    DIGIT,
    DOT,
    SIGNS,
    SKIPPED,
    SPACE,
    UPPER,
    WIDE,
    fill_page,
    filled_pages,
    tables,
)
from leakscan.screening.compiled.compiler import compiled
from leakscan.screening.hashing import BASE, powers
from leakscan.screening.kernels import kernel
from leakscan.screening.read import MOST_INITIALS
from leakscan.screening.text import COLUMNS, DIGITS, END, NUMBER, SIZE, START, Text

_BASE = np.uint64(BASE)
_ONE = np.uint64(1)


@kernel
def _sign_kind(known: Any, before: Any, kind: int, behind: Any) -> int:
    """The kind of a sign that may stand for a letter."""
    first, second = known.kinds[before], known.kinds[behind]
    if UPPER <= first <= CASELESS and UPPER <= second <= CASELESS:
        return CASELESS
    return kind


@kernel
def _store(words: Any, hashes: Any, at: int, hashed: Any, start: int, end: int, size: int, digits: Any) -> None:
    hashes[at] = hashed
    words[at, START], words[at, END], words[at, SIZE], words[at, NUMBER], words[at, DIGITS] = (
        start,
        end,
        size,
        -1,
        digits,
    )


def read_words(codes: Any, known: Any, filled: Any, factors: Any, out: Text) -> Any:
    """Fill ``out`` with the words of ``codes``; how many there are, or below 0 the page of characters not known yet."""
    words, hashes = out.words, out.hashes
    count, chain = -1, 0
    inside, first_kind = False, 0
    power, hashed = _ONE, np.uint64(0)
    size, start, end = 0, 0, 0
    digits: Any = 0
    for place in range(len(codes) + 1):
        kind = 0
        if place < len(codes):
            code = codes[place]
            if code >= 256 and not filled[code >> 8]:
                return -np.int64(code >> 8)
            kind, folded = known.kinds[code], known.folds[code]
            if inside:
                if kind > WIDE and (folded == SIGNS[0] or folded == SIGNS[1]) and place + 1 < len(codes):
                    page = codes[place + 1] >> 8
                    if not filled[page]:
                        return -np.int64(page)
                    kind = _sign_kind(known, codes[place - 1], kind, codes[place + 1])
                out.kinds[place], out.low[place] = kind, folded
                if kind >= UPPER and kind <= DIGIT:
                    hashed += np.uint64(folded) * power
                    power *= _BASE
                    size, end = size + 1, place + 1
                    digits += kind == DIGIT
                    continue
                if kind == SKIPPED:
                    continue
            else:
                out.kinds[place], out.low[place] = kind, folded
        if inside:
            inside = False
            alone = size == 1 and first_kind <= CASELESS
            linked = False
            if alone and 0 < chain < MOST_INITIALS:
                before = words[count, END]
                linked = out.kinds[before] == DOT and (
                    start - before == 1 or (start - before == 2 and out.kinds[start - 1] == SPACE)
                )
            if linked:
                hashes[count] += hashed * factors[chain]
                words[count, SIZE] += 1
                words[count, END] = end
                chain += 1
            else:
                count += 1
                _store(words, hashes, count, hashed, start, end, size, digits)
                chain = 1 if alone else 0
        if kind >= UPPER and kind <= WIDE:
            hashed, power = np.uint64(folded), _BASE
            start, end, size, digits = place, place + 1, 1, np.int64(kind == DIGIT)
            inside, first_kind = kind != WIDE, kind
            if kind == WIDE:
                count += 1
                _store(words, hashes, count, hashed, start, end, 1, 0)
                chain = 0
    return count + 1


def run_read(codes: Any) -> Text:
    """As :func:`leakscan.screening.read.read_plainly`."""
    size = len(codes)
    out = Text(
        np.empty(size, np.uint8),
        np.empty(size, np.uint8),
        np.empty((size + 1, COLUMNS), np.int32),
        np.empty(size + 1, np.uint64),
    )
    known, filled = tables(), filled_pages()
    count = -1
    while count < 0:
        count = compiled(read_words)(codes, known, filled, powers(64, BASE), out)
        if count < 0:
            fill_page(-count)
    return Text(out.kinds, out.low, out.words[:count], out.hashes[:count])
