"""Forms that lie word by word as they should, but amid other words, where ordinary words and parts of names are none.

Without a compiler these are refused for all places at once. Each rule here is one of :mod:`leakscan.screening.judge`
for the commonest surroundings; what none of them refuses is judged there.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.book import COMMA_FORM, CONTEXT, FLAGS, OWN, SHARED, SHARED_BY, WORDS_AT, Book
from leakscan.screening.cells import MAY_BEGIN, MAY_END, TIES
from leakscan.screening.chars import COLON, DIGIT, DOT, HYPHEN, LOWER, OPEN, SPACE, UPPER, WIDE
from leakscan.screening.legal_at_once import legal_forms_at, may_be_legal
from leakscan.screening.meanings import LEGAL_WORD, TRAITS
from leakscan.screening.text import END, NUMBER, SIZE, START, Text, kinds_at
from leakscan.screening.traits import ALPHA, COMMON, OF_FOR, STATE, STOPS

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]


class _Beside(NamedTuple):
    """Words beside forms: where they stand, their traits, whether legal forms have them and whether one space parts."""

    places: Whole
    traits: NDArray[np.int32]
    legal: Truths
    spaced: Truths


def are_no_names(
    text: Text, mine: NDArray[np.int32], book: Book, first: Whole, last: Whole, of: Truths, forms: NDArray[np.int32]
) -> Truths:
    """Which forms cannot be names where they lie; never too many.

    Args:
        text: the words of a text, as arrays.
        mine: what their numbers say.
        book: the forms.
        first: the first word of each form, as it should be.
        last: the last word, likewise.
        of: whether "of" stands between two of its words.
        forms: those.
    """
    flags = book.forms[forms, FLAGS]
    before, after = _beside(text, mine, first, -1), _beside(text, mine, last, 1)
    bare = ~may_be_legal(text, mine, last + 1)
    amid = _begins_nowhere(text, mine, first, before) | (_ends_nowhere(text, last) & bare)
    part = _follow_a_name(text, book, before, forms) & ((after.traits & OF_FOR) == 0)
    context, single = (flags & CONTEXT) > 0, first == last
    ordinary = context & bare & (_small(text, mine, first, last) | _has_name(text, after))
    glued = single & bare & _is_glued(text, first, last)
    legal = context & single & _are_legal_forms(text, mine, book, first)
    turned = ((flags & COMMA_FORM) > 0) & ~of  # with a comma inside words are not tied
    return turned | (amid & (((flags & SHARED) > 0) | part | ordinary | glued | legal))


def _beside(text: Text, mine: NDArray[np.int32], places: Whole, step: int) -> _Beside:
    import numpy as np

    beside = places + step
    inside = (beside >= 0) & (beside < len(text.words))
    beside = np.where(inside, beside, places)
    numbers, left = text.words[beside, NUMBER], np.minimum(places, beside)
    end = text.words[left, END]
    spaced = inside & (text.words[np.maximum(places, beside), START] - end == 1) & (kinds_at(text.kinds, end) == SPACE)
    return _Beside(beside, mine[numbers, TRAITS] * inside, (mine[numbers, LEGAL_WORD] > 0) & inside, spaced)


def _are_legal_forms(text: Text, mine: NDArray[np.int32], book: Book, places: Whole) -> Truths:
    """Whether words are but the beginnings of legal forms: Private Limited."""
    import numpy as np

    found = np.zeros(len(places), np.bool_)
    some = np.flatnonzero(may_be_legal(text, mine, places))
    found[some] = legal_forms_at(text, mine, book, places[some])[0] > 1
    return found


@cache
def _none_of(kinds: Collection[int]) -> Truths:
    """By kind, whether it is none of some."""
    import numpy as np

    found = np.ones(256, np.bool_)
    found[list(kinds)] = False
    return found


def _ends_nowhere(text: Text, last: Whole) -> Truths:
    """Whether no cell ends behind words; as :func:`leakscan.screening.cells.closes`, never too often."""
    end, none = text.words[last, END], _none_of(MAY_END)
    kinds, behind, further = (kinds_at(text.kinds, end + n) for n in range(3))
    opened = (behind == OPEN) & none[further] & (further != DIGIT)
    found: Truths = none[kinds] | (kinds == HYPHEN) | (kinds == COLON) | ((kinds == SPACE) & (none[behind] | opened))
    return found | ((kinds == DOT) & none[behind])


def _begins_nowhere(text: Text, mine: NDArray[np.int32], first: Whole, before: _Beside) -> Truths:
    """Whether no cell begins before words, nor before "the" or a legal form's word before them; never too often."""
    import numpy as np

    told = mine[text.words[np.maximum(before.places - 1, 0), NUMBER], LEGAL_WORD] > 0
    alone = ((before.traits & STOPS) == 0) & ~before.legal
    return _opens_none(text, first) & (alone | (_opens_none(text, before.places) & ~told))


def _opens_none(text: Text, first: Whole) -> Truths:
    start, none = text.words[first, START], _none_of(MAY_BEGIN)
    kinds = kinds_at(text.kinds, start - 1)
    found: Truths = none[kinds] | ((kinds == SPACE) & none[kinds_at(text.kinds, start - 2)])
    return found


def _small(text: Text, mine: NDArray[np.int32], first: Whole, last: Whole) -> Truths:
    """Whether the first or last word is written small, and is no stop word."""
    heads, tails = (text.kinds[text.words[places, START]] == LOWER for places in (first, last))
    found: Truths = heads | (tails & ((mine[text.words[last, NUMBER], TRAITS] & STOPS) == 0))
    return found


def _has_name(text: Text, after: _Beside) -> Truths:
    """Whether a further word with a capital stands right behind."""
    upper = text.kinds[text.words[after.places, START]] == UPPER
    found: Truths = after.spaced & upper & ((after.traits & (STOPS | STATE)) == 0)
    return found


def _follow_a_name(text: Text, book: Book, before: _Beside, forms: NDArray[np.int32]) -> Truths:
    """Whether an unknown word with a capital stands right before words that say little: they are part of its name."""
    strange = ((before.traits & ALPHA) > 0) & ((before.traits & (STOPS | COMMON)) == 0) & ~before.legal
    strange &= before.spaced & (text.words[before.places, SIZE] > 2)
    strange &= text.kinds[text.words[before.places, START]] == UPPER
    shared = book.vocabulary[book.words[book.forms[forms + 1, WORDS_AT] - 1], SHARED_BY] > 0
    found: Truths = strange & (shared | (book.forms[forms, OWN] < 2))
    return found


def _is_glued(text: Text, first: Whole, last: Whole) -> Truths:
    """As :func:`leakscan.screening.cells.is_glued`."""
    start, end, ties = text.words[first, START], text.words[last, END], ~_none_of(TIES)
    ahead, behind = kinds_at(text.kinds, start - 2), kinds_at(text.kinds, end + 1)
    before = ties[kinds_at(text.kinds, start - 1)] & (ahead >= UPPER) & (ahead <= WIDE)
    found: Truths = before | (ties[kinds_at(text.kinds, end)] & (behind >= UPPER) & (behind <= WIDE))
    return found
