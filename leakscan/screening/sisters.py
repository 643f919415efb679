"""Words around a name that make it the name of another organisation: Town of X is not City of X, nor X County."""

from __future__ import annotations

from collections.abc import Sequence

from leakscan.screening.around import traits
from leakscan.screening.book import COMMA_FORM, Book
from leakscan.screening.cells import is_lower, is_upper
from leakscan.screening.chars import COMMA, SPACE
from leakscan.screening.gaps import beside, spaced
from leakscan.screening.kernels import kernel
from leakscan.screening.numbers import Numbers
from leakscan.screening.text import Text
from leakscan.screening.traits import (
    AT,
    BODY,
    BODY_KIND,
    COMPLETES,
    INDEPENDENT,
    NEVER_OWNER,
    OF_ANY,
    STOPS,
    UNIVERSITY,
    WHOLE,
)
from leakscan.screening.walk import FIRST, FORM, LAST


@kernel
def is_sister(text: Text, numbers: Numbers, book: Book, laid: Sequence[int]) -> bool:
    """Whether the words around a laid form name another organisation than the form's."""
    return _other_before(text, numbers, book, laid) or _other_behind(text, numbers, book, laid)


@kernel
def _kind(text: Text, numbers: Numbers, place: int) -> int:
    return numbers.kinds[text.numbers[place]]


@kernel
def word_of(book: Book, form: int, at: int) -> int:
    """A word of a form; from the last one back for negative places."""
    return book.words[book.words_at[form] + at] if at >= 0 else book.words[book.words_at[form + 1] + at]


@kernel
def _other_before(text: Text, numbers: Numbers, book: Book, laid: Sequence[int]) -> bool:
    """Town of X before X, where the form is City of X or has no kind of its own."""
    first, form = laid[FIRST], laid[FORM]
    if first < 2 or not traits(text, numbers, first - 1) & OF_ANY or not spaced(text, first - 1):
        return False
    told = traits(text, numbers, first - 2)
    if not told & BODY or not spaced(text, first - 2):
        return False
    if _differs(book, form, _kind(text, numbers, first - 2)):
        return True
    return bool(told & NEVER_OWNER) and not book.shared[word_of(book, form, 0)]


@kernel
def _differs(book: Book, form: int, kind: int) -> bool:
    if book.localities[form]:
        return kind != book.localities[form]
    return book.own[form] == book.words_at[form + 1] - book.words_at[form]


@kernel
def _other_behind(text: Text, numbers: Numbers, book: Book, laid: Sequence[int]) -> bool:
    form, last = laid[FORM], laid[LAST]
    after = last + 1
    if after >= len(text.numbers):
        return False
    told = traits(text, numbers, after)
    if told & COMPLETES and spaced(text, last) and spaced(text, after):
        after += 1
        told = traits(text, numbers, after)
    start, end = text.ends[after - 1], text.starts[after]
    if end - start == 2 and text.kinds[start] == COMMA and text.kinds[start + 1] == SPACE:
        named = bool(told & BODY) and bool(traits(text, numbers, after + 1) & OF_ANY)
        return named and not book.flags[form] & COMMA_FORM and _differs(book, form, _kind(text, numbers, after))
    if not beside(text, after - 1) or not _as_tall(text, laid[FIRST], after, told):
        return False
    if told & AT and _is_university(numbers, book, form):
        return _campus(text, numbers, after + 1)
    whole = _bits(book, form, -1) & WHOLE
    if not told & (INDEPENDENT if whole else BODY_KIND):
        return False
    kind = _kind(text, numbers, after)
    return not (book.kinds[2 * form + (kind >> 5)] >> (kind & 31)) & 1


@kernel
def _bits(book: Book, form: int, at: int) -> int:
    return book.word_traits[word_of(book, form, at)]


@kernel
def _is_university(numbers: Numbers, book: Book, form: int) -> bool:
    for at in range(book.words_at[form], book.words_at[form + 1]):
        if book.word_traits[book.words[at]] & UNIVERSITY:
            return True
    return False


@kernel
def _campus(text: Text, numbers: Numbers, place: int) -> bool:
    """Whether a place follows "at": University of X at Y. The word "at" itself is never a capital."""
    return place < len(text.numbers) and is_upper(text, place) and not traits(text, numbers, place) & STOPS


@kernel
def _as_tall(text: Text, first: int, after: int, told: int) -> bool:
    """Whether the word behind is written as part of a name: with a capital, or all in lower case as the name is."""
    return is_upper(text, after) or bool(told & AT) or is_lower(text, first)
