"""As :mod:`leakscan.screening.likely`, without a compiler: for all words and places at once."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.alike_at_once import alike_at_once
from leakscan.screening.book import (
    AGENCY,
    CONTEXT,
    FLAGS,
    STATE_OF,
    WORDS_AT,
    Book,
)
from leakscan.screening.chars import LOWER, NEWLINE, RETURN
from leakscan.screening.gaps import BORDERS, GLUES
from leakscan.screening.likely import NOWHERE, SOMEWHERE
from leakscan.screening.lines_at_once import Lines, are_last, lines_of
from leakscan.screening.meanings import EDITS, LOOK, READINGS, STATE_CODE, TRAITS
from leakscan.screening.text import END, NUMBER, START, Text
from leakscan.screening.traits import COMPARABLE, EXACT, KNOWN, STATE, STATE_NAME, STOPS
from leakscan.screening.walk import MOST_SKIPPED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]


class _Asked(NamedTuple):
    """Words of a text that read as no wanted ones: for which row, where, the wanted word, if they can be near to it."""

    rows: Whole
    here: Whole
    wanted: NDArray[np.int32]
    comparable: Truths


# Words further from the one that lies there refuse hardly one form more.
_FAR = 4


def may_lie_at_once(
    text: Text, mine: NDArray[np.int32], book: Book, places: Whole, at: Whole, forms: NDArray[np.int32]
) -> Truths:
    """Whether forms may lie with a word of theirs at a place each; never too few.

    Args:
        text: the words of a text, as arrays.
        mine: what their numbers say.
        book: the forms.
        places: words of the text.
        at: the word of each form that lies there.
        forms: those.
    """
    import numpy as np

    begin, end = book.forms[:, WORDS_AT][forms].astype(np.int64), book.forms[:, WORDS_AT][forms + 1]
    may, apart = np.ones(len(places), bool), _apart(text, len(places))
    ordinary = np.flatnonzero((end - begin == 1) & ((book.forms[:, FLAGS][forms] & CONTEXT) > 0))
    may[ordinary[_is_another(text, mine, places[ordinary], book.words[begin[ordinary]])]] = False
    for step, left in ((-1, at), (1, end - begin - at - 1)):  # the word before refuses more
        some, here, n, unlike = np.flatnonzero(may & (left > 0)), places, 0, []
        here = here[some]
        while len(some) and n < _FAR:
            n += 1
            wanted = book.words[begin[some] + at[some] + n * step]
            there, asked = _stands_at(text, mine, book, apart, forms[some], here, wanted, n * step)
            may[some[there == NOWHERE]] = False
            unlike.append(asked._replace(rows=some[asked.rows]))
            if n == 1:  # most are refused here
                may[_unlike(text, book, step, unlike)] = False
                unlike = []
            on = np.flatnonzero((there >= 0) & (left[some] > n))
            some, here = some[on], there[on]
        may[_unlike(text, book, step, unlike)] = False
    return may


def _unlike(text: Text, book: Book, step: int, asked: Sequence[_Asked]) -> Whole:
    """The rows of words that are neither near to wanted ones nor half of them."""
    import numpy as np

    if not asked:
        return np.zeros(0, np.int64)
    rows, here, wanted, comparable = (np.concatenate(column) for column in zip(*asked, strict=True))
    found: Whole = rows[~alike_at_once(text, book, here, step, wanted, comparable)]
    return found


def _is_another(text: Text, mine: NDArray[np.int32], places: Whole, wanted: NDArray[np.int32]) -> Truths:
    """Whether words are of the language or of a name themselves, and only near to the wanted ones."""
    numbers = text.words[:, NUMBER][places]
    near = (mine[:, 0][numbers] == wanted) & (mine[:, EDITS][numbers] % LOOK > 0)
    for n in range(1, READINGS):
        near |= (mine[:, n][numbers] == wanted) & (mine[:, EDITS + n][numbers] % LOOK > 0)
    found: Truths = near & ((mine[:, TRAITS][numbers] & (KNOWN | EXACT)) > 0)
    return found


def _stands_at(
    text: Text,
    mine: NDArray[np.int32],
    book: Book,
    apart: Callable[[Whole], Truths],
    forms: NDArray[np.int32],
    places: Whole,
    wanted: NDArray[np.int32],
    nth: int,
) -> tuple[Whole, _Asked]:
    """Where the ``nth`` word, below 0 counted back, stands beside the one before, past stop words; or if it may.

    It may if a state is there, or another word of which is still to be asked how near it is.
    """
    import numpy as np

    step = 1 if nth > 0 else -1
    found = np.full(len(places), NOWHERE)
    open_, here = np.arange(len(places)), places
    none = np.zeros(0, np.int64)
    left = [(none, none, wanted[:0], none > 0)]
    for _ in range(MOST_SKIPPED + 1):
        here = here + step
        beside = np.flatnonzero((here >= 0) & (here < len(text.words)))
        beside = beside[~apart(here[beside] - (step > 0))]
        open_, here = open_[beside], here[beside]
        if not len(open_):
            break
        numbers, word = text.words[:, NUMBER][here], wanted[open_]
        met = mine[:, 0][numbers] == word
        several = np.flatnonzero(~met & (mine[:, 1][numbers] > 0))
        met[several] = (mine[numbers[several], 1:READINGS] == word[several, None]).any(axis=1)
        found[open_[met]] = here[met]
        rest = np.flatnonzero(~met)
        open_, here, word, numbers = open_[rest], here[rest], word[rest], numbers[rest]
        told = mine[:, TRAITS][numbers]
        maybe = (told & (STATE | STATE_NAME)) > 0
        states = np.flatnonzero(maybe)
        if len(states):
            maybe[states] = may_be_skipped(text, mine, book, forms[open_[states]], here[states])
        skipped = ~maybe & ((told & STOPS) > 0)
        comparable = (told & COMPARABLE) > 0
        found[open_[maybe]] = SOMEWHERE
        like = np.flatnonzero(~maybe & ~skipped & (comparable | (abs(nth) > 1)))
        left.append((open_[like], here[like], word[like], comparable[like]))
        further = np.flatnonzero(skipped)
        open_, here = open_[further], here[further]
    asked = _Asked(*(np.concatenate(column) for column in zip(*left, strict=True)))
    found[asked.rows] = SOMEWHERE
    return found, asked


def may_be_skipped(text: Text, mine: NDArray[np.int32], book: Book, forms: NDArray[np.int32], here: Whole) -> Truths:
    """Which states may stand between two words of forms; never too few."""
    numbers = text.words[:, NUMBER][here]
    state, name = ((mine[:, TRAITS][numbers] & trait) > 0 for trait in (STATE, STATE_NAME))
    name &= (book.forms[:, FLAGS][forms] & AGENCY) > 0
    found: Truths = (state | name) & (text.kinds[text.words[:, START][here]] != LOWER)
    return found | (state & (mine[:, STATE_CODE][numbers] == book.forms[:, STATE_OF][forms]))


@cache
def _near_kinds() -> Truths:
    """By kind of a sign, whether it ties two words together or ends a cell."""
    import numpy as np

    known = np.zeros(256, np.bool_)
    known[[NEWLINE, RETURN, *BORDERS, *GLUES]] = True
    return known


def _apart(text: Text, asked: int) -> Callable[[Whole], Truths]:
    """As :func:`_are_apart`; found for all words at once if it is asked of that many."""
    import numpy as np

    lines = lines_of(text)
    if asked < len(text.words):
        return partial(_are_apart, text, lines)
    every: Callable[[Whole], Truths] = _are_apart(text, lines, np.arange(len(text.words) - 1)).__getitem__
    return every


def _are_apart(text: Text, lines: Lines, left: Whole) -> Truths:
    """Whether one sign stands behind words, and a word right behind that, which neither ties together nor ends a cell.

    It may be the end of a line that no name goes over.
    """
    import numpy as np

    end = text.words[:, END][left]
    kinds, single = text.kinds[end], text.words[:, START][left + 1] - end == 1
    found: Truths = single & ~_near_kinds()[kinds]
    ends = np.flatnonzero(single & (kinds == NEWLINE))
    found[ends] = are_last(text, lines, left[ends])
    return found
