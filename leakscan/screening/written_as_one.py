"""Forms with two words written as one that is a word of another name: MetLife SmallCap beside MetLife Small Cap.

Words written as one that no name has are taken apart in the text (:mod:`leakscan.screening.segments`); one that a
name has stays whole there, so that names which have it in two need a form with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.screening.book import COMMA_FORM, EXACT_FORM, SHARED
from leakscan.screening.segments import SHORTEST, SHORTEST_PART

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakscan.screening.gather import Gathered

    Whole = NDArray[np.int64]

_LEAST_WORDS, _LOW = 3, (1 << 32) - 1
_RULE, _COST = "words split or joined", 4


def add_written_as_one(found: Gathered) -> None:
    """Add such forms of names as they are, each with one pair of words as one; of names of two words there are none."""
    import numpy as np

    lengths, ids = np.array(found.lengths, np.int64), np.array(found.ids, np.int64)
    starts, owners = np.cumsum(lengths) - lengths, np.repeat(np.arange(len(lengths)), lengths)
    asked = COMMA_FORM | EXACT_FORM | SHARED
    plain = (np.array(found.form_rules) == found.rules.get("", -1)) & (np.array(found.flags, np.uint8) & asked == 0)
    left = np.flatnonzero((owners[1:] == owners[:-1]) & (plain & (lengths >= _LEAST_WORDS))[owners[:-1]])
    as_one = _joined(found, ids[left], ids[left + 1])
    some = np.flatnonzero(as_one)
    for place, form, word in zip(*(column[some].tolist() for column in (left, owners[left], as_one)), strict=True):
        begin = int(starts[form])
        own = [*found.ids[begin:place], word, *found.ids[place + 2 : begin + found.lengths[form]]]
        found.add_again(form, own, _RULE, _COST, EXACT_FORM)


def _joined(found: Gathered, left: Whole, right: Whole) -> Whole:
    """The numbers of the words that pairs of words make as one, 0 for those that make none."""
    import numpy as np

    words = ["", *found.words]
    pairs, back = np.unique(left << 32 | right, return_inverse=True)
    return np.array([_as_one(found, words[pair >> 32], words[pair & _LOW]) for pair in pairs.tolist()], np.int64)[back]


def _as_one(found: Gathered, left: str, right: str) -> int:
    """As :func:`_joined`, for two words; numbers stay apart."""
    if min(len(left), len(right)) < SHORTEST_PART or len(left) + len(right) < SHORTEST:
        return 0
    return 0 if left[-1].isdigit() and right[0].isdigit() else found.words.get(left + right, 0)
