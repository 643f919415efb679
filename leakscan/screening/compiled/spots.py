"""Where in a text forms may lie, compiled.

Among half a million names nearly every two words of a text may be an anchor, and what is told of them lies all over
memory. So anchors are gathered first and looked up some hundreds at once, step by step: the processor then fetches many
at the same time, where it would wait for each one that a branch depends on.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.book import PAIR, SINGLE, SKIP_PAIR, Book
from leakscan.screening.compiled.compiler import compiled
from leakscan.screening.kernels import kernel
from leakscan.screening.meanings import HAS_READING, IS_ALONE, IS_STATE, LIKE, ODD, READINGS, STOP
from leakscan.screening.numbers import Lookup
from leakscan.screening.ordinary import is_just_a_word
from leakscan.screening.spots import MOST_APART, Spots, in_order
from leakscan.screening.tables import MIX, Table
from leakscan.screening.text import NUMBER, Text

_PER_WORD = 4
# Anchors looked up at once; the most that one word adds; which forms of one are to be tried.
_AT_ONCE = 512
_MOST = (3 * READINGS + 1) * READINGS
_RAREST, _FURTHER = 1, 2


@kernel
def _stream(numbers: Any, marks: Any, room: Any) -> Any:
    """Fill in the words that are no stop words with their marks, and words that a stop word stands beside.

    Written without a branch, since none of them could be foretold. Before the first word and behind the last one there
    is one without marks.
    """
    stream, told, beside = room
    kept: Any = 1
    paired: Any = 0
    stop_before: Any = 0
    told[0] = 0
    for place in range(len(numbers)):
        mark = marks[numbers[place]]
        stop = np.int64((mark & STOP) != 0)
        stream[kept], told[kept] = place, mark
        kept += 1 - stop
        beside[paired] = place
        paired += ((mark & HAS_READING) != 0) & (place > 0) & ((stop | stop_before) != 0)
        stop_before = stop
    told[kept] = 0
    return kept, paired


@kernel
def _gather(left: int, right: int, sort: int, forms: int, numbers: Any, mine: Any, some: Any, count: int) -> int:
    """Add the anchors of two words, which may each be read in several ways; how many there are now."""
    keys, places, wanted, _ = some
    if left < 0 or right < 0 or right - left > MOST_APART:
        return count
    first, second = numbers[left], numbers[right]
    for a in range(READINGS):
        x = mine[first, a]
        if x == 0:
            break
        for b in range(READINGS):
            y: Any = mine[second, b] if sort != SINGLE else 0
            if y == 0 and sort != SINGLE:
                break
            keys[count] = np.uint64(x) << np.uint64(34) | np.uint64(y) << np.uint64(2) | np.uint64(sort + 1)
            places[count], wanted[count] = left, forms
            count += 1
            if sort == SINGLE:
                break
    return count


@kernel
def _maybe(some: Any, size: int, table: Any) -> int:
    """Keep the anchors that the filter of the table does not refuse; how many."""
    keys, places, wanted, _ = some
    kept: Any = 0
    for n in range(size):
        at = (keys[n] * np.uint64(MIX)) >> table.bit_shift
        bit = (table.bits[at >> np.uint64(3)] >> np.uint8(at & np.uint64(7))) & np.uint8(1)
        keys[kept], places[kept], wanted[kept] = keys[n], places[n], wanted[n]
        kept += np.int64(bit)
    return kept


@kernel
def _rows(some: Any, size: int, table: Any) -> int:
    """Keep the anchors that are in the table, with their rows; how many."""
    keys, places, wanted, rows = some
    kept, last = 0, np.uint64(len(table.keys) - 1)
    for n in range(size):
        rows[n] = table.keys[(keys[n] * np.uint64(MIX)) >> table.shift] == keys[n]
    for n in range(size):
        slot = (keys[n] * np.uint64(MIX)) >> table.shift
        if not rows[n]:
            while table.keys[slot] != np.uint64(0) and table.keys[slot] != keys[n]:
                slot = (slot + np.uint64(1)) & last
            if table.keys[slot] == np.uint64(0):
                continue
        keys[kept], places[kept], wanted[kept] = slot, places[n], wanted[n]
        kept += 1
    for n in range(kept):
        rows[n] = table.values[keys[n]]
    return kept


@kernel
def _note(some: Any, size: int, book: Any, anchors: Any, out: Any, count: int) -> int:
    """Note the runs of postings of anchors, as far as there is room; how many are noted in all."""
    _, places, wanted, rows = some
    size = _rows(some, _maybe(some, size, anchors), anchors)
    for n in range(size):
        row = rows[n]
        begin = book.runs[row, 0] if wanted[n] & _RAREST else book.runs[row, 1]
        end = book.runs[row + 1, 0] if wanted[n] & _FURTHER else book.runs[row, 1]
        if end > begin:
            if count < len(out):
                out[count, 0], out[count, 1], out[count, 2] = places[n], begin, end
            count += 1
    return count


def find_spots(text: Any, marks: Any, mine: Any, book: Any, anchors: Any, room: Any, some: Any, out: Any) -> int:
    """As :func:`leakscan.screening.spots.spots`: fill ``out`` with word, first and last posting; how many.

    ``some`` is room for anchors, ``room`` for the words.
    """
    numbers = text.words[:, NUMBER]
    stream, told, beside = room
    kept, paired = _stream(numbers, marks, room)
    count, size = 0, 0
    for n in range(paired):
        size = _gather(beside[n] - 1, beside[n], PAIR, _RAREST, numbers, mine, some, size)
        if size > _AT_ONCE:
            count, size = _note(some, size, book, anchors, out, count), 0
    likely: Any = 0
    for n in range(1, kept):
        beside[likely] = n
        likely += ((told[n] | (told[n - 1] & told[n + 1])) & HAS_READING) != 0
    every = _RAREST | _FURTHER
    for k in range(likely):
        n = beside[k]
        b, c, d = stream[n - 1], stream[n], stream[n + 1]
        mark_b, mark_c, mark_d = told[n - 1], told[n], told[n + 1]
        if mark_c & HAS_READING:
            forms = _FURTHER if (mark_b | mark_d) & ODD else 0
            if mark_c & IS_ALONE and not is_just_a_word(text, mine, book, c):
                forms |= _RAREST
            if forms:
                size = _gather(c, c, SINGLE, forms, numbers, mine, some, size)
            if mark_b & HAS_READING:
                size = _gather(b, c, PAIR, every, numbers, mine, some, size)
        if mark_b & mark_d & HAS_READING:
            if mark_c & IS_STATE:
                size = _gather(b, d, PAIR, every, numbers, mine, some, size)
            if mark_c & LIKE:
                size = _gather(b, d, SKIP_PAIR, _FURTHER, numbers, mine, some, size)
        if size > _AT_ONCE:
            count, size = _note(some, size, book, anchors, out, count), 0
    return _note(some, size, book, anchors, out, count)


def run_spots(words: Text, lookup: Lookup, book: Book, anchors: Table) -> Spots:
    """As :func:`leakscan.screening.spots.spots`."""
    size, count = len(words.words), _PER_WORD * len(words.words) + 64
    some = tuple(np.empty(_AT_ONCE + _MOST + 1, sort) for sort in (np.uint64, np.int32, np.int32, np.int32))
    told, out = lookup.meanings, np.empty((0, 3), np.int32)
    while count > len(out):
        lists = (size + 2, np.int32), (size + 2, np.uint8), (size + 2, np.int32), (3 * count, np.int32)
        *room, noted = lookup.room.arrays("spots", *lists)
        out = noted.reshape(-1, 3)
        count = compiled(find_spots)(words, told.marks, told.rows, book, anchors, tuple(room), some, out)
    return in_order(*(out[:count, column] for column in range(3)))
