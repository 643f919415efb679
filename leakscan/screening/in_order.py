"""Forms that lie word by word as they should, with stop words between at most, found for all places at once.

A stop word between two words of a form reads as neither of them, so that from each word of it the same comes out.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.book import WORDS_AT, Book
from leakscan.screening.chars import WIDE
from leakscan.screening.gaps import GLUES
from leakscan.screening.meanings import READINGS, TRAITS
from leakscan.screening.text import END, NUMBER, SIZE, START, Text
from leakscan.screening.traits import EXACT, MERGED, OF_FOR, STOPS
from leakscan.screening.walk import MOST_SKIPPED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]

_WIDEST = 3
_NOWHERE = -1


class InOrder(NamedTuple):
    """By form: its first and last word in the text, -1 where it lies not so.

    And whether "of" is between; how many letters were met; between how many words there is nothing at all.
    """

    first: Whole
    last: Whole
    of: Truths
    good: Whole
    splits: Whole


def in_order(
    text: Text, mine: NDArray[np.int32], book: Book, places: Whole, at: Whole, forms: NDArray[np.int32]
) -> InOrder:
    """Where forms lie of which the word ``at`` is at a place of the text."""
    import numpy as np

    begin = book.forms[:, WORDS_AT][forms].astype(np.int64)
    count = book.forms[:, WORDS_AT][forms + 1] - begin
    fits = _reads(text, mine, places, book.words[begin + at])
    first, none = np.where(fits, places, _NOWHERE), np.zeros_like(at)
    found = InOrder(first, first.copy(), ~fits & fits, none, none.copy())
    found.good[fits] = text.words[:, SIZE][places[fits]]
    for step, left in ((1, count - at - 1), (-1, at)):
        edge = found.last if step > 0 else found.first
        for n in range(1, int(left[edge >= 0].max(initial=0)) + 1):
            some = np.flatnonzero((edge >= 0) & (left >= n))
            if not len(some):
                break
            word = begin[some] + at[some] + n * step
            edge[some] = _next(text, mine, edge[some], step, book.words[word], book.words[word - step], found, some)
    found.first[found.last < 0] = _NOWHERE
    return found


def _next(
    text: Text,
    mine: NDArray[np.int32],
    here: Whole,
    step: int,
    wanted: NDArray[np.int32],
    before: NDArray[np.int32],
    found: InOrder,
    forms: Whole,
) -> Whole:
    """Where the next word of forms stands, past stop words that are neither it nor the one before."""
    import numpy as np

    there = np.full(len(here), _NOWHERE)
    open_ = np.arange(len(here))
    for _ in range(MOST_SKIPPED + 1):
        here = here + step
        inside = (here >= 0) & (here < len(text.words))
        open_, here = open_[inside], here[inside]
        tied = are_tied(text, here - (step > 0)) | are_touching(text, here - (step > 0))
        open_, here = open_[tied], here[tied]
        split = are_touching(text, here - (step > 0)) & (text.kinds[text.words[:, START][here]] != WIDE)
        found.splits[forms[open_]] += split
        if not len(open_):
            break
        met = _reads(text, mine, here, wanted[open_])
        there[open_[met]] = here[met]
        found.good[forms[open_[met]]] += text.words[:, SIZE][here[met]]
        told, either = (
            mine[:, TRAITS][text.words[:, NUMBER][here]],
            may_read(text, mine, here, wanted[open_], before[open_]),
        )
        skipped = ~met & ~either & ((told & STOPS) > 0)
        found.of[forms[open_[skipped]]] |= (told[skipped] & OF_FOR) > 0
        open_, here = open_[skipped], here[skipped]
    return there


def _reads(text: Text, mine: NDArray[np.int32], places: Whole, words: NDArray[np.int32]) -> Truths:
    """Whether words of the text are the wanted ones, as they are written."""
    numbers = text.words[:, NUMBER][places]
    exact = (mine[:, TRAITS][numbers] & (EXACT | MERGED)) == EXACT
    found: Truths = exact & (mine[:, 0][numbers] == words)
    return found


def may_read(text: Text, mine: NDArray[np.int32], places: Whole, *wanted: NDArray[np.int32]) -> Truths:
    """Whether any reading of words of the text is one of some."""
    readings = mine[text.words[:, NUMBER][places], :READINGS]
    found: Truths = readings[:, 0] < 0
    for words in wanted:
        found |= (readings == words[:, None]).any(axis=1)
    return found


def are_touching(text: Text, left: Whole) -> Truths:
    """Whether nothing stands between words and the next ones, as where words were taken apart."""
    found: Truths = text.words[:, END][left] == text.words[:, START][left + 1]
    return found


@cache
def _glues() -> Truths:
    """By kind of a sign, whether it may stand in a name."""
    import numpy as np

    known = np.zeros(256, np.bool_)
    known[list(GLUES)] = True
    return known


def are_tied(text: Text, left: Whole) -> Truths:
    """Whether one to three signs that may stand in a name are between words and the next ones."""
    import numpy as np

    start = text.words[:, END][left]
    between = text.words[:, START][left + 1] - start
    found: Truths = (between > 0) & (between <= _WIDEST) & _glues()[text.kinds.take(start, mode="clip")]
    for n in range(1, _WIDEST):
        more = np.flatnonzero(found & (between > n))  # one sign is the rule
        found[more] = _glues()[text.kinds[start[more] + n]]
    return found
