"""Forms laid at the places where they may lie, each accepted or refused; the commonest case for all places at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leakscan.screening.book import Book
from leakscan.screening.judge import judge
from leakscan.screening.likely_at_once import may_lie_at_once
from leakscan.screening.rows import runs
from leakscan.screening.spots import Spots
from leakscan.screening.text import Text, plainly
from leakscan.screening.walk import FIELDS, is_in_a_row, lay
from leakscan.screening.whole_cells import cell_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]


def laid_forms(text: Text, mine: NDArray[np.int32], book: Book, spots: Spots) -> Whole:
    """The accepted forms, a row of numbers each (see :mod:`leakscan.screening.walk`).

    Args:
        text: the words of a text, as arrays.
        mine: what their numbers say.
        book: the forms.
        spots: where to lay which.
    """
    import numpy as np

    owners, postings = runs(spots.firsts, spots.lasts - spots.firsts)
    places, forms = spots.places[owners].astype(np.int64), book.postings[postings, 0]
    at = book.postings[postings, 1].astype(np.int64)
    likely = np.flatnonzero(may_lie_at_once(text, mine, book, places, at, forms))
    places, at, forms = places[likely], at[likely], forms[likely]
    rest, rows, laid = cell_rows(text, mine, book, places, at, forms)
    others = _one_by_one(
        text, mine, book, laid, zip(forms[rest].tolist(), at[rest].tolist(), places[rest].tolist(), strict=True)
    )
    return np.concatenate((rows, others))


def _one_by_one(text: Text, mine: NDArray[np.int32], book: Book, ready: Whole, candidates: Any) -> Whole:
    """The accepted of forms that are laid already, and of those that may lie at a place."""
    import numpy as np

    numbers: Any = mine.data
    words, plain_book = plainly(text), plainly(book)
    found = [row for row in ready.tolist() if judge(words, numbers, plain_book, row)]
    known = set()
    laid = [0] * FIELDS
    for form, at, place in candidates:
        if (form, place - at) in known or not lay(words, numbers, plain_book, form, at, place, laid):
            continue
        if is_in_a_row(plain_book, laid):
            known.add((form, place - at))
        if judge(words, numbers, plain_book, laid):
            found.append(laid[:])
    return np.array(found, np.int64).reshape(len(found), FIELDS)
