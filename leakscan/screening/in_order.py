"""Forms that lie word by word as they should, with stop words between at most, found for all places at once.

A stop word between two words of a form reads as neither of them, so that from each word of it the same comes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.book import Book
from leakscan.screening.meanings import TRAITS
from leakscan.screening.side_by_side import gaps_of, side_by_side
from leakscan.screening.text import NUMBER, SIZE, Text
from leakscan.screening.traits import EXACT, MERGED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]

_NOWHERE = -1


class InOrder(NamedTuple):
    """By form: its first and last word in the text, -1 where it lies not so.

    And whether "of" is between; how many letters were met; between how many words there is nothing at all.
    """

    first: Whole
    last: Whole
    of: Truths
    good: Whole
    splits: Whole


def in_order(
    text: Text, mine: NDArray[np.int32], book: Book, places: Whole, at: Whole, forms: NDArray[np.int32]
) -> InOrder:
    """Where forms lie of which the word ``at`` is at a place of the text."""
    import numpy as np

    if not len(forms):
        return InOrder(places, places, places < 0, places, places)
    pairs = side_by_side(text, mine, book, places, at, forms)
    fits = ~pairs.unclear
    fits[pairs.owners[~(pairs.inside & _reads(text, mine, pairs.places, pairs.wanted))]] = False
    gaps = gaps_of(text, mine, pairs, fits)
    fits[pairs.owners[gaps.later[gaps.open]]] = False
    fits &= ~gaps.commas
    ends = np.append(pairs.begins[1:], len(pairs.owners)) - 1
    first, last = (np.where(fits, pairs.places[rows], _NOWHERE) for rows in (pairs.begins, ends))
    good = np.add.reduceat(text.words[:, SIZE][pairs.places], pairs.begins, dtype=np.int64)
    return InOrder(first, last, gaps.of, good, gaps.splits)


def _reads(text: Text, mine: NDArray[np.int32], places: Whole, words: NDArray[np.int32]) -> Truths:
    """Whether words of the text are the wanted ones, as they are written."""
    numbers = text.words[:, NUMBER][places]
    exact = (mine[:, TRAITS][numbers] & (EXACT | MERGED)) == EXACT
    found: Truths = exact & (mine[:, 0][numbers] == words)
    return found
