"""Whether a form bears the differences it was laid with: edits, and words that were guessed from those beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leakscan.screening.around import legal_after
from leakscan.screening.book import BUDGET, COMMA_FORM, EXACT_FORM, FLAGS, LEGAL_OF, OWN, WORDS_AT, Book
from leakscan.screening.kernels import kernel
from leakscan.screening.text import Text
from leakscan.screening.walk import (
    COMMA,
    FIRST,
    FORM,
    GOOD,
    GUESSED,
    LAST,
    OF,
    OWN_EDITS,
    SHARED_EDITS,
    STRANGE,
    TAKEN,
)

MORE_SHARED = 2
# How many letters met as they should be the entry's own legal form is worth.
BY_LEGAL_FORM = 4


@kernel
def bears(text: Text, mine: Any, book: Book, laid: Sequence[int]) -> bool:
    """Whether a form bears so many edits, and guesses are borne by what was met as it should be."""
    form = laid[FORM]
    if (laid[OWN_EDITS] or laid[SHARED_EDITS]) and not _bears_edits(book, laid):
        return False
    if book.forms[form, FLAGS] & COMMA_FORM and not (laid[COMMA] or laid[OF]):
        return False
    if laid[OWN_EDITS] < 2 and laid[GUESSED] and _has_own_legal_form(text, mine, book, laid):
        return laid[GOOD] + BY_LEGAL_FORM >= max(12 * bool(laid[STRANGE]), 5 * laid[GUESSED] + 3 * laid[TAKEN])
    if laid[STRANGE]:
        return laid[GOOD] >= 12 and book.forms[form, OWN] > 2
    return laid[GOOD] >= 5 * laid[GUESSED] + 3 * laid[TAKEN]


@kernel
def _bears_edits(book: Book, laid: Sequence[int]) -> bool:
    form, budget = laid[FORM], book.forms[laid[FORM], BUDGET]
    if book.forms[form, FLAGS] & EXACT_FORM or laid[OWN_EDITS] > budget:
        return False
    words = book.forms[form + 1, WORDS_AT] - book.forms[form, WORDS_AT]
    return laid[OWN_EDITS] + laid[SHARED_EDITS] <= budget + MORE_SHARED * (book.forms[form, OWN] < words)


@kernel
def _has_own_legal_form(text: Text, mine: Any, book: Book, laid: Sequence[int]) -> bool:
    """Whether the legal form of the entry stands behind, which tells that a word near to its own is its own."""
    own = book.forms[laid[FORM], LEGAL_OF]
    return own > 0 and legal_after(text, mine, book, laid[FIRST], laid[LAST], own)[1] == own
