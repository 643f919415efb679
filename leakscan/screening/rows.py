"""Arrays that map a 64-bit key to several numbers, looked up for many keys at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from leakscan.screening.tables import Table, arrays_of, build, find, table_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Rows:
    """Under each key some numbers; ``starts[row]`` to ``starts[row + 1]`` are those of a row."""

    def __init__(self, table: Table, starts: NDArray[np.int32], numbers: NDArray[np.int32]) -> None:
        self.table, self.starts, self.numbers = table, starts, numbers

    def meet(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Which of ``keys`` are here: their places in ``keys``, and the row of each."""
        return find(self.table, keys)

    def spread(self, rows: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Every number of the rows: the place in ``rows`` it belongs to, and the number."""
        return spread(self.starts, rows, self.numbers)


def spread(
    starts: NDArray[np.int32], rows: NDArray[np.int32], numbers: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The numbers of runs: the place in ``rows`` each belongs to, and the number."""
    owners, at = runs(starts[rows], starts[rows + 1] - starts[rows])
    return owners, numbers[at]


def runs(firsts: NDArray[Any], counts: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Runs of whole numbers one behind the other: the run each belongs to, and the number."""
    import numpy as np

    owners = np.repeat(np.arange(len(counts)), counts)
    return owners, np.arange(len(owners)) + (firsts.astype(np.int64) - (np.cumsum(counts) - counts))[owners]


def group(keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.int64]]:
    """Sorted different keys, where the run of each starts (one more at the end), and the order that sorts."""
    import numpy as np

    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))) if len(keys) else order
    return ordered[first], np.append(first, len(keys)).astype(np.int32), order


def kept_rows(name: str, keys: NDArray[np.uint64], numbers: NDArray[np.int32]) -> dict[str, NDArray[Any]]:
    """The arrays of rows: each number under its key, keys as often as they are there."""
    import numpy as np

    different, starts, order = group(keys)
    table = build(different, np.arange(len(different), dtype=np.int32))
    return {**arrays_of(name, table), f"{name}.starts": starts, f"{name}.numbers": numbers[order].astype(np.int32)}


def rows_of(name: str, arrays: Mapping[str, NDArray[Any]]) -> Rows:
    """Rows from their kept arrays."""
    return Rows(table_of(name, arrays), arrays[f"{name}.starts"], arrays[f"{name}.numbers"])
