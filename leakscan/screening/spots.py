"""Where in a text forms may lie: all its words are looked at at once; what comes out are few places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.screening.anchors import key_of
from leakscan.screening.book import PAIR, SINGLE, SKIP_PAIR, Book
from leakscan.screening.numbers import READINGS, Numbers
from leakscan.screening.tables import Table, find
from leakscan.screening.text import Words
from leakscan.screening.traits import COMPARABLE, EXACT, KNOWN, STATE, STATE_NAME, STOPS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

# More stop words than these between two words of a name say that it ended; so do more characters.
_MOST_SKIPPED = 3
_FARTHEST = 40


class Spots(NamedTuple):
    """Words of a text, each with the run of postings (in a book) of the forms that may lie there, by place."""

    places: NDArray[np.int32]
    firsts: NDArray[np.int32]
    lasts: NDArray[np.int32]


class _Anchors(NamedTuple):
    left: Places
    right: Places
    sort: int
    strange: NDArray[np.bool_]


def spots(words: Words, numbers: NDArray[np.int32], mine: Numbers, book: Book, anchors: Table) -> Spots:
    """Every place where forms may lie.

    Args:
        words: the words of a text.
        numbers: their numbers.
        mine: what those say.
        book: the forms.
        anchors: the runs of postings by anchor.
    """
    import numpy as np

    found = [part for one in _anchored(words, numbers, mine) for part in _met(one, numbers, mine, book, anchors)]
    if not found:
        none = np.zeros(0, np.int32)
        return Spots(none, none, none)
    places, firsts, lasts = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((lasts, firsts, places))
    return Spots(places[order].astype(np.int32), firsts[order], lasts[order])


def _anchored(words: Words, numbers: NDArray[np.int32], mine: Numbers) -> list[_Anchors]:
    """Words that may be anchors, with whether a word beside them is strange."""
    import numpy as np

    told = mine.traits[numbers]
    strange = ((told & np.uint32(COMPARABLE | EXACT | KNOWN)) == COMPARABLE).astype(np.uint8)
    stream = np.flatnonzero((told & np.uint32(STOPS)) == 0)
    odd = np.zeros(len(stream) + 4, np.uint8)
    odd[2:-2] = strange[stream]
    size = len(stream)
    at = np.arange(size)
    beside = (odd[at + 1] | odd[at + 3]).astype(bool)
    anchors = [_Anchors(stream, stream, SINGLE, beside)]
    if size > 1:
        around = (odd[at + 1] | odd[np.minimum(at + 4, size + 3)]).astype(bool)
        anchors.append(_Anchors(stream[:-1], stream[1:], PAIR, around[:-1]))
        states = np.flatnonzero((told[stream] & np.uint32(STATE | STATE_NAME)) > 0)
        states = states[(states > 0) & (states < size - 1)]
        anchors.append(_Anchors(stream[states - 1], stream[states + 1], PAIR, around[states - 1]))
        middle = np.flatnonzero(strange[stream])
        middle = middle[(middle > 0) & (middle < size - 1)]
        anchors.append(_Anchors(stream[middle - 1], stream[middle + 1], SKIP_PAIR, np.ones(len(middle), bool)))
    # Names such as AT&T hold a stop word.
    stops = np.flatnonzero(((told[:-1] | told[1:]) & np.uint32(STOPS)) > 0)
    anchors.append(_Anchors(stops, stops + 1, PAIR, np.zeros(len(stops), bool)))
    return anchors


def _met(one: _Anchors, numbers: NDArray[np.int32], mine: Numbers, book: Book, anchors: Table) -> list[tuple[Any, ...]]:
    import numpy as np

    left, right = (READINGS * numbers[side].astype(np.int64) for side in (one.left, one.right))
    near = np.flatnonzero((one.right - one.left <= _MOST_SKIPPED + 2) & (mine.ids[left] > 0) & (mine.ids[right] > 0))
    found = []
    for a in range(READINGS):
        for b in range(READINGS if one.sort != SINGLE else 1):
            some = near[(mine.ids[left[near] + a] > 0) & (mine.ids[right[near] + b] > 0)] if a or b else near
            if not len(some):
                continue
            second = mine.ids[right[some] + b] if one.sort != SINGLE else 0
            met, rows = find(anchors, key_of(mine.ids[left[some] + a], second, one.sort))
            at = some[met]
            firsts = book.runs[rows]
            lasts = np.where(one.strange[at], book.runs[rows + 1], book.middles[rows])
            if one.sort == SKIP_PAIR:
                firsts = book.middles[rows]
            kept = lasts > firsts
            found.append((one.left[at][kept], firsts[kept], lasts[kept]))
    return found
