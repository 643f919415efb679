"""The forms of all entries as arrays of numbers, as laying them over a text needs them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.screening.kernels import kernel
from leakscan.screening.tables import frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What a form asks for: ordinary words, which need capitals, a legal form or a cell of their own; no word that tells it
# from others; a comma or "of" inside; no edits; a police, sheriff's or fire agency or a school, which have states.
CONTEXT, SHARED, COMMA_FORM, EXACT_FORM, AGENCY = (1 << n for n in range(5))
# Postings: a pair of neighbours, the words at either side of one, a word.
PAIR, SKIP_PAIR, SINGLE = range(3)
# By form: where its words begin, what it asks for, the edits its own words bear, cost in hundredths, state, kind of
# place taken off, class of its legal form, kinds of bodies in it (two columns of bits), how many words are its own.
WORDS_AT, FLAGS, BUDGET, COST, STATE_OF, LOCALITY, LEGAL_OF, KINDS_LOW, KINDS_HIGH, OWN = range(10)
# By word of the vocabulary: whether organisations share it, its traits, where its spellings begin.
SHARED_BY, TRAITS_OF, SPELLINGS_AT = range(3)
# By slot of the tree of legal forms: (node, word), the next node, the class of the form that ends there.
KEY, NODE, CLASS = range(3)
# By word of the vocabulary, in bits: how many letters a word may have that stands for it, how many two halves of it
# have together (both up to MOST_SIZED), and by :func:`letter_bits` what its spellings begin and end with.
SIZES, BOTH_SIZES, FIRST_LETTERS, LAST_LETTERS = range(4)
MOST_SIZED = 31
KIND_BITS = 30


class Book(NamedTuple):
    """Tables with the columns above; the words of forms one behind the other, the letters of spellings likewise.

    ``masks`` say which letters each spelling has, a bit for each (:func:`letter_bits`); ``outlines`` are
    what all spellings of a word are like.

    ``runs`` has for each anchor where its postings begin and where those that ask for a strange neighbour do;
    ``postings`` are forms with the place of the anchor's first word in them, the word before that and the two behind
    it, 0 for none.
    """

    forms: Any
    words: Any
    vocabulary: Any
    letters_at: Any
    letters: Any
    masks: Any
    outlines: Any
    legal: Any
    runs: Any
    postings: Any


_COLUMNS = {"forms": 10, "vocabulary": 3, "outlines": 4, "legal": 3, "runs": 2, "postings": 5}


@kernel
def legal_slot(node: Any, word: Any) -> Any:
    """Where in the tree of legal forms to look first for a step, but for the table's size; of arrays for each.

    One word follows hundreds of nodes (Ltd), so that both have to tell where.
    """
    return (word * 40503 + node * 25717) >> 2


def letter_bits(letters: NDArray[Any]) -> NDArray[np.uint32]:
    """A bit for each letter, by the last five bits of its code."""
    import numpy as np

    return np.uint32(1) << (letters.astype(np.uint32) & np.uint32(31))


def book_of(arrays: Mapping[str, NDArray[Any]]) -> Book:
    """The book from the arrays of an index."""
    return Book(*(_shaped(name, arrays[f"book.{name}"]) for name in Book._fields))


def _shaped(name: str, array: NDArray[Any]) -> NDArray[Any]:
    return frozen(array.reshape(-1, _COLUMNS[name]) if name in _COLUMNS else array)
