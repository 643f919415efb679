"""States beside names, at many places at once; as :mod:`leakscan.screening.around` finds them one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.screening.cells_at_once import of_kinds
from leakscan.screening.chars import CASELESS, COLON, COMMA, DIGIT, HYPHEN, LOWER, OPEN, SPACE, UPPER
from leakscan.screening.meanings import STATE_CODE, TRAITS
from leakscan.screening.rows import runs
from leakscan.screening.text import END, NUMBER, START, Text
from leakscan.screening.traits import STATE, STATE_NAME

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Truths = NDArray[np.bool_]

# What may stand between a name and its state, and how many of these.
_BETWEEN, _WIDEST = (SPACE, COMMA, HYPHEN, OPEN, COLON), 3


def states_beside(text: Text, mine: NDArray[np.int32], first: Whole, last: Whole) -> Whole:
    """The states right behind names, or else right before them, by number; 0 for none.

    Args:
        text: the words of a text, as arrays.
        mine: what their numbers say.
        first: the first word of each name.
        last: its last word.
    """
    import numpy as np

    found = np.zeros(len(first), np.int64)
    for places, left in ((first - 1, first - 1), (last + 1, last)):  # the one behind counts
        some = np.flatnonzero((left >= 0) & (left + 1 < len(text.words)))
        some = some[_are_states(text, mine, places[some])]
        some = some[_are_near(text, left[some])]
        found[some] = mine[:, STATE_CODE][text.words[:, NUMBER][places[some]]]
    return found


def _are_states(text: Text, mine: NDArray[np.int32], places: Whole) -> Truths:
    """Which words are names of states with a capital, or their codes in capitals."""
    import numpy as np

    told = mine[:, TRAITS][text.words[:, NUMBER][places]]
    starts = text.words[:, START][places]
    named = (told & STATE_NAME) > 0
    found: Truths = named & (text.kinds[starts] == UPPER)
    codes = np.flatnonzero(~named & ((told & STATE) > 0))
    owners, at = runs(starts[codes], text.words[:, END][places[codes]] - starts[codes])
    found[codes] = True
    found[codes[owners[of_kinds((LOWER, CASELESS, DIGIT))[text.kinds[at]]]]] = False
    return found


def _are_near(text: Text, left: Whole) -> Truths:
    """Between which words and the next ones one to three signs stand that may be between a name and its state."""
    start, end = text.words[:, END][left], text.words[:, START][left + 1]
    found: Truths = (end > start) & (end - start <= _WIDEST)
    for n in range(_WIDEST):
        found &= (start + n >= end) | of_kinds(_BETWEEN)[text.kinds.take(start + n, mode="clip")]
    return found
