"""Which of many places to look at once: several anchors of a form lead to it, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.screening.tables import MIX

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]


def firsts(keys: Whole) -> Whole:
    """By place in ``keys``, the first place with the same key; now and then a later one, which is then its own.

    As ``numpy.unique`` finds it, in a fraction of the time, since nothing is sorted: keys whose slots meet stay apart.
    """
    import numpy as np

    width = max(4, (4 * len(keys)).bit_length())
    slots = ((keys.view(np.uint64) * np.uint64(MIX)) >> np.uint64(64 - width)).view(np.int64)
    places = np.arange(len(keys))
    held = np.empty(1 << width, np.int64)
    held[slots[::-1]] = places[::-1]  # where several want one slot, the last has it
    found = held[slots]
    return np.where(keys[found] == keys, found, places)


def different(places: Whole, at: Whole, forms: NDArray[np.int32]) -> Whole:
    """The places of forms that lie with a word of theirs at words, each once, or seldom more than once, in order."""
    import numpy as np

    keys = (forms.astype(np.int64) * (int(at.max(initial=0)) + 1) + at) << 32 | places
    return np.flatnonzero(firsts(keys) == np.arange(len(keys)))
