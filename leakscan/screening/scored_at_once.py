"""Scores of accepted forms, for many at once; as :mod:`leakscan.screening.judge` fills them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.screening.book import CONTEXT, COST, FLAGS, LEGAL_OF, STATE_OF, WORDS_AT, Book
from leakscan.screening.judge import LEAST, WHOLE
from leakscan.screening.text import END, START, Text
from leakscan.screening.walk import (
    FIRST,
    FORM,
    GUESSED,
    LAST,
    LEGAL_ODD,
    LEGAL_WORDS,
    LOOKS,
    MERIT,
    OWN_EDITS,
    SCORE,
    SHARED_EDITS,
    SPLITS,
    STRANGE,
    TAKEN,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]

# Names of fewer words may be longer ones where a further word with a capital stands beside them.
_FEW = 3


def fill_scores(
    text: Text, book: Book, rows: Whole, legal: Whole, sorts: Whole, odd: Truths, named: Truths, states: Whole
) -> None:
    """Fill in the score and merit of forms, and make legal forms part of them.

    Args:
        text: the words of a text, as arrays.
        book: the forms.
        rows: forms as laid.
        legal: how many words of a legal form are behind each.
        sorts: its class, 0 for none.
        odd: which of these are misspelt.
        named: beside which a further word with a capital stands.
        states: the state beside each by number, 0 for none.
    """
    import numpy as np

    first, forms = rows[:, FIRST], rows[:, FORM]
    rows[:, LAST] += legal
    rows[:, LEGAL_WORDS], rows[:, LEGAL_ODD] = legal, odd
    own = book.forms[:, STATE_OF][forms]
    unlike = _unlike_itself(rows) + np.where(own > 0, 200, 100) * (own != states) + 200 * odd
    unlike += 200 * np.where(legal > 0, sorts != book.forms[:, LEGAL_OF][forms], book.forms[:, LEGAL_OF][forms] > 0)
    few = book.forms[:, WORDS_AT][forms + 1] - book.forms[:, WORDS_AT][forms] < _FEW
    unlike += 600 * (named & few & (legal == 0)) + 500 * (((book.forms[:, FLAGS][forms] & CONTEXT) > 0) & (legal == 0))
    rows[:, SCORE] = np.maximum(LEAST, WHOLE - 100 * book.forms[:, COST][forms].astype(np.int64) - unlike)
    length = text.words[:, END][rows[:, LAST]] - text.words[:, START][first]
    rows[:, MERIT] = 100 * length + 3 * rows[:, SCORE] + 4_000 * (rows[:, LAST] - first)


def _unlike_itself(rows: Whole) -> Whole:
    """What differences of forms from their own words take off."""
    unlike: Whole = 600 * (rows[:, OWN_EDITS] + rows[:, SHARED_EDITS]) + 200 * rows[:, LOOKS] + 400 * rows[:, SPLITS]
    return unlike + 300 * (rows[:, GUESSED] + rows[:, TAKEN]) + 600 * rows[:, STRANGE]
