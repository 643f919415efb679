"""The forms of all entries as arrays of numbers, as laying them over a text needs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray

# What a form asks for: ordinary words, which need capitals, a legal form or a cell of their own; no word that tells it
# from others; a comma or "of" inside; no edits; a police, sheriff's or fire agency or a school, which have states.
CONTEXT, SHARED, COMMA_FORM, EXACT_FORM, AGENCY = (1 << n for n in range(5))
# Postings: a pair of neighbours, the words at either side of one, a word.
PAIR, SKIP_PAIR, SINGLE = range(3)


class Book(NamedTuple):
    """By form: where its words begin, what it asks for, the edits its own words bear, cost in hundredths, state, kind
    of place taken off, class of its legal form, kinds of bodies in it (two columns of bits), how many words are its own.
    By word: whether organisations share it, its traits, and its spellings, whose letters stand in ``letters``. Legal forms
    as a tree: slots of (node, word). Postings: a run of (form, place) for each anchor, those that ask for a strange
    neighbour behind ``middles``."""

    words_at: Sequence[int]
    words: Sequence[int]
    flags: Sequence[int]
    budgets: Sequence[int]
    costs: Sequence[int]
    states: Sequence[int]
    localities: Sequence[int]
    legal: Sequence[int]
    kinds: Sequence[int]
    own: Sequence[int]
    shared: Sequence[int]
    word_traits: Sequence[int]
    spellings_at: Sequence[int]
    letters_at: Sequence[int]
    letters: Sequence[int]
    legal_keys: Sequence[int]
    legal_nodes: Sequence[int]
    legal_classes: Sequence[int]
    runs: Sequence[int]
    middles: Sequence[int]
    forms: Sequence[int]
    places: Sequence[int]


def book_of(arrays: Mapping[str, NDArray[Any]]) -> Book:
    """The book from the arrays of an index."""
    return Book(*(arrays[f"book.{name}"] for name in Book._fields))  # type: ignore[arg-type]


def plainly(columns: Any) -> Any:
    """A tuple of arrays as one of buffers, whose items are plain integers."""
    return type(columns)(*(column.data for column in columns))
