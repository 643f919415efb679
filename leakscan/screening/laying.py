"""Forms laid at the places where they may lie, each accepted or refused; the commonest case for all places at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.screening.book import Book
from leakscan.screening.judge import judge
from leakscan.screening.likely_at_once import may_lie_at_once
from leakscan.screening.near_rows import BEFORE, near_rows
from leakscan.screening.once import different, firsts
from leakscan.screening.repeated import Fate, Repeated, met_often
from leakscan.screening.rows import runs
from leakscan.screening.spots import Spots
from leakscan.screening.text import Text, plainly
from leakscan.screening.walk import FIELDS, FIRST, FORM, is_in_a_row, lay
from leakscan.screening.whole_cells import are_many, cell_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]

# With a form to try for each so many words, or more, several anchors lead to the same place; in prose hardly two.
DENSE = 4


def laid_forms(text: Text, mine: NDArray[np.int32], book: Book, spots: Spots) -> Whole:
    """The accepted forms, a row of numbers each (see :mod:`leakscan.screening.walk`).

    Args:
        text: the words of a text, as arrays.
        mine: what their numbers say.
        book: the forms.
        spots: where to lay which.
    """
    import numpy as np

    places, at, forms = _likely(text, mine, book, spots)
    begun = firsts(forms.astype(np.int64) << 32 | (places - at + len(book.words)))
    heads = np.flatnonzero(begun == np.arange(len(begun)))
    rest, rows, laid = cell_rows(text, mine, book, places[heads], at[heads], forms[heads])
    rest = heads[rest]
    others = _laid(text, mine, book, places[rest], at[rest], forms[rest], laid)
    # From their other words only forms are laid that may lie otherwise from there.
    open_ = np.zeros(len(places), np.bool_)
    open_[rest[~others.alike]] = True
    left = np.flatnonzero(open_[begun] & (begun < np.arange(len(begun))))
    more = _laid(text, mine, book, places[left], at[left], forms[left], laid[:0])
    order = np.argsort(np.append(np.append(rest, BEFORE)[others.named], left[more.named]), kind="stable")
    return np.concatenate((rows, np.concatenate((others.rows, more.rows))[order]))


def _likely(text: Text, mine: NDArray[np.int32], book: Book, spots: Spots) -> tuple[Whole, Whole, NDArray[np.int32]]:
    """The places where forms may lie, the word of each that lies there, and those forms."""
    import numpy as np

    owners, postings = runs(spots.firsts, spots.lasts - spots.firsts)
    places, forms = spots.places[owners].astype(np.int64), book.postings[postings, 0]
    at = book.postings[postings, 1].astype(np.int64)
    if len(places) * DENSE > len(text.words):
        tried = different(places, at, forms)
        places, at, forms = places[tried], at[tried], forms[tried]
    likely = np.flatnonzero(may_lie_at_once(text, mine, book, places, at, forms))
    return places[likely], at[likely], forms[likely]


def _rows_of(found: Sequence[list[int]]) -> Whole:
    import numpy as np

    return np.array(found, np.int64).reshape(len(found), FIELDS)


class _Laid(NamedTuple):
    """Of forms that may lie: whether they lie, and lie so from each of their words; which are names, and their rows.

    ``named`` is ``BEFORE`` for those that were laid before.
    """

    alike: Truths
    named: Whole
    rows: Whole


def _laid(
    text: Text,
    mine: NDArray[np.int32],
    book: Book,
    places: Whole,
    at: Whole,
    forms: NDArray[np.int32],
    before: Whole,
) -> _Laid:
    """Forms that may lie with a word of theirs at places, many of which are told at once; and rows laid ``before``."""
    import numpy as np

    if not are_many(text, len(places)):
        fates = _one_by_one(text, mine, book, places, at, forms)
        kept = [(BEFORE, row) for row in _judged(text, mine, book, before) if row]
        kept += [(n, row) for n, (_, row) in enumerate(fates) if row]
        alike = np.array([lies for lies, _ in fates], np.bool_)
        return _Laid(alike, np.array([n for n, _ in kept], np.int64), _rows_of([row for _, row in kept]))
    near = near_rows(text, mine, book, places, at, forms, before)
    rest = near.rest
    fates = _one_by_one(text, mine, book, places[rest], at[rest], forms[rest])
    alike = np.zeros(len(places), np.bool_)
    alike[near.alike] = True
    alike[rest] = [lies for lies, _ in fates]
    judged = [*_judged(text, mine, book, near.laid), *(row for _, row in fates)]
    named = np.concatenate((near.open, rest))[np.array([row is not None for row in judged], np.bool_)]
    rows = np.concatenate((near.rows, _rows_of([row for row in judged if row])))
    return _Laid(alike, np.concatenate((near.accepted, named)), rows)


def _judged(text: Text, mine: NDArray[np.int32], book: Book, laid: Whole) -> list[list[int] | None]:
    """Forms that are laid already, None for those that are not accepted."""
    numbers: Any = mine.data
    words, plain_book = plainly(text), plainly(book)
    first, forms = laid[:, FIRST], laid[:, FORM]
    met = met_often(text, first, forms)
    repeated = Repeated(text, book, any(met))
    found: list[list[int] | None] = []
    for row, form, place, often in zip(laid.tolist(), forms.tolist(), first.tolist(), met, strict=True):
        key = repeated.key(form, 0, place) if often else None
        fate = repeated.fate(key, place)
        if fate is None:
            fate = True, row if judge(words, numbers, plain_book, row) else None
            repeated.keep(key, place, fate)
        found.append(fate[1])
    return found


def _one_by_one(
    text: Text, mine: NDArray[np.int32], book: Book, places: Whole, at: Whole, forms: NDArray[np.int32]
) -> list[Fate]:
    """Whether forms that may lie with a word of theirs at places lie word by word; their rows if they are accepted."""
    numbers: Any = mine.data
    words, plain_book = plainly(text), plainly(book)
    met = met_often(text, places, forms, at)
    repeated = Repeated(text, book, any(met))
    found: list[Fate] = []
    known, laid = set(), [0] * FIELDS
    for form, n, place, often in zip(forms.tolist(), at.tolist(), places.tolist(), met, strict=True):
        if (form, place - n) in known:
            found.append((True, None))
            continue
        key = repeated.key(form, n, place) if often else None
        fate = repeated.fate(key, place)
        if fate is None:
            lies = lay(words, numbers, plain_book, form, n, place, laid)
            straight = lies and is_in_a_row(plain_book, laid)
            fate = straight, laid[:] if lies and judge(words, numbers, plain_book, laid) else None
            repeated.keep(key, place, fate)
        if fate[0]:
            known.add((form, place - n))
        found.append(fate)
    return found
