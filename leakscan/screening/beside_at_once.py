"""Words beside forms, and the legal forms that begin with those behind, at many places at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.book import (
    LEGAL_OF,
    Book,
)
from leakscan.screening.cells_at_once import of_kinds
from leakscan.screening.chars import (
    BAR,
    COMMA,
    DOT,
    LOWER,
    NEWLINE,
    QUOTE,
    RETURN,
    SEMICOLON,
    SPACE,
    TAB,
    UPPER,
)
from leakscan.screening.legal_at_once import legal_forms_at
from leakscan.screening.meanings import LEGAL_WORD, TRAITS
from leakscan.screening.side_by_side import are_tied
from leakscan.screening.text import END, NUMBER, START, Text, kinds_at
from leakscan.screening.traits import (
    STATE,
    STATE_NAME,
    STOPS,
    WEAK_LEGAL,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]

_STATES = STATE | STATE_NAME
# What parts words, right before a name or right behind one.
_PARTING = (NEWLINE, TAB, BAR, SEMICOLON)
# Between a name and its legal form there are so many signs at most, none of which is one of these.
_WIDEST, _ENDING = 3, (*_PARTING, RETURN, QUOTE)


class Beside(NamedTuple):
    """Words beside forms: where they stand, their traits, whether legal forms have them and whether one space parts.

    Small letters name no state. Those ``apart`` have a sign between that parts names, so that they tell nothing; before
    forms they count for none.
    """

    places: Whole
    ends: NDArray[np.int32]
    traits: NDArray[np.int32]
    legal: Truths
    spaced: Truths
    upper: Truths
    apart: Truths

    @property
    def names(self) -> Truths:
        """Which are parts of a longer name by their looks."""
        found: Truths = self.spaced & self.upper & ((self.traits & (STOPS | STATE)) == 0)
        return found


def beside_at_once(text: Text, mine: NDArray[np.int32], places: Whole, step: int) -> Beside:
    """The words behind others, or those before them (``step`` -1)."""
    import numpy as np

    beside = places + step
    inside = (beside >= 0) & (beside < len(text.words))
    sign = text.words[:, START][places] - 1 if step < 0 else text.words[:, END][places]
    apart = of_kinds(_PARTING)[kinds_at(text.kinds, sign)]
    if step < 0:
        inside &= ~apart
    beside = np.where(inside, beside, places)
    numbers, left = text.words[:, NUMBER][beside], np.minimum(places, beside)
    end = text.words[:, END][left]
    spaced = (
        inside & (text.words[:, START][np.maximum(places, beside)] - end == 1) & (kinds_at(text.kinds, end) == SPACE)
    )
    heads = text.kinds[text.words[:, START][beside]]
    upper, traits = heads == UPPER, mine[:, TRAITS][numbers] * inside
    traits &= np.where(heads == LOWER, ~_STATES, -1)
    return Beside(beside, end, traits, (mine[:, LEGAL_WORD][numbers] > 0) & inside, spaced, upper, apart)


def legal_behind(
    text: Text, mine: NDArray[np.int32], book: Book, forms: NDArray[np.int32], after: Beside
) -> tuple[Whole, Whole, Truths, Truths]:
    """The legal forms behind names, one or two, where there is no doubt: how many words, the class, if it is misspelt.

    And where there is none beyond doubt, though one might begin with the word there; a misspelt one is none but the
    name's own.
    """
    import numpy as np

    length, sorts = np.zeros(len(after.places), np.int64), np.zeros(len(after.places), np.int64)
    odd, none = np.zeros(len(after.places), np.bool_), np.zeros(len(after.places), np.bool_)
    few = np.flatnonzero(after.legal)
    own = book.forms[:, LEGAL_OF][forms[few]]
    words, classes, guessed = legal_forms_at(text, mine, book, after.places[few])
    more, further = _further(text, mine, book, after.places[few], words)
    one = _is_sure(text, after, few) & (words > 0) & (more >= 0)
    words, guessed = words + np.maximum(more, 0), guessed | further
    others = one & ((guessed & (classes != own)) | _begin_names(text, after, few, words))
    one &= ~others
    length[few[one]], sorts[few[one]], odd[few[one]] = words[one], classes[one], guessed[one]
    none[few[(words == 0) | others]] = True
    return length, sorts, odd, none


def _is_sure(text: Text, after: Beside, few: Whole) -> Truths:
    """Whether some words behind forms, if they begin a legal form, begin that of the name but where another begins."""
    start, places = after.ends[few], after.places[few]
    end = text.words[:, START][places]
    near = (end > start) & (end - start <= _WIDEST)
    for n in range(_WIDEST):
        near &= (start + n >= end) | ~of_kinds(_ENDING)[kinds_at(text.kinds, start + n)]
    comma = kinds_at(text.kinds, start) == COMMA
    near &= ~comma | (kinds_at(text.kinds, end - 1) == SPACE)
    found: Truths = near & (((after.traits[few] & WEAK_LEGAL) == 0) | (text.kinds[end] != LOWER))
    return found


def _begin_names(text: Text, after: Beside, few: Whole, words: Whole) -> Truths:
    """Which legal forms of so many words begin the next name behind a comma: AG of "Brovarnia, AG Zwirnhaus"."""
    import numpy as np

    last = after.places[few] + words - 1
    behind, end = np.minimum(last + 1, len(text.words) - 1), text.words[:, END][last]
    start = text.words[:, START][behind]
    weak = ((after.traits[few] & WEAK_LEGAL) > 0) & (kinds_at(text.kinds, after.ends[few]) == COMMA)
    found: Truths = weak & (start - end == 1) & (kinds_at(text.kinds, end) == SPACE) & (text.kinds[start] == UPPER)
    return found


def _further(text: Text, mine: NDArray[np.int32], book: Book, places: Whole, words: Whole) -> tuple[Whole, Truths]:
    """How many words one further legal form behind those at places has, 0 for none, and whether it is misspelt.

    Below 0 where it is open: there may be a third one, or what stands between may part them.
    """
    import numpy as np

    more, odd = _next_forms(text, mine, book, places, words)
    few = np.flatnonzero(more)
    behind = places[few] + words[few]
    third, _ = _next_forms(text, mine, book, behind, more[few])
    sure = _joins(text, behind, more[few]) & (third == 0)
    sure &= (mine[:, TRAITS][text.words[:, NUMBER][behind]] & WEAK_LEGAL) == 0
    more[few[~sure]] = -1
    return more, odd


def _joins(text: Text, places: Whole, words: Whole) -> Truths:
    """Whether a further legal form at places goes with the one before: behind a space, a point, or behind a comma.

    Behind a comma only where nothing follows it: SA of "Acme Inc, SA Brovarnia" begins the next name.
    """
    import numpy as np

    start, end = text.words[:, END][places - 1], text.words[:, START][places]
    start = start + (kinds_at(text.kinds, start) == DOT)
    comma = (end - start == 2) & (kinds_at(text.kinds, start) == COMMA) & (kinds_at(text.kinds, start + 1) == SPACE)
    last = places + words - 1
    behind = np.minimum(last + 1, len(text.words) - 1)
    ends = text.words[:, END][last]
    followed = (text.words[:, START][behind] - ends == 1) & (kinds_at(text.kinds, ends) == SPACE)
    found: Truths = are_tied(text, places - 1) | (comma & ~followed)
    return found


def _next_forms(text: Text, mine: NDArray[np.int32], book: Book, places: Whole, words: Whole) -> tuple[Whole, Truths]:
    """As :func:`legal_forms_at`, right behind legal forms of so many words; none over a line's or a cell's end."""
    import numpy as np

    behind = np.minimum(places + words, len(text.words) - 1)
    found = (behind == places + words) & (words > 0)
    end = text.words[:, END][behind - 1]
    end = end + (kinds_at(text.kinds, end) == DOT)
    some = np.flatnonzero(found & ~of_kinds(_PARTING)[kinds_at(text.kinds, end)])
    length, odd = np.zeros(len(places), np.int64), np.zeros(len(places), np.bool_)
    length[some], _, odd[some] = legal_forms_at(text, mine, book, behind[some])  # the "and" of "& Co" begins none
    return length, odd
