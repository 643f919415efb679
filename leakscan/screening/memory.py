"""Numbers of words under their hashes: a table of a fixed size, of which several processes may share one.

A slot holds the upper bits of a hash and a number plus one. It is written at once, so who reads while another writes
finds the old word or the new one; a word that two write at the same time may be lost, and is learnt again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.screening.kernels import is_fast
from leakscan.screening.tables import MIX

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Slots = NDArray[np.uint64]
    Numbers = NDArray[np.int32]

TAG_BITS = 22
UNKNOWN = -1


def slots_of(bits: int) -> Slots:
    """An empty table of ``1 << bits`` words."""
    import numpy as np

    return np.zeros(1 << bits, np.uint64)


def recalled(slots: Slots, hashes: NDArray[np.uint64]) -> Numbers:
    """The numbers of hashes, -1 where one is not there."""
    import numpy as np

    if is_fast():
        from leakscan.screening.compiled.finding import run_recall

        found: Numbers = run_recall(hashes, slots, len(slots).bit_length() - 1)
        return found
    at = _places(slots, hashes)
    numbers = _held(slots, hashes, at)
    missing = np.flatnonzero(numbers == UNKNOWN)
    numbers[missing] = _held(slots, hashes[missing], at[missing] + 1)
    return numbers


def keep(slots: Slots, hashes: NDArray[np.uint64], numbers: Numbers) -> None:
    """Remember numbers; the one that was in a place before moves to the next."""
    import numpy as np

    at = _places(slots, hashes)
    slots[at + 1] = slots[at]
    slots[at] = hashes >> np.uint64(TAG_BITS) << np.uint64(TAG_BITS) | (numbers + 1).astype(np.uint64)


def _held(slots: Slots, hashes: NDArray[np.uint64], at: NDArray[np.int64]) -> Numbers:
    import numpy as np

    held = slots[at]
    known = (held ^ hashes) >> np.uint64(TAG_BITS) == 0
    return np.where(known, (held & np.uint64((1 << TAG_BITS) - 1)).astype(np.int32) - 1, np.int32(UNKNOWN))


def _places(slots: Slots, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    import numpy as np

    width = len(slots).bit_length() - 1
    return ((hashes * np.uint64(MIX)) >> np.uint64(65 - width)).astype(np.int64) << 1
