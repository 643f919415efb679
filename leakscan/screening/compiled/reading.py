"""Text to words in one pass, block by block: first every character without a branch, then the words of the block."""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.chars import (
    AT,
    CASELESS,
    DIGIT_BIT,
    DOLLAR,
    DOT,
    EXCLAMATION,
    SIGNS,
    SKIPPED,
    SPACE,
    UPPER,
    WIDE_BIT,
    fill_page,
    tables,
)
from leakscan.screening.compiled.blocks import FOLD, NOTHING, OF_WORD, look_over
from leakscan.screening.compiled.compiler import compiled
from leakscan.screening.glance import BLOCK, LONG, Noted
from leakscan.screening.glued import SHORTEST, begins_before, dotted_forms
from leakscan.screening.hashing import BASE, INVERSE, powers
from leakscan.screening.kernels import kernel
from leakscan.screening.literals import BLANK, QUOTE, code_kinds, opens_literal
from leakscan.screening.read import MOST_INITIALS
from leakscan.screening.room import Room
from leakscan.screening.text import COLUMNS, DIGITS, END, NUMBER, SIZE, START, Text

_NO_WORD = 0, 0, 0, 0, np.uint64(0)


@kernel
def _goes_on(codes: Any, packed: Any, end: int, start: int, out: Any) -> int:
    """Whether a word goes on behind what is skipped (1) or behind a sign that stands for a letter (2), or not (0)."""
    kind = out.kinds[end]
    if kind not in (SKIPPED, DOLLAR, EXCLAMATION):
        return 0
    if start - end == 1 and kind != SKIPPED:
        letter = packed[codes[end]] & FOLD
        if letter != SIGNS[0] and letter != SIGNS[1]:
            return 0
        first, second = out.kinds[end - 1], out.kinds[start]
        return 2 * (UPPER <= first <= CASELESS and UPPER <= second <= CASELESS)
    for at in range(end, start):
        if out.kinds[at] != SKIPPED:
            return 0
    return 1


@kernel
def _told_of(codes: Any, packed: Any, start: int, end: int) -> Any:
    """The hash and the digits of letters, one by one, for words that go over the end of a block."""
    hashed, power, digits = np.uint64(0), np.uint64(1), 0
    for at in range(start, end):
        told = packed[codes[at]]
        hashed += np.uint64(told & FOLD) * power
        power *= np.uint64(BASE)
        digits += (told & DIGIT_BIT) != 0
    return hashed, digits


@kernel
def _power(factors: Any, size: int) -> Any:
    power = np.uint64(1)
    while size >= len(factors):
        power *= factors[len(factors) - 1]
        size -= len(factors) - 1
    return power * factors[size]


@kernel
def _is_linked(words: Any, kinds: Any, count: int, start: int) -> bool:
    """Whether a letter stands behind the last word, a dot and at most a space."""
    before = words[count, END]
    return kinds[before] == DOT and (start - before == 1 or (start - before == 2 and kinds[start - 1] == SPACE))


@kernel
def _part_from_form(codes: Any, reading: Any, out: Any, count: int, start: int) -> int:
    """Part the last word from its last letter if that begins a legal form with points: how many words there are."""
    packed, factors, _, _, forms, _, _ = reading
    words, hashes, end, size = out.words, out.hashes, out.words[count, END], out.words[count, SIZE]
    if start - end != 1 or out.kinds[end] != DOT or size < SHORTEST or not begins_before(codes, packed, forms, end):
        return count
    letter = np.uint64(packed[codes[end - 1]] & FOLD)
    hashes[count] -= letter * _power(factors, size - 1)
    words[count, END], words[count, SIZE] = end - 1, size - 1
    count += 1
    hashes[count] = letter
    words[count, START], words[count, END], words[count, SIZE] = end - 1, end, 1
    words[count, NUMBER], words[count, DIGITS] = -1, 0
    return count


@kernel
def _close(codes: Any, reading: Any, word: Any, out: Any, counts: Any) -> Any:
    """Store a word, or add it to the initials before.

    ``counts`` are the last word's place, how many figures are noted, of how many initials the last word is made. Those
    after it are returned. A figure may have one letter, which may yet be parted from it.
    """
    words, hashes, factors, figures = out.words, out.hashes, reading[1], reading[5].figures
    count, told, chain = counts
    start, end, size, digits, hashed = word
    alone = size == 1 and UPPER <= out.kinds[start] <= CASELESS and (end >= len(out.kinds) or out.kinds[end] != AT)
    if alone and chain == 0 and count >= 0:
        before = count
        count = _part_from_form(codes, reading, out, count, start)
        chain = count - before
    if alone and 0 < chain < MOST_INITIALS and _is_linked(words, out.kinds, count, start):
        hashes[count] += hashed * factors[chain]
        words[count, SIZE] += 1
        words[count, END] = end
        return count, told, chain + 1
    count += 1
    hashes[count] = hashed
    words[count, START], words[count, END], words[count, SIZE] = start, end, size
    words[count, NUMBER], words[count, DIGITS] = -1, digits
    if len(figures):
        figures[told] = count
        told += ((digits > 0) & (digits + 1 >= size)) | (size >= LONG)
    return count, told, 1 if alone else 0


@kernel
def _longer(codes: Any, packed: Any, out: Any, word: Any, end: int, more: Any, by_sign: bool, factors: Any) -> Any:
    """A word with what it goes on with, which ends at ``end`` and has ``more`` letters, digits and their hash."""
    start, before, size, digits, hashed = word
    letters, figures, further = more
    if by_sign:
        hashed += np.uint64(packed[codes[before]] & FOLD) * _power(factors, size)
        out.kinds[before] = CASELESS
        size += 1
    return start, end, size + letters, digits + figures, hashed + further * _power(factors, size)


@kernel
def _is_mark(codes: Any, kinds: Any, end: int, start: int, out: Any) -> bool:
    """Whether a word of one letter is the mark of a literal that begins behind it; it is a blank from then on."""
    if start - end != 1 or codes[end] != QUOTE or not opens_literal(codes, kinds, end):
        return False
    out.kinds[end - 1], out.low[end - 1] = SPACE, BLANK
    return True


@kernel
def _read_block(codes: Any, base: int, state: Any, reading: Any, out: Text) -> Any:
    """Add the words that end in the block from ``base`` on to ``out``.

    ``state`` goes from block to block: the last word's place, how many figures are noted, of how many initials that
    word is made, so that it may become longer; what the character before the block is; where a word begins whose end is
    not met yet; the word before, that may go on behind what stands next: start, end, letters (0 for no word), digits,
    hash.

    Returns:
        Below 0 the page of characters not known yet; the state behind the block.
    """
    packed, factors, inverse, room, _, _, _ = reading
    counts, before, begin, word = state
    told, sums, figures, _, edges = room
    number = look_over(codes, reading, base, before, out)
    if number < 0:
        return number, (counts, before, begin, word)
    before = told[min(BLOCK, len(codes) - base) - 1] & OF_WORD
    for n in range(number):
        if begin < 0:
            begin = base + edges[n]
            continue
        first, last, begin = begin, base + edges[n], -1
        if first >= base:
            hashed = (sums[last - base] - sums[first - base]) * inverse[first - base]
            digits = np.int64(figures[last - base] - figures[first - base])
        else:
            hashed, digits = _told_of(codes, packed, first, last)
        wide = last - first == 1 and packed[codes[first]] & WIDE_BIT != 0
        if word[2] == 1 and _is_mark(codes, reading[6], word[1], first, out):
            word = _NO_WORD
        if word[2]:
            further = 0 if wide else _goes_on(codes, packed, word[1], first, out)
            if further:
                word = _longer(codes, packed, out, word, last, (last - first, digits, hashed), further == 2, factors)
                continue
            counts = _close(codes, reading, word, out, counts)
        word = first, last, last - first, digits, hashed
        if wide:
            count, noted_before, _ = _close(codes, reading, word, out, counts)
            counts, word = (count, noted_before, 0), _NO_WORD
    if base + BLOCK >= len(codes) and word[2]:
        counts = _close(codes, reading, word, out, counts)
    return 0, (counts, before, begin, word)


def read_words(codes: Any, reading: Any, out: Text) -> Any:
    """Fill ``out`` with the words of ``codes``.

    Returns:
        How many there are, or below 0 the page of characters not known yet; how many figures are noted.
    """
    state: Any = ((-1, 0, 0), NOTHING, -1, _NO_WORD)
    for base in range(0, len(codes), BLOCK):
        page, state = _read_block(codes, base, state, reading, out)
        if page < 0:
            return page, 0
    (last, figures, _), _, _, _ = state
    return last + 1, figures


def run_read(codes: Any, room: Room, *, noting: bool) -> tuple[Text, Noted, Any]:
    """As :func:`leakscan.screening.read.read_plainly`; what is noted; the rows of words with what is free behind them.

    All lie in ``room`` until it is used again.
    """
    size, count, figures = len(codes), -1, 0
    rows = (size + 1) * COLUMNS, np.int32
    kinds, low, hashes, words = room.arrays("words", (size, np.uint8), (size, np.uint8), (size + 1, np.uint64), rows)
    lists = (noting * (size + 1), np.int32), (noting * (size // BLOCK + 2), np.uint8)
    noted = Noted(*room.arrays("noted", *lists))
    noted.blocks[:] = 0
    out = Text(kinds, low, words.reshape(-1, COLUMNS), hashes)
    sorts = (np.uint32, 1), (np.uint64, 1), (np.int32, 1), (np.uint8, 1), (np.int32, 2)
    block = tuple(np.empty(many * BLOCK + 2, sort) for sort, many in sorts)
    while count < 0:
        reading = (
            tables().packed,
            powers(BLOCK, BASE),
            powers(BLOCK, INVERSE),
            block,
            dotted_forms(),
            noted,
            code_kinds(),
        )
        count, figures = compiled(read_words)(codes, reading, out)
        if count < 0:
            fill_page(-count)
    found = Text(out.kinds, out.low, out.words[:count], out.hashes[:count])
    return found, noted._replace(figures=noted.figures[:figures]), out.words
