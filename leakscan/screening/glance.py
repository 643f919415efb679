"""One look at every character and every word of a text; all that comes after looks at few of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.chars import codes_of
from leakscan.screening.joining import Joins, joins
from leakscan.screening.kernels import count_characters, is_fast
from leakscan.screening.meanings import SEVERAL, USED
from leakscan.screening.numbers import Lookup
from leakscan.screening.read import read_plainly
from leakscan.screening.text import Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

# Words that lead further by what they are: several written as one, those of identifiers.
LEADING = SEVERAL | USED


class Glance(NamedTuple):
    """What a look at a text tells.

    ``words`` are its words with the numbers of those that are remembered or say nothing, ``missing`` the others.
    ``leading`` are all that may be several words or lead to an identifier, and ``joins`` what may have to be put
    together. ``table`` has the rows of the words with what is free behind them. All may lie in memory of the lookup's
    that the next look at a text takes again.
    """

    words: Text
    missing: Places
    leading: Places
    joins: Joins
    table: NDArray[np.int32]

    def marked(self, mark: int, lookup: Lookup) -> Places:
        """The words that have one of ``LEADING``, once all have numbers."""
        return self.leading[(lookup.meanings.marks[self.words.numbers[self.leading]] & mark) > 0]


def glance(text: str, lookup: Lookup) -> Glance:
    """Look a text over."""
    codes = codes_of(text, lookup.room)
    count_characters(len(text))
    if is_fast():
        from leakscan.screening.compiled.glance import run_glance

        return run_glance(codes, lookup)
    import numpy as np

    words = read_plainly(codes)
    missing = lookup.at_once(text, words)
    leads = (lookup.meanings.marks[words.numbers] & LEADING) > 0
    leads[missing] = True
    return Glance(words, missing, np.flatnonzero(leads), joins(words, lookup.vocabulary.exact), words.words)
