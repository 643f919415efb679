"""Where in a text forms may lie: all its words are looked at at once; what comes out are few places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.screening.anchors import key_of
from leakscan.screening.book import PAIR, SINGLE, SKIP_PAIR, Book
from leakscan.screening.meanings import HAS_READING, IS_ALONE, IS_STATE, LIKE, ODD, READINGS, STOP, Meanings
from leakscan.screening.numbers import Lookup
from leakscan.screening.ordinary import are_just_words
from leakscan.screening.tables import Table, find
from leakscan.screening.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

# How far behind each other two words of a name may be: up to three stop words or a state may stand between.
MOST_APART = 5


class Spots(NamedTuple):
    """Words of a text, each with the run of postings (in a book) of the forms that may lie there, by place."""

    places: NDArray[np.int32]
    firsts: NDArray[np.int32]
    lasts: NDArray[np.int32]


class _Anchors(NamedTuple):
    """Two words each, the sort of anchor, and which forms to try: those it is the rarest of, those it is not."""

    left: Places
    right: Places
    sort: int
    rarest: NDArray[np.bool_]
    further: NDArray[np.bool_]


def spots(words: Text, lookup: Lookup, book: Book, anchors: Table) -> Spots:
    """Every place where forms may lie.

    Args:
        words: the words of a text, with numbers.
        lookup: what those say.
        book: the forms.
        anchors: the runs of postings by anchor.
    """
    import numpy as np

    numbers, told = words.numbers, lookup.meanings
    marks = told.marks[numbers]
    asked = [
        _asked(one, marks[one.left] & marks[one.right], numbers, told)
        for one in _anchored(marks, lambda places: are_just_words(words, told.rows, book, places))
    ]
    keys, places, rarest, further = (np.concatenate(column) for column in zip(*asked, strict=True))
    met, rows = find(anchors, keys)  # of all at once: a hundred look-ups of few take longer than one of many
    firsts = np.where(rarest[met], book.runs[rows, 0], book.runs[rows, 1])
    lasts = np.where(further[met], book.runs[rows + 1, 0], book.runs[rows, 1])
    kept = lasts > firsts
    return in_order(places[met[kept]].astype(np.int32), firsts[kept], lasts[kept])


def in_order(places: NDArray[np.int32], firsts: NDArray[np.int32], lasts: NDArray[np.int32]) -> Spots:
    """Spots by place, then by their postings."""
    import numpy as np

    key = places.astype(np.int64) << 44 | firsts.astype(np.int64) << 15 | np.minimum(lasts - firsts, (1 << 15) - 1)
    order = np.argsort(key, kind="stable")
    return Spots(*(np.ascontiguousarray(column[order]) for column in (places, firsts, lasts)))


def _anchored(marks: NDArray[np.uint8], just_words: Callable[[Places], NDArray[np.bool_]]) -> list[_Anchors]:
    """Words that may be anchors; of those that are names by themselves ``just_words`` tells which are none there."""
    import numpy as np

    stream = np.flatnonzero((marks & STOP) == 0)
    told = marks[stream]
    size = len(stream)
    odd = np.zeros(size + 2, bool)
    odd[1:-1] = (told & ODD) > 0
    further = odd[:-2] | odd[2:]
    alone = np.flatnonzero((told & IS_ALONE) > 0)
    names = np.zeros(size, bool)
    names[alone] = ~just_words(stream[alone])
    single = np.flatnonzero(further | names)
    anchors = [_Anchors(stream[single], stream[single], SINGLE, names[single], further[single])]
    if size > 1:
        every = np.ones(size, bool)
        anchors.append(_Anchors(stream[:-1], stream[1:], PAIR, every[1:], every[1:]))
        around = np.flatnonzero((told[:-2] & told[2:] & HAS_READING) > 0) + 1
        states = around[(told[around] & IS_STATE) > 0]
        anchors.append(_Anchors(stream[states - 1], stream[states + 1], PAIR, every[states], every[states]))
        middle = around[(told[around] & LIKE) > 0]
        anchors.append(_Anchors(stream[middle - 1], stream[middle + 1], SKIP_PAIR, ~every[middle], every[middle]))
    # Names such as AT&T hold a stop word.
    stops = np.flatnonzero(((marks[:-1] | marks[1:]) & STOP) > 0)
    every = np.ones(len(stops), bool)
    anchors.append(_Anchors(stops, stops + 1, PAIR, every, ~every))
    return anchors


def _asked(one: _Anchors, marks: NDArray[np.uint8], numbers: NDArray[np.int32], told: Meanings) -> tuple[Any, ...]:
    """The keys of anchors, for each the left word and which forms to try; ``marks`` are what both of their words have.

    A word that may be several has a key for each of those.
    """
    import numpy as np

    near: Places = np.flatnonzero(((marks & HAS_READING) > 0) & (one.right - one.left <= MOST_APART))
    left, right = numbers[one.left[near]], numbers[one.right[near]]
    first, second = told.firsts[left], told.firsts[right]
    several = np.flatnonzero((first < 0) | (second < 0))  # few may be more than one word
    may_be = told.rows[left[several], :READINGS], told.rows[right[several], :READINGS]
    if one.sort == SINGLE:
        may_be = may_be[0], may_be[1][:, :1]
    both = (may_be[0][:, :, None] > 0) & (may_be[1][:, None, :] > 0)
    both[:, 0, 0] = False  # which the first readings are
    which, a, b = both.nonzero()
    first = np.concatenate((np.abs(first), may_be[0][which, a]))
    second = np.concatenate((np.abs(second), may_be[1][which, b]))
    near = np.concatenate((near, near[several[which]]))
    keys = key_of(first, 0 if one.sort == SINGLE else second, one.sort)
    return keys, one.left[near], one.rarest[near], one.further[near]
