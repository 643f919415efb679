"""Words around a name that make it the name of another organisation: Town of X is not City of X, nor X County."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leakscan.screening.around import traits
from leakscan.screening.book import (
    COMMA_FORM,
    FLAGS,
    KIND_BITS,
    KINDS_LOW,
    LOCALITY,
    OWN,
    SHARED_BY,
    TRAITS_OF,
    WORDS_AT,
    Book,
)
from leakscan.screening.cells import is_lower, is_upper
from leakscan.screening.chars import COMMA, SPACE
from leakscan.screening.gaps import beside, spaced
from leakscan.screening.kernels import kernel
from leakscan.screening.meanings import KIND
from leakscan.screening.text import END, NUMBER, START, Text
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
def is_sister(text: Text, mine: Any, book: Book, laid: Sequence[int]) -> bool:
    """Whether the words around a laid form name another organisation than the form's."""
    return _other_before(text, mine, book, laid) or _other_behind(text, mine, book, laid)


@kernel
def _kind(text: Text, mine: Any, place: int) -> int:
    return mine[text.words[place, NUMBER], KIND]


@kernel
def word_of(book: Book, form: int, at: int) -> int:
    """A word of a form; from the last one back for negative places."""
    return book.words[book.forms[form, WORDS_AT] + at] if at >= 0 else book.words[book.forms[form + 1, WORDS_AT] + at]


@kernel
def _other_before(text: Text, mine: Any, book: Book, laid: Sequence[int]) -> bool:
    """Town of X before X, where the form is City of X or has no kind of its own."""
    first, form = laid[FIRST], laid[FORM]
    if first < 2 or not traits(text, mine, first - 1) & OF_ANY or not spaced(text, first - 1):
        return False
    told = traits(text, mine, first - 2)
    if not told & BODY or not spaced(text, first - 2):
        return False
    if _differs(book, form, _kind(text, mine, first - 2)):
        return True
    return bool(told & NEVER_OWNER) and not book.vocabulary[word_of(book, form, 0), SHARED_BY]


@kernel
def _differs(book: Book, form: int, kind: int) -> bool:
    if book.forms[form, LOCALITY]:
        return kind != book.forms[form, LOCALITY]
    return book.forms[form, OWN] == book.forms[form + 1, WORDS_AT] - book.forms[form, WORDS_AT]


@kernel
def _other_behind(text: Text, mine: Any, book: Book, laid: Sequence[int]) -> bool:
    form, last = laid[FORM], laid[LAST]
    after = last + 1
    if after >= len(text.words):
        return False
    told = traits(text, mine, after)
    if told & COMPLETES and spaced(text, last) and spaced(text, after):
        after += 1
        told = traits(text, mine, after)
    start, end = text.words[after - 1, END], text.words[after, START]
    if end - start == 2 and text.kinds[start] == COMMA and text.kinds[start + 1] == SPACE:
        named = bool(told & BODY) and bool(traits(text, mine, after + 1) & OF_ANY)
        return named and not book.forms[form, FLAGS] & COMMA_FORM and _differs(book, form, _kind(text, mine, after))
    if not beside(text, after - 1) or not _as_tall(text, laid[FIRST], after, told):
        return False
    if told & AT and _is_university(book, form):
        return _campus(text, mine, after + 1)
    whole = _bits(book, form, -1) & WHOLE
    if not told & (INDEPENDENT if whole else BODY_KIND):
        return False
    kind = _kind(text, mine, after)
    return not (book.forms[form, KINDS_LOW + kind // KIND_BITS] >> kind % KIND_BITS) & 1


@kernel
def _bits(book: Book, form: int, at: int) -> int:
    return book.vocabulary[word_of(book, form, at), TRAITS_OF]


@kernel
def _is_university(book: Book, form: int) -> bool:
    for at in range(book.forms[form, WORDS_AT], book.forms[form + 1, WORDS_AT]):
        if book.vocabulary[book.words[at], TRAITS_OF] & UNIVERSITY:
            return True
    return False


@kernel
def _campus(text: Text, mine: Any, place: int) -> bool:
    """Whether a place follows "at": University of X at Y. The word "at" itself is never a capital."""
    return place < len(text.words) and is_upper(text, place) and not traits(text, mine, place) & STOPS


@kernel
def _as_tall(text: Text, first: int, after: int, told: int) -> bool:
    """Whether the word behind is written as part of a name: with a capital, or all in lower case as the name is."""
    return is_upper(text, after) or bool(told & AT) or is_lower(text, first)
