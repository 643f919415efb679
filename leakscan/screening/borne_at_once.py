"""Whether forms bear the differences they were laid with, for many at once; as :mod:`leakscan.screening.bearing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.screening.bearing import BY_LEGAL_FORM, MORE_SHARED
from leakscan.screening.book import BUDGET, COMMA_FORM, EXACT_FORM, FLAGS, OWN, WORDS_AT, Book
from leakscan.screening.meanings import TRAITS
from leakscan.screening.near import TWO_EDITS
from leakscan.screening.text import NUMBER, SIZE, Text
from leakscan.screening.traits import EXACT, KNOWN
from leakscan.screening.walk import (
    BRIDGED,
    BRIDGES,
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

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]


def are_borne(book: Book, rows: Whole, legal: Truths) -> Truths:
    """Which forms bear their edits and guesses, where none has a comma.

    Args:
        book: the forms.
        rows: forms as laid.
        legal: behind which the legal form of their entry stands.
    """
    import numpy as np

    forms = rows[:, FORM]
    own, words = book.forms[:, OWN][forms], book.forms[:, WORDS_AT][forms + 1] - book.forms[:, WORDS_AT][forms]
    budget, edits = book.forms[:, BUDGET][forms], rows[:, OWN_EDITS] + rows[:, SHARED_EDITS]
    found = ((book.forms[:, FLAGS][forms] & EXACT_FORM) == 0) & (rows[:, OWN_EDITS] <= budget)
    found = (found & (edits <= budget + MORE_SHARED * (own < words))) | (edits == 0)
    found &= ((book.forms[:, FLAGS][forms] & COMMA_FORM) == 0) | (rows[:, OF] > 0)
    good, strange, asked = rows[:, GOOD], rows[:, STRANGE] > 0, 5 * rows[:, GUESSED] + 3 * rows[:, TAKEN]
    by_legal = good + BY_LEGAL_FORM >= np.maximum(12 * strange, asked)
    by_itself = np.where(strange, (good >= 12) & (own > 2), good >= asked)
    told: Truths = found & np.where(legal & (rows[:, OWN_EDITS] < 2) & (rows[:, GUESSED] > 0), by_legal, by_itself)
    return told


def are_misspelt(text: Text, mine: NDArray[np.int32], rows: Whole, legal: Truths) -> Truths:
    """Which names of ordinary words are misspelt, not others: as :mod:`leakscan.screening.judge` tells it.

    Args:
        text: the words of a text, as arrays.
        mine: what their numbers say.
        rows: forms as laid.
        legal: behind which a legal form stands.
    """
    import numpy as np

    places, made = rows[:, BRIDGED], rows[:, OWN_EDITS] + rows[:, SHARED_EDITS]
    size = text.words[:, SIZE][places]
    found: Truths = (rows[:, BRIDGES] == 1) & (made <= np.where(size < TWO_EDITS, 1, 2))
    found &= (mine[:, TRAITS][text.words[:, NUMBER][places]] & (KNOWN | EXACT)) == 0
    return found & (size >= np.where(rows[:, FIRST] != rows[:, LAST], 4, np.where(legal, 5, 7)))
