"""From words with their numbers to laid forms, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.book import PAIR, SINGLE, SKIP_PAIR, Book
from leakscan.screening.compiled.compiler import compiled
from leakscan.screening.compiled.probe import look
from leakscan.screening.judge import judge
from leakscan.screening.kernels import kernel
from leakscan.screening.likely import may_lie
from leakscan.screening.meanings import HAS_READING, IS_ALONE, IS_STATE, LIKE, ODD, READINGS, STOP
from leakscan.screening.numbers import Lookup
from leakscan.screening.spots import MOST_APART, Spots, in_order
from leakscan.screening.tables import Table
from leakscan.screening.text import Text
from leakscan.screening.walk import FIELDS, is_in_a_row, lay

_PER_WORD = 4
_KNOWN = 1 << 10


@kernel
def _emit(
    left: int,
    right: int,
    sort: int,
    further: bool,
    numbers: Any,
    mine: Any,
    book: Any,
    anchors: Any,
    out: Any,
    count: int,
) -> int:
    """Note the runs of postings of an anchor; how many are noted in all."""
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
            key = np.uint64(x) << np.uint64(34) | np.uint64(y) << np.uint64(2) | np.uint64(sort + 1)
            row = look(anchors, key)
            if row >= 0:
                begin = book.runs[row, 1] if sort == SKIP_PAIR else book.runs[row, 0]
                end = book.runs[row + 1, 0] if further else book.runs[row, 1]
                if end > begin and count < len(out):
                    out[count, 0], out[count, 1], out[count, 2] = left, begin, end
                    count += 1
            if sort == SINGLE:
                break
    return count


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
        mark = np.int32(marks[numbers[place]])
        stop = np.int64((mark & STOP) != 0)
        stream[kept], told[kept] = place, mark
        kept += 1 - stop
        beside[paired] = place
        paired += ((mark & HAS_READING) != 0) & (place > 0) & ((stop | stop_before) != 0)
        stop_before = stop
    told[kept] = 0
    return kept, paired


def find_spots(numbers: Any, marks: Any, mine: Any, book: Any, anchors: Any, room: Any, out: Any) -> int:
    """As :func:`leakscan.screening.spots.spots`: fill ``out`` with word, first and last posting; how many."""
    stream, told, beside = room
    kept, paired = _stream(numbers, marks, room)
    count = 0
    for n in range(paired):
        count = _emit(beside[n] - 1, beside[n], PAIR, False, numbers, mine, book, anchors, out, count)
    some: Any = 0
    for n in range(1, kept):
        beside[some] = n
        some += ((told[n] | (told[n - 1] & told[n + 1])) & HAS_READING) != 0
    for k in range(some):
        n = beside[k]
        b, c, d = stream[n - 1], stream[n], stream[n + 1]
        mark_b, mark_c, mark_d = told[n - 1], told[n], told[n + 1]
        if mark_c & HAS_READING:
            odd = ((mark_b | mark_d) & ODD) != 0
            if odd or mark_c & IS_ALONE:
                count = _emit(c, c, SINGLE, odd, numbers, mine, book, anchors, out, count)
            if mark_b & HAS_READING:
                count = _emit(b, c, PAIR, True, numbers, mine, book, anchors, out, count)
        if mark_b & mark_d & HAS_READING:
            if mark_c & IS_STATE:
                count = _emit(b, d, PAIR, True, numbers, mine, book, anchors, out, count)
            if mark_c & LIKE:
                count = _emit(b, d, SKIP_PAIR, True, numbers, mine, book, anchors, out, count)
    return count


def lay_all(text: Any, mine: Any, book: Any, spots: Any, room: Any, out: Any) -> int:
    """Lay every form at every spot and judge it: fill ``out`` with the accepted ones; how many.

    ``room`` is to remember forms that lie in a row, each by a form and the word it begins at, and where names end.
    """
    places, firsts, lasts = spots
    known, edges = room
    count = 0
    for spot in range(len(places)):
        for posting in range(firsts[spot], lasts[spot]):
            form, at = book.postings[posting, 0], book.postings[posting, 1]
            laid_at = np.int64(form) << 32 | np.int64(places[spot] - at)
            slot = (form + 31 * (places[spot] - at)) & (len(known) - 1)
            if known[slot] == laid_at:
                continue
            if not may_lie(text, mine, book, places[spot], book.postings[posting], edges):
                continue
            if lay(text, mine, book, form, at, places[spot], out[count]):
                if is_in_a_row(book, out[count]):
                    known[slot] = laid_at
                count += judge(text, mine, book, out[count])
    return count


def run_spots(numbers: Any, lookup: Lookup, book: Book, anchors: Table) -> Spots:
    """As :func:`leakscan.screening.spots.spots`."""
    out = np.empty((_PER_WORD * len(numbers) + 64, 3), np.int32)
    room = tuple(np.empty(len(numbers) + 2, np.int32) for _ in range(3))
    count = compiled(find_spots)(numbers, lookup.meanings.marks, lookup.meanings.rows, book, anchors, room, out)
    return in_order(*(out[:count, column] for column in range(3)))


def run_laid(text: Text, mine: Any, book: Book, spots: Spots) -> Any:
    """As :func:`leakscan.screening.laying.laid_forms`."""
    size = int((spots.lasts - spots.firsts).sum())
    out = np.empty((size + 1, FIELDS), np.int64)
    room = np.full(_KNOWN, -1, np.int64), np.zeros(len(text.words), np.uint8)
    count = compiled(lay_all)(text, mine, book, (spots.places, spots.firsts, spots.lasts), room, out)
    return out[:count]
