"""Arrays that map a 64-bit key to one or more numbers, looked up for many keys at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MIX = 0xD6E8FEB86659FD93
Arrays = Mapping[str, "NDArray[Any]"]


class Keys:
    """Sorted 64-bit keys behind a filter of bits, so that most unknown keys cost one look."""

    def __init__(self, keys: NDArray[np.uint64]) -> None:
        import numpy as np

        self.keys = keys
        self.bits = max(12, min(24, (16 * len(keys)).bit_length()))
        self.seen = np.zeros(1 << self.bits, np.bool_)
        self.seen[self._slots(keys)] = True

    def _slots(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        import numpy as np

        return ((keys * np.uint64(_MIX)) >> np.uint64(64 - self.bits)).astype(np.int64)

    def meet(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Which of ``keys`` are here: their places in ``keys``, and the row of each."""
        import numpy as np

        maybe = np.flatnonzero(self.seen[self._slots(keys)])
        if not len(maybe) or not len(self.keys):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        rows = np.minimum(np.searchsorted(self.keys, keys[maybe]), len(self.keys) - 1)
        met = self.keys[rows] == keys[maybe]
        return maybe[met], rows[met]

    def row(self, key: int) -> int:
        """The row of one key, or -1."""
        import numpy as np

        if not len(self.keys):
            return -1
        row = int(np.searchsorted(self.keys, np.uint64(key)))
        return row if row < len(self.keys) and int(self.keys[row]) == key else -1


class Rows(Keys):
    """Under each key some numbers; ``starts[row]`` to ``starts[row + 1]`` are those of a row."""

    def __init__(self, keys: NDArray[np.uint64], starts: NDArray[np.int32], numbers: NDArray[np.int32]) -> None:
        super().__init__(keys)
        self.starts, self.numbers = starts, numbers

    def spread(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Every number of the rows: the place in ``rows`` it belongs to, and the number."""
        import numpy as np

        counts = (self.starts[rows + 1] - self.starts[rows]).astype(np.int64)
        owners = np.repeat(np.arange(len(rows)), counts)
        inside = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return owners, self.numbers[self.starts[rows][owners] + inside]


def group(keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.int64]]:
    """Sorted different keys, where the run of each starts (one more at the end), and the order that sorts."""
    import numpy as np

    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))) if len(keys) else order
    return ordered[first], np.append(first, len(keys)).astype(np.int32), order
