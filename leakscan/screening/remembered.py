"""Numbers of words by their hashes, as many as fit into a table of one size: the newest of each neighbourhood.

Several processes may share one table. A place is written at once, so who reads while another writes finds the old word
or the new one; a word that two write at the same time may be lost, and is learnt again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.screening.tables import MIX

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Numbers = NDArray[np.int32]

# A place holds the upper bits of a hash, and below them a number, counted from 1. The hash finds the first of two
# places; two more are those beside them, which are seldom asked for, and then lie at hand.
TAG_BITS, PLACES = 22, 4
UNKNOWN = -1


class Remembered:
    """What was learnt of words, for all words of a text at once; it forgets, and never errs but for clashing hashes."""

    def __init__(self, bits: int, held: Hashes | None = None) -> None:
        """A table of ``1 << bits`` words: an empty one, or ``held``, which others may hold too."""
        import numpy as np

        self.held = np.zeros(1 << bits, np.uint64) if held is None else held
        self.shift = 65 - bits

    def numbers(self, hashes: Hashes) -> Numbers:
        """The numbers of hashes, -1 where none is remembered."""
        import numpy as np

        places = self._places(hashes)
        found = self._found(hashes, places)
        for further in range(1, PLACES):
            missing = np.flatnonzero(found == UNKNOWN)
            if not len(missing):
                break
            found[missing] = self._found(hashes[missing], places[missing] ^ further)
        return found

    def _found(self, hashes: Hashes, places: NDArray[np.int64]) -> Numbers:
        import numpy as np

        held = self.held[places]
        known = (held ^ hashes) >> np.uint64(TAG_BITS) == 0
        return np.where(known, (held & np.uint64((1 << TAG_BITS) - 1)).astype(np.int32) - 1, np.int32(UNKNOWN))

    def keep(self, hashes: Hashes, numbers: Numbers) -> None:
        """Remember numbers; what was there moves on by a place for each, up to an empty one, or the last one goes."""
        import numpy as np

        _, left = np.unique(hashes, return_index=True)
        places = self._places(hashes)
        for _ in range(PLACES):
            new, first = np.unique(places[left], return_index=True)
            some = left[first]
            kept = hashes[some] >> np.uint64(TAG_BITS) << np.uint64(TAG_BITS)
            moved = kept | (numbers[some] + 1).astype(np.uint64)
            for further in range(PLACES):
                before = self.held[new ^ further]
                self.held[new ^ further] = moved
                new, moved = new[before != 0], before[before != 0]
                if not len(new):
                    break
            if len(first) == len(left):  # no two wanted one place
                break
            left = np.delete(left, first)

    def _places(self, hashes: Hashes) -> NDArray[np.int64]:
        """The first place of each hash."""
        import numpy as np

        return ((hashes * np.uint64(MIX)) >> np.uint64(self.shift)).astype(np.int64) << 1
