"""As :mod:`leakscan.screening.likely`, without a compiler: for all words and places at once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from leakscan.screening.book import AGENCY, CONTEXT, FLAGS, SPELLINGS_AT, STATE_OF, WORDS_AT, Book, letter_bits
from leakscan.screening.chars import LOWER, NEWLINE, RETURN
from leakscan.screening.gaps import BORDERS, GLUES
from leakscan.screening.likely import NOWHERE, SOMEWHERE
from leakscan.screening.meanings import EDITS, LOOK, READINGS, STATE_CODE, TRAITS
from leakscan.screening.rows import runs
from leakscan.screening.text import END, NUMBER, SIZE, START, Text
from leakscan.screening.traits import COMPARABLE, EXACT, KNOWN, STATE, STATE_NAME, STOPS
from leakscan.screening.walk import LEAST_GUESSED, LONG_ENOUGH, MOST_SKIPPED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]

_UNLIKE = 4


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

    begin, end = book.forms[forms, WORDS_AT].astype(np.int64), book.forms[forms + 1, WORDS_AT]
    may = np.ones(len(places), bool)
    ordinary = np.flatnonzero((end - begin == 1) & ((book.forms[forms, FLAGS] & CONTEXT) > 0))
    may[ordinary[_is_another(text, mine, places[ordinary], book.words[begin[ordinary]])]] = False
    for step, left in ((1, end - begin - at - 1), (-1, at)):
        some, here, n = np.flatnonzero(may & (left > 0)), places, 0
        here = here[some]
        while len(some):
            n += 1
            there = _stands_at(
                text, mine, book, forms[some], here, step, book.words[begin[some] + at[some] + n * step], n
            )
            may[some[there == NOWHERE]] = False
            on = np.flatnonzero((there >= 0) & (left[some] > n))
            some, here = some[on], there[on]
    return may


def _is_another(text: Text, mine: NDArray[np.int32], places: Whole, wanted: NDArray[np.int32]) -> Truths:
    """Whether words are of the language or of a name themselves, and only near to the wanted ones."""
    numbers = text.words[places, NUMBER]
    near = (mine[numbers, 0] == wanted) & (mine[numbers, EDITS] % LOOK > 0)
    for n in range(1, READINGS):
        near |= (mine[numbers, n] == wanted) & (mine[numbers, EDITS + n] % LOOK > 0)
    found: Truths = near & ((mine[numbers, TRAITS] & (KNOWN | EXACT)) > 0)
    return found


def _stands_at(
    text: Text,
    mine: NDArray[np.int32],
    book: Book,
    forms: NDArray[np.int32],
    places: Whole,
    step: int,
    wanted: NDArray[np.int32],
    nth: int,
) -> Whole:
    """Where the ``nth`` word stands beside the one before, past stop words; or whether it may be there or not."""
    import numpy as np

    found = np.full(len(places), NOWHERE)
    open_, here = np.arange(len(places)), places
    for _ in range(MOST_SKIPPED + 1):
        here = here + step
        beside = np.flatnonzero((here >= 0) & (here < len(text.words)))
        beside = beside[~_is_apart(text, here[beside] - (step > 0))]
        open_, here = open_[beside], here[beside]
        if not len(open_):
            break
        numbers, word = text.words[here, NUMBER], wanted[open_]
        met = mine[numbers, 0] == word
        for n in range(1, READINGS):
            met |= mine[numbers, n] == word
        found[open_[met]] = here[met]
        rest = np.flatnonzero(~met)
        open_, here, word, numbers = open_[rest], here[rest], word[rest], numbers[rest]
        told = mine[numbers, TRAITS]
        maybe = (told & (STATE | STATE_NAME)) > 0
        states = np.flatnonzero(maybe)
        maybe[states] = _may_be_skipped(text, mine, book, forms[open_[states]], here[states])
        like = np.flatnonzero(~maybe & (((told & COMPARABLE) > 0) | (nth > 1)))
        maybe[like] = _as_long(text, book, here[like], step, word[like])
        found[open_[maybe]] = SOMEWHERE
        further = np.flatnonzero(~maybe & ((told & STOPS) > 0))
        open_, here = open_[further], here[further]
    return found


def _may_be_skipped(text: Text, mine: NDArray[np.int32], book: Book, forms: NDArray[np.int32], here: Whole) -> Truths:
    numbers = text.words[here, NUMBER]
    state, name = ((mine[numbers, TRAITS] & trait) > 0 for trait in (STATE, STATE_NAME))
    name &= (book.forms[forms, FLAGS] & AGENCY) > 0
    found: Truths = (state | name) & (text.kinds[text.words[here, START]] != LOWER)
    return found | (state & (mine[numbers, STATE_CODE] == book.forms[forms, STATE_OF]))


@cache
def _near_kinds() -> Truths:
    """By kind of a sign, whether it ties two words together or ends a cell."""
    import numpy as np

    known = np.zeros(256, np.bool_)
    known[[NEWLINE, RETURN, *BORDERS, *GLUES]] = True
    return known


def _is_apart(text: Text, left: Whole) -> Truths:
    """Whether one sign that neither ties together nor ends a cell stands behind words, and a word right behind that."""
    end = text.words[left, END]
    found: Truths = (text.words[left + 1, START] - end == 1) & ~_near_kinds()[text.kinds[end]]
    return found


@cache
def _edits_by_letters() -> NDArray[np.int32]:
    """By letters of a spelling, as far as they count, how many more or fewer a guessed word may have."""
    import numpy as np

    return np.array([-1] * LEAST_GUESSED + [1] * (LONG_ENOUGH - LEAST_GUESSED) + [2], np.int32)


def _as_long(text: Text, book: Book, places: Whole, step: int, wanted: NDArray[np.int32]) -> Truths:
    """Whether words have about as many letters as wanted ones, and the first or last in common, or are half of them."""
    import numpy as np

    first = book.vocabulary[wanted, SPELLINGS_AT]
    owners, spelling = runs(first, book.vocabulary[wanted + 1, SPELLINGS_AT] - first)
    begin, size = book.letters_at[spelling], text.words[places, SIZE]
    letters = book.letters_at[spelling + 1] - begin
    both = size + text.words[np.clip(places + step, 0, len(text.words) - 1), SIZE]
    halves = np.flatnonzero(both[owners] == letters)
    heads, tails = text.words[places, START], text.words[places, END] - 1
    edge, wanted_edge = (heads, begin[halves]) if step > 0 else (tails, (begin + letters - 1)[halves])
    halves = halves[text.low[edge[owners[halves]]] == book.letters[wanted_edge]]
    near = np.flatnonzero(np.abs(size[owners] - letters) <= _edits_by_letters()[np.minimum(letters, LONG_ENOUGH)])
    alike = text.low[heads[owners[near]]] == book.letters[begin[near]]
    alike |= text.low[tails[owners[near]]] == book.letters[(begin + letters - 1)[near]]
    near = near[alike]
    near = near[_has_letters(text, places[owners[near]], book.masks[spelling[near]])]
    near = near[_are_near(text, places[owners[near]], book, spelling[near])]
    fits = np.zeros(len(places), bool)
    fits[owners[halves]] = True
    fits[owners[near]] = True
    return fits


def _has_letters(text: Text, places: Whole, masks: NDArray[np.uint32]) -> Truths:
    """Whether the letters of words differ from others by no more than two edits make: two letters each."""
    import numpy as np

    start = text.words[places, START].astype(np.int64)
    size = text.words[places, END] - start
    _, at = runs(start, size)
    found = np.bitwise_or.reduceat(letter_bits(text.low[at]), np.cumsum(size) - size) if len(at) else masks
    return (np.bitwise_count(found ^ masks) <= _UNLIKE) | (size != text.words[places, SIZE])


def _are_near(text: Text, places: Whole, book: Book, spellings: Whole) -> Truths:
    """Whether words are two edits at most from spellings; those with signs inside, which do not count, may be."""
    import numpy as np
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    start, end = (text.words[places, column] for column in (START, END))
    first, last = book.letters_at[spellings], book.letters_at[spellings + 1]
    written = [bytes(text.low[a:b]) for a, b in zip(start.tolist(), end.tolist(), strict=True)]
    wanted = [bytes(book.letters[a:b]) for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    found: Truths = cpdist(written, wanted, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8) <= 2
    return found | (end - start != text.words[places, SIZE])
