"""Forms laid at the places where they may lie, each accepted or refused; the commonest case for all places at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leakscan.screening.book import COMMA_FORM, CONTEXT, Book, plainly
from leakscan.screening.chars import BAR, COMMA, NEWLINE, SEMICOLON, SPACE, TAB
from leakscan.screening.judge import WHOLE, judge
from leakscan.screening.numbers import READINGS, Numbers
from leakscan.screening.rows import spread
from leakscan.screening.spots import Spots
from leakscan.screening.text import Text
from leakscan.screening.traits import COMPARABLE, EXACT, STATE, STATE_NAME, STOPS
from leakscan.screening.walk import FIELDS, FIRST, FORM, LAST, MERIT, SCORE, lay

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

_LEAST = 5_000


def laid_forms(text: Text, mine: Numbers, book: Book, spots: Spots) -> Whole:
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
    places, forms = spots.places[owners].astype(np.int64), book.forms[postings]
    at = book.places[postings].astype(np.int64)
    plain = _fills_cell(text, mine, book, places - at, forms)
    rows = _rows(text, book, places[plain] - at[plain], forms[plain])
    rest = np.flatnonzero(~plain)
    rest = rest[_may_lie(text, mine, book, places[rest], at[rest], forms[rest])]
    others = _one_by_one(text, mine, book, zip(forms[rest].tolist(), at[rest].tolist(), places[rest].tolist(), strict=True))
    return np.concatenate((rows, others))


def _one_by_one(text: Text, mine: Numbers, book: Book, candidates: Any) -> Whole:
    import numpy as np

    plain_text, plain_mine, plain_book = plainly(text), plainly(mine), plainly(book)
    found = []
    laid = [0] * FIELDS
    for form, at, place in candidates:
        if lay(plain_text, plain_mine, plain_book, form, at, place, laid) and judge(plain_text, plain_mine, plain_book, laid):
            found.append(laid[:])
    return np.array(found, np.int64).reshape(len(found), FIELDS)


def _fills_cell(text: Text, mine: Numbers, book: Book, first: Whole, forms: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which forms lie word by word as they should, one space between, a cell's border at either end."""
    import numpy as np

    size = len(text.numbers)
    begin = book.words_at[forms].astype(np.int64)
    count = book.words_at[forms + 1] - begin
    fits = (first >= 0) & (first + count <= size) & ((book.flags[forms] & COMMA_FORM) == 0)
    some = np.flatnonzero(fits)
    for n in range(int(count[some].max(initial=0))):
        longer = some[count[some] > n]
        numbers = text.numbers[first[longer] + n]
        same = (mine.ids[READINGS * numbers.astype(np.int64)] == book.words[begin[longer] + n]) & (
            (mine.traits[numbers] & np.uint32(EXACT)) > 0
        )
        if n:
            behind = text.ends[first[longer] + n - 1]
            same &= (text.starts[first[longer] + n] - behind == 1) & (text.kinds[behind] == SPACE)
        fits[longer[~same]] = False
        some = some[fits[some]]
    fits[some] = _bordered(text, text.starts[first[some]], text.ends[first[some] + count[some] - 1])
    return fits


def _bordered(text: Text, starts: NDArray[np.int32], ends: NDArray[np.int32]) -> NDArray[np.bool_]:
    import numpy as np

    borders = np.array([NEWLINE, TAB, SEMICOLON, BAR, COMMA])
    last = len(text.kinds) - 1
    before = (starts == 0) | np.isin(text.kinds[np.maximum(starts - 1, 0)], borders)
    kinds, next_ = text.kinds[np.minimum(ends, last)], text.kinds[np.minimum(ends + 1, last)]
    prose = (kinds == COMMA) & (next_ == SPACE) & (ends < last)
    return before & ((ends > last) | (np.isin(kinds, borders) & ~prose))


def _rows(text: Text, book: Book, first: Whole, forms: NDArray[np.int32]) -> Whole:
    import numpy as np

    rows = np.zeros((len(forms), FIELDS), np.int64)
    last = first + book.words_at[forms + 1] - book.words_at[forms] - 1
    rows[:, FIRST], rows[:, LAST], rows[:, FORM] = first, last, forms
    unlike = 200 * (book.legal[forms] > 0) + 200 * (book.states[forms] > 0) + 500 * ((book.flags[forms] & CONTEXT) > 0)
    scores = np.maximum(_LEAST, WHOLE - 100 * book.costs[forms].astype(np.int64) - unlike)
    rows[:, SCORE] = scores
    rows[:, MERIT] = 100 * (text.ends[last] - text.starts[first]) + 3 * scores + 4_000 * (last - first)
    return rows


def _may_lie(text: Text, mine: Numbers, book: Book, places: Whole, at: Whole, forms: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether the words of the text at either side may be those of the form; lets too many pass, never too few."""
    import numpy as np

    may = np.ones(len(places), bool)
    begin = book.words_at[forms].astype(np.int64) + at
    for step, there in ((1, begin + 1 < book.words_at[forms + 1]), (-1, at > 0)):
        some = np.flatnonzero(there)
        beside = places[some] + step
        inside = (beside >= 0) & (beside < len(text.numbers))
        may[some[~inside]] = False
        some, beside = some[inside], beside[inside]
        wanted = book.words[begin[some] + step]
        numbers = text.numbers[beside].astype(np.int64)
        told = mine.traits[numbers]
        fits = (told & np.uint32(STOPS | STATE | STATE_NAME)) > 0
        for n in range(READINGS):
            fits |= mine.ids[READINGS * numbers + n] == wanted
        fits |= ((told & np.uint32(COMPARABLE)) > 0) & _as_long(text, book, beside, wanted)
        may[some[~fits]] = False
    return may


def _as_long(text: Text, book: Book, places: Whole, wanted: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether words have about as many letters as wanted ones, and either the first or the last in common."""
    import numpy as np

    first = book.letters_at[book.spellings_at[wanted]]
    several = book.spellings_at[wanted + 1] - book.spellings_at[wanted] > 1
    last = book.letters_at[book.spellings_at[wanted] + 1]
    near = np.abs(text.sizes[places] - (last - first)) <= 2
    near &= (text.low[text.starts[places]] == book.letters[first]) | (
        text.low[text.ends[places] - 1] == book.letters[last - 1]
    )
    return near | several
