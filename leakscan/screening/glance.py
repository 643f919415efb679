"""One look at every character and every word of a text; all that comes after looks at few of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakscan.screening.chars import codes_of
from leakscan.screening.joining import Joins, joins
from leakscan.screening.kernels import count_characters, is_fast
from leakscan.screening.meanings import SEVERAL, USED
from leakscan.screening.numbers import Lookup
from leakscan.screening.read import read_plainly
from leakscan.screening.text import DIGITS, SIZE, Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

# Words that lead further by what they are: several written as one, those of identifiers.
LEADING = SEVERAL | USED
# Letters of the shortest word that may be a digest; characters of a block, for which a processor's nearest memory is
# large enough; the letter that masks, beside signs.
LONG, BLOCK, MASKING = 32, 512, ord("x")


class Noted(NamedTuple):
    """What identifiers may be found by, noted while words are read; empty where nobody asks.

    ``figures`` are words of digits alone, which telephone numbers are made of, and long ones, which may be digests,
    among others. ``blocks`` says of each block of characters, and of one more behind the last, whether there is a sign
    of disguised identifiers, or two letters that mask side by side.
    """

    figures: NDArray[np.int32]
    blocks: NDArray[np.uint8]


class Glance(NamedTuple):
    """What a look at a text tells.

    ``words`` are its words with the numbers of those that are remembered or say nothing, ``missing`` the others.
    ``leading`` are all that may be several words or lead to an identifier, and ``joins`` what may have to be put
    together. ``noted`` is for identifiers. ``table`` has the rows of the words with what is free behind them. All may
    lie in memory of the lookup's that the next look at a text takes again.
    """

    words: Text
    missing: Places
    leading: Places
    joins: Joins
    noted: Noted
    table: NDArray[np.int32]

    def marked(self, mark: int, lookup: Lookup) -> Places:
        """The words that have one of ``LEADING``, once all have numbers."""
        return self.leading[(lookup.meanings.marks[self.words.numbers[self.leading]] & mark) > 0]


def noted_in(words: Text) -> Noted:
    """What is noted of a text; any block may have signs."""
    import numpy as np

    sizes = words.words[:, SIZE]
    figures = np.flatnonzero((words.words[:, DIGITS] == sizes) | (sizes >= LONG)).astype(np.int32)
    return Noted(figures, np.ones(len(words.kinds) // BLOCK + 2, np.uint8))


def glance(text: str, lookup: Lookup, *, noting: bool = False) -> Glance:
    """Look a text over, and note what identifiers may be found by, if ``noting``."""
    codes = codes_of(text, lookup.room)
    count_characters(len(text))
    if is_fast():
        from leakscan.screening.compiled.glance import run_glance

        return run_glance(codes, lookup, noting=noting)
    import numpy as np

    words = read_plainly(codes)
    missing = lookup.at_once(text, words)
    leads = (lookup.meanings.marks[words.numbers] & LEADING) > 0
    leads[missing] = True
    noted = noted_in(words) if noting else Noted(np.zeros(0, np.int32), np.zeros(0, np.uint8))
    return Glance(words, missing, np.flatnonzero(leads), joins(words, lookup.vocabulary.exact), noted, words.words)
