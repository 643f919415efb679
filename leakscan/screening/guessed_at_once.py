"""Words guessed to be wanted ones, for many at once; as :mod:`leakscan.screening.walk` guesses them one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.alike_at_once import edits_at_once
from leakscan.screening.book import SHARED_BY, SPELLINGS_AT, Book
from leakscan.screening.hashing import LONGEST
from leakscan.screening.meanings import TRAITS
from leakscan.screening.rows import runs
from leakscan.screening.text import END, NUMBER, SIZE, START, Text
from leakscan.screening.traits import COMPARABLE, EXACT, KNOWN, SHARED_WORD, STOPS
from leakscan.screening.walk import LEAST_GUESSED, LONG_ENOUGH, SEVEN

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]

TOO_MANY = 3


class Guessed(NamedTuple):
    """By word: its edits, 3 for one that cannot be the wanted one; whether it is a word of its own.

    And what else has to be met, since it is another name's or short, as ``leakscan.screening.walk.TAKEN`` counts it.
    """

    edits: Whole
    strange: Truths
    taken: Whole


def guessed_at_once(
    text: Text, mine: NDArray[np.int32], book: Book, places: Whole, wanted: NDArray[np.int32]
) -> Guessed:
    """How near words of a text are to wanted ones, of which they have no reading.

    Args:
        text: the words of a text, as arrays.
        mine: what their numbers say.
        book: the forms and their words.
        places: words of the text.
        wanted: a word of the book for each.
    """
    import numpy as np

    told = mine[:, TRAITS][text.words[:, NUMBER][places]]
    made, unlike = np.full(len(places), TOO_MANY), np.zeros(len(places), np.int64)
    some = np.flatnonzero(((told & COMPARABLE) > 0) & ((told & STOPS) == 0))
    made[some], unlike[some] = _nearest(text, book, places[some], wanted[some])
    shared = book.vocabulary[:, SHARED_BY][wanted] > 0
    strange = ((told & KNOWN) > 0) & (((told & SHARED_WORD) > 0) | ~shared)
    return Guessed(made, strange, ((told & EXACT) > 0) + unlike)


def _nearest(text: Text, book: Book, places: Whole, wanted: NDArray[np.int32]) -> tuple[Whole, Whole]:
    """The edits from the nearest spelling, 3 for none; what is to be met beside it, since it is short."""
    import numpy as np

    first = book.vocabulary[:, SPELLINGS_AT][wanted]
    owners, spellings = runs(first, book.vocabulary[:, SPELLINGS_AT][wanted + 1] - first)
    letters = book.letters_at[spellings + 1] - book.letters_at[spellings]
    most = np.where(letters < LONG_ENOUGH, 1, 2)
    alike = _ends_alike(text, places[owners], book, spellings)
    fits = (letters >= LEAST_GUESSED) & (letters <= LONGEST) & (alike > 0)
    fits &= np.abs(text.words[:, SIZE][places[owners]] - letters) <= most
    owners, spellings, letters, alike = owners[fits], spellings[fits], letters[fits], alike[fits]
    edits = edits_at_once(text, places[owners], book, spellings)
    order = np.lexsort((edits, owners))  # of equally near spellings the first
    nearest = order[np.diff(owners[order], prepend=-1) > 0]
    made, unlike = np.full(len(places), TOO_MANY), np.zeros(len(places), np.int64)
    made[owners[nearest]] = edits[nearest]
    short = (letters < SEVEN) & (edits == 2)
    unlike[owners[nearest]] = np.where(short, np.where(alike > 1, 1, 3), 0)[nearest]
    return made, unlike


def _ends_alike(text: Text, places: Whole, book: Book, spellings: Whole) -> Whole:
    """How many of the first and last letters are those of spellings."""
    import numpy as np

    heads, tails = text.words[:, START][places], text.words[:, END][places] - 1
    first = text.low[heads] == book.letters[book.letters_at[spellings]]
    last = text.low[tails] == book.letters[book.letters_at[spellings + 1] - 1]
    found: Whole = first.astype(np.int64) + last
    return found
