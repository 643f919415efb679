"""Forms laid at the places where they may lie, each accepted or refused; the commonest case for all places at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leakscan.screening.book import AGENCY, CONTEXT, FLAGS, SPELLINGS_AT, STATE_OF, WORDS_AT, Book, letter_bits
from leakscan.screening.chars import LOWER, NEWLINE, RETURN, UPPER, WIDE
from leakscan.screening.gaps import BORDERS, GLUES
from leakscan.screening.judge import judge
from leakscan.screening.legal_forms import single_words
from leakscan.screening.likely import BETWEEN_WORDS
from leakscan.screening.meanings import LEGAL_WORD, READINGS, STATE_CODE, TRAITS
from leakscan.screening.spots import Spots
from leakscan.screening.text import END, NUMBER, SIZE, START, Text, plainly
from leakscan.screening.traits import COMPARABLE, STATE, STATE_NAME, STOPS
from leakscan.screening.walk import FIELDS, LEAST_GUESSED, LONG_ENOUGH, MOST_SKIPPED, is_in_a_row, lay
from leakscan.screening.whole_cells import cell_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

_UNLIKE = 4
_NOWHERE, _SOMEWHERE = -1, -2


def laid_forms(text: Text, mine: NDArray[np.int32], book: Book, spots: Spots) -> Whole:
    """The accepted forms, a row of numbers each (see :mod:`leakscan.screening.walk`).

    Args:
        text: the words of a text, as arrays.
        mine: what their numbers say.
        book: the forms.
        spots: where to lay which.
    """
    import numpy as np

    counts = spots.lasts - spots.firsts
    owners = np.repeat(np.arange(len(counts)), counts)
    postings = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts) + spots.firsts[owners]
    places, forms = spots.places[owners].astype(np.int64), book.postings[postings, 0]
    at = book.postings[postings, 1].astype(np.int64)
    likely = np.flatnonzero(_may_lie(text, mine, book, places, at, forms))
    places, at, forms = places[likely], at[likely], forms[likely]
    rest, rows = cell_rows(text, mine, book, places, at, forms)
    others = _one_by_one(
        text, mine, book, zip(forms[rest].tolist(), at[rest].tolist(), places[rest].tolist(), strict=True)
    )
    return np.concatenate((rows, others))


def _one_by_one(text: Text, mine: NDArray[np.int32], book: Book, candidates: Any) -> Whole:
    import numpy as np

    numbers: Any = mine.data
    words, plain_book = plainly(text), plainly(book)
    found, known = [], set()
    laid = [0] * FIELDS
    for form, at, place in candidates:
        if (form, place - at) in known or not lay(words, numbers, plain_book, form, at, place, laid):
            continue
        if is_in_a_row(plain_book, laid):
            known.add((form, place - at))
        if judge(words, numbers, plain_book, laid):
            found.append(laid[:])
    return np.array(found, np.int64).reshape(len(found), FIELDS)


def _may_lie(
    text: Text, mine: NDArray[np.int32], book: Book, places: Whole, at: Whole, forms: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """As :func:`leakscan.screening.likely.may_lie`, for all words and places at once; never too few pass."""
    import numpy as np

    begin, end = book.forms[forms, WORDS_AT].astype(np.int64), book.forms[forms + 1, WORDS_AT]
    may = np.ones(len(places), bool)
    ordinary = np.flatnonzero((end - begin == 1) & ((book.forms[forms, FLAGS] & CONTEXT) > 0))
    may[ordinary[_amid_a_sentence(text, mine, places[ordinary])]] = False
    for step, left in ((1, end - begin - at - 1), (-1, at)):
        some, here, n = np.flatnonzero(may & (left > 0)), places, 0
        here = here[some]
        while len(some):
            n += 1
            there = _stands_at(
                text, mine, book, forms[some], here, step, book.words[begin[some] + at[some] + n * step], n
            )
            may[some[there == _NOWHERE]] = False
            on = np.flatnonzero((there >= 0) & (left[some] > n))
            some, here = some[on], there[on]
    return may


def _amid_a_sentence(text: Text, mine: NDArray[np.int32], places: Whole) -> NDArray[np.bool_]:
    import numpy as np

    start, end = text.words[places, START], text.words[places, END]
    behind = np.minimum(end + 1, len(text.kinds) - 1)
    amid = (end < len(text.kinds) - 1) & (text.kinds[start] == LOWER)
    amid &= (text.kinds[behind] >= UPPER) & (text.kinds[behind] <= WIDE)
    amid &= np.isin(text.kinds[np.minimum(end, len(text.kinds) - 1)], BETWEEN_WORDS)
    second, third = (mine[text.words[np.minimum(places + n, len(text.words) - 1), NUMBER], LEGAL_WORD] for n in (1, 2))
    legal = (second > 0) & ((third > 0) | single_words()[second])
    return amid & ~legal


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

    found = np.full(len(places), _NOWHERE)
    open_, here = np.arange(len(places)), places
    for _ in range(MOST_SKIPPED + 1):
        here = here + step
        inside = (here >= 0) & (here < len(text.words))
        open_, here = open_[inside], here[inside]
        joined = ~_is_apart(text, here - (step > 0))
        open_, here = open_[joined], here[joined]
        numbers, word = text.words[here, NUMBER], wanted[open_]
        met = (mine[numbers, :READINGS] == word[:, None]).any(axis=1)
        found[open_[met]] = here[met]
        open_, here, word, numbers = open_[~met], here[~met], word[~met], numbers[~met]
        told = mine[numbers, TRAITS]
        maybe = (told & (STATE | STATE_NAME)) > 0
        states = np.flatnonzero(maybe)
        maybe[states] = _may_be_skipped(text, mine, book, forms[open_[states]], here[states])
        like = np.flatnonzero(~maybe & (((told & COMPARABLE) > 0) | (nth > 1)))
        maybe[like] = _as_long(text, book, here[like], step, word[like])
        found[open_[maybe]] = _SOMEWHERE
        further = ~maybe & ((told & STOPS) > 0)
        open_, here = open_[further], here[further]
    return found


def _may_be_skipped(
    text: Text, mine: NDArray[np.int32], book: Book, forms: NDArray[np.int32], here: Whole
) -> NDArray[np.bool_]:
    """As in :mod:`leakscan.screening.likely`, for all places at once."""
    numbers = text.words[here, NUMBER]
    state, name = ((mine[numbers, TRAITS] & trait) > 0 for trait in (STATE, STATE_NAME))
    name &= (book.forms[forms, FLAGS] & AGENCY) > 0
    found: NDArray[np.bool_] = (state | name) & (text.kinds[text.words[here, START]] != LOWER)
    return found | (state & (mine[numbers, STATE_CODE] == book.forms[forms, STATE_OF]))


def _is_apart(text: Text, left: Whole) -> NDArray[np.bool_]:
    """Whether one sign that neither ties together nor ends a cell stands behind words, and a word right behind that."""
    import numpy as np

    end = text.words[left, END]
    kinds = text.kinds[end]
    alone = text.words[left + 1, START] - end == 1
    known = np.zeros(256, np.bool_)
    known[[NEWLINE, RETURN, *BORDERS, *GLUES]] = True
    found: NDArray[np.bool_] = alone & ~known[kinds]
    return found


def _has_letters(text: Text, places: Whole, masks: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Whether the letters of words differ from others by no more than two edits make: two letters each."""
    import numpy as np

    start = text.words[places, START].astype(np.int64)
    size = text.words[places, END] - start
    found = np.zeros(len(places), np.uint32)
    for n in range(int(size.max(initial=0))):
        longer = np.flatnonzero(size > n)
        found[longer] |= letter_bits(text.low[start[longer] + n])
    return (np.bitwise_count(found ^ masks) <= _UNLIKE) | (size != text.words[places, SIZE])


def _as_long(text: Text, book: Book, places: Whole, step: int, wanted: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether words have about as many letters as wanted ones, and the first or last in common, or are half of them."""
    import numpy as np

    spelling, behind = book.vocabulary[wanted, SPELLINGS_AT], book.vocabulary[wanted + 1, SPELLINGS_AT]
    size = text.words[places, SIZE]
    both = size + text.words[np.clip(places + step, 0, len(text.words) - 1), SIZE]
    first_letters, last_letters = text.low[text.words[places, START]], text.low[text.words[places, END] - 1]
    fits = np.zeros(len(places), bool)
    open_ = np.arange(len(places))
    while len(open_):
        first, last = book.letters_at[spelling[open_]], book.letters_at[spelling[open_] + 1]
        letters = last - first
        most = np.where(letters < LEAST_GUESSED, -1, np.where(letters < LONG_ENOUGH, 1, 2))
        near = np.abs(size[open_] - letters) <= most
        some = np.flatnonzero(near)
        alike = first_letters[open_[some]] == book.letters[first[some]]
        alike |= last_letters[open_[some]] == book.letters[last[some] - 1]
        near[some] = alike
        some = some[alike]
        near[some] = _has_letters(text, places[open_[some]], book.masks[spelling[open_[some]]])
        edges, wanted_edge = (first_letters, first) if step > 0 else (last_letters, last - 1)
        near |= (both[open_] == last - first) & (edges[open_] == book.letters[wanted_edge])
        fits[open_[near]] = True
        spelling[open_] += 1
        open_ = open_[~near & (spelling[open_] < behind[open_])]
    return fits
