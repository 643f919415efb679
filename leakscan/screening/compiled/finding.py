"""From places where they may lie to laid forms, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from leakscan.screening.book import BOTH_SIZES, FIRST_LETTERS, LAST_LETTERS, MOST_SIZED, SIZES, Book
from leakscan.screening.compiled.compiler import compiled
from leakscan.screening.judge import judge
from leakscan.screening.kernels import kernel
from leakscan.screening.likely import may_lie
from leakscan.screening.meanings import READINGS, TRAITS
from leakscan.screening.spots import Spots
from leakscan.screening.text import END, NUMBER, SIZE, START, Text
from leakscan.screening.traits import COMPARABLE, STATE, STATE_NAME, STOPS
from leakscan.screening.walk import FIELDS, is_in_a_row, lay

_KNOWN = 1 << 10
# The words beside a spot that are looked at, and what is seen of each behind the words of the vocabulary it may be:
# whether that refuses none, its first and last letter by the last five bits, how long it and what it is half of are.
_BESIDE = (-1, 1, 2)
_OPEN, _FIRST, _LAST, _SIZE, _BOTH, _SEEN = range(READINGS, READINGS + 6)
# What so many spots lead to is read ahead, and of each this many forms.
_AHEAD, _READ = 32, 2


@kernel
def _look_beside(text: Any, mine: Any, spot: int, step: int, seen: Any) -> None:
    """Fill in what is to be seen of the word so many words beside a spot, to refuse forms by."""
    place = spot + step
    if place < 0 or place >= len(text.words):
        seen[_OPEN] = 1
        return
    number = text.words[place, NUMBER]
    told = mine[number, TRAITS]
    for n in range(READINGS):
        seen[n] = mine[number, n]
    seen[_OPEN] = (told & (STATE | STATE_NAME | STOPS)) != 0
    size = text.words[place, SIZE]
    both = size + text.words[min(max(place + (1 if step > 0 else -1), 0), len(text.words) - 1), SIZE]
    may_be_like = step > 1 or (told & COMPARABLE) != 0
    seen[_FIRST] = text.low[text.words[place, START]] & 31
    seen[_LAST] = text.low[text.words[place, END] - 1] & 31
    seen[_SIZE] = may_be_like << min(size, MOST_SIZED)
    seen[_BOTH] = may_be_like << min(both, MOST_SIZED)


@kernel
def _is_other(book: Any, wanted: int, step: int, seen: Any) -> bool:
    """Whether a word beside a spot is none that a form wants there, nor near to that; as :func:`may_lie` has it."""
    if seen[_OPEN] or not wanted or wanted in (seen[0], seen[1], seen[2], seen[3]):
        return False
    begins = (np.int64(book.outlines[wanted, FIRST_LETTERS]) >> seen[_FIRST]) & 1
    ends = (np.int64(book.outlines[wanted, LAST_LETTERS]) >> seen[_LAST]) & 1
    whole = (begins | ends) != 0 and np.int64(book.outlines[wanted, SIZES]) & seen[_SIZE]
    half = (begins if step > 0 else ends) != 0 and np.int64(book.outlines[wanted, BOTH_SIZES]) & seen[_BOTH]
    return not whole and not half


@kernel
def _is_elsewhere(book: Any, posting: int, seen: Any) -> bool:
    """Whether one of the words that a posting names is not where it should be, seen at a glance."""
    behind = book.postings[posting, 3]  # the word before refuses more, up to three times as many
    if _is_other(book, book.postings[posting, 2], -1, seen[0]) or _is_other(book, behind, 1, seen[1]):
        return True
    if not behind or behind not in (seen[1, 0], seen[1, 1], seen[1, 2], seen[1, 3]):
        return False
    return _is_other(book, book.postings[posting, 4], 1, seen[2])


@kernel
def _read_ahead(book: Any, spots: Any, begin: int) -> int:
    """Read what the next spots lead to, so that it lies near: a processor waits for all of it at once, not for each.

    What comes out says nothing; it has to be used, or nothing is read.
    """
    places, firsts, lasts = spots
    end, read = min(begin + _AHEAD, len(places)), 0
    for spot in range(begin, end):
        read += book.postings[firsts[spot], 0] + book.postings[lasts[spot] - 1, 0]
    for spot in range(begin, end):
        for posting in range(firsts[spot], min(lasts[spot], firsts[spot] + _READ)):
            before, behind = book.postings[posting, 2], book.postings[posting, 3]
            read += book.outlines[before, 0] + book.outlines[behind, 0] + book.forms[book.postings[posting, 0], 0]
    return read


def lay_all(text: Any, mine: Any, book: Any, spots: Any, room: Any, out: Any) -> int:
    """Lay every form at every spot and judge it: fill ``out`` with the accepted ones; how many.

    ``room`` is to remember forms that lie in a row, each by a form and the word it begins at, where names end, what
    stands beside a spot, and what was read ahead.
    """
    places, firsts, lasts = spots
    known, edges, seen, read = room
    count = 0
    for spot in range(len(places)):
        if spot % _AHEAD == 0:
            read[0] += _read_ahead(book, spots, spot)
        place = places[spot]
        if spot == 0 or place != places[spot - 1]:
            for n in range(3):
                _look_beside(text, mine, place, _BESIDE[n], seen[n])
        for posting in range(firsts[spot], lasts[spot]):
            if _is_elsewhere(book, posting, seen):
                continue
            form, at = book.postings[posting, 0], book.postings[posting, 1]
            laid_at = np.int64(form) << 32 | np.int64(place - at)
            slot = (form + 31 * (place - at)) & (len(known) - 1)
            if known[slot] == laid_at:
                continue
            if not may_lie(text, mine, book, place, book.postings[posting], edges):
                continue
            if lay(text, mine, book, form, at, place, out[count]):
                if is_in_a_row(book, out[count]):
                    known[slot] = laid_at
                count += judge(text, mine, book, out[count])
    return count


def run_laid(text: Text, mine: Any, book: Book, spots: Spots) -> Any:
    """As :func:`leakscan.screening.laying.laid_forms`."""
    size = int((spots.lasts - spots.firsts).sum())
    out = np.empty((size + 1, FIELDS), np.int64)
    known, seen = np.full(_KNOWN, -1, np.int64), np.zeros((3, _SEEN), np.int64)
    room = known, np.zeros(len(text.words), np.uint8), seen, np.zeros(1, np.int64)
    count = compiled(lay_all)(text, mine, book, (spots.places, spots.firsts, spots.lasts), room, out)
    return out[:count]
