"""Where in a text forms may lie: all its words are looked at at once; what comes out are few places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.screening.anchors import key_of
from leakscan.screening.book import PAIR, SINGLE, SKIP_PAIR, Book
from leakscan.screening.numbers import READINGS, TRAITS
from leakscan.screening.tables import Table, find
from leakscan.screening.traits import COMPARABLE, EXACT, KNOWN, STATE, STATE_NAME, STOPS

if TYPE_CHECKING:
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
    left: Places
    right: Places
    sort: int
    further: NDArray[np.bool_]


def spots(numbers: NDArray[np.int32], mine: NDArray[np.int32], book: Book, anchors: Table) -> Spots:
    """Every place where forms may lie.

    Args:
        numbers: the numbers of a text's words.
        mine: what those say.
        book: the forms.
        anchors: the runs of postings by anchor.
    """
    import numpy as np

    found = [part for one in _anchored(numbers, mine) for part in _met(one, numbers, mine, book, anchors)]
    if not found:
        none = np.zeros(0, np.int32)
        return Spots(none, none, none)
    places, firsts, lasts = (np.concatenate(column) for column in zip(*found, strict=True))
    return in_order(places.astype(np.int32), firsts, lasts)


def in_order(places: NDArray[np.int32], firsts: NDArray[np.int32], lasts: NDArray[np.int32]) -> Spots:
    """Spots by place, then by their postings."""
    import numpy as np

    key = places.astype(np.int64) << 44 | firsts.astype(np.int64) << 15 | np.minimum(lasts - firsts, (1 << 15) - 1)
    order = np.argsort(key, kind="stable")
    return Spots(*(np.ascontiguousarray(column[order]) for column in (places, firsts, lasts)))


def _anchored(numbers: NDArray[np.int32], mine: NDArray[np.int32]) -> list[_Anchors]:
    """Words that may be anchors, with whether forms are to be tried that have them as further ones."""
    import numpy as np

    told = mine[numbers, TRAITS]
    stream = np.flatnonzero((told & STOPS) == 0)
    size = len(stream)
    odd = np.zeros(size + 2, bool)
    odd[1:-1] = (told[stream] & (COMPARABLE | EXACT | KNOWN)) == COMPARABLE
    anchors = [_Anchors(stream, stream, SINGLE, odd[:-2] | odd[2:])]
    if size > 1:
        anchors.append(_Anchors(stream[:-1], stream[1:], PAIR, np.ones(size - 1, bool)))
        middle = np.arange(1, size - 1)
        states = middle[(told[stream[1:-1]] & (STATE | STATE_NAME)) > 0]
        anchors.append(_Anchors(stream[states - 1], stream[states + 1], PAIR, np.ones(len(states), bool)))
        middle = middle[(told[stream[1:-1]] & COMPARABLE) > 0]
        anchors.append(_Anchors(stream[middle - 1], stream[middle + 1], SKIP_PAIR, np.ones(len(middle), bool)))
    # Names such as AT&T hold a stop word.
    stops = np.flatnonzero(((told[:-1] | told[1:]) & STOPS) > 0)
    anchors.append(_Anchors(stops, stops + 1, PAIR, np.zeros(len(stops), bool)))
    return anchors


def _met(
    one: _Anchors, numbers: NDArray[np.int32], mine: NDArray[np.int32], book: Book, anchors: Table
) -> list[tuple[Any, ...]]:
    import numpy as np

    left, right = numbers[one.left], numbers[one.right]
    near = np.flatnonzero((one.right - one.left <= MOST_APART) & (mine[left, 0] > 0) & (mine[right, 0] > 0))
    found = []
    for a in range(READINGS):
        for b in range(READINGS if one.sort != SINGLE else 1):
            some = near[(mine[left[near], a] > 0) & (mine[right[near], b] > 0)] if a or b else near
            if not len(some):
                continue
            second = mine[right[some], b] if one.sort != SINGLE else 0
            met, rows = find(anchors, key_of(mine[left[some], a], second, one.sort))
            at = some[met]
            firsts = book.runs[rows, int(one.sort == SKIP_PAIR)]
            lasts = np.where(one.further[at], book.runs[rows + 1, 0], book.runs[rows, 1])
            kept = lasts > firsts
            found.append((one.left[at][kept], firsts[kept], lasts[kept]))
    return found
