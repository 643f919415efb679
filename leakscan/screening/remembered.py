"""Numbers of words by their hashes, as many as fit into a table of one size: the newest two of each place in it.

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

# A place holds the upper bits of a hash, and below them a number, counted from 1; of two places one is found by hash.
TAG_BITS = 22
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

        slots = self._slots(hashes)
        found = self._found(hashes, slots)
        missing = np.flatnonzero(found == UNKNOWN)
        found[missing] = self._found(hashes[missing], slots[missing] + 1)
        return found

    def _found(self, hashes: Hashes, slots: NDArray[np.int64]) -> Numbers:
        import numpy as np

        held = self.held[slots]
        known = (held ^ hashes) >> np.uint64(TAG_BITS) == 0
        return np.where(known, (held & np.uint64((1 << TAG_BITS) - 1)).astype(np.int32) - 1, np.int32(UNKNOWN))

    def keep(self, hashes: Hashes, numbers: Numbers) -> None:
        """Remember numbers; the one that was in a place before moves to the next, two new ones both have room."""
        import numpy as np

        slots, left = self._slots(hashes), np.arange(len(hashes))
        for _ in range(2):
            new, first = np.unique(slots[left], return_index=True)
            some = left[first]
            self.held[new + 1] = self.held[new]
            kept = hashes[some] >> np.uint64(TAG_BITS) << np.uint64(TAG_BITS)
            self.held[new] = kept | (numbers[some] + 1).astype(np.uint64)
            left = np.delete(left, first)

    def _slots(self, hashes: Hashes) -> NDArray[np.int64]:
        import numpy as np

        return ((hashes * np.uint64(MIX)) >> np.uint64(self.shift)).astype(np.int64) << 1
