"""Forms under a key: which form, the place in it of the first word met, how many of its words are met."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from leakscan.screening.rows import Keys

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Posting = tuple[int, int, int]


class Postings(Keys):
    """Keys to postings; a row of them is taken apart when it is first met."""

    def __init__(self, keys: NDArray[np.uint64], starts: NDArray[np.int32], packed: NDArray[np.int64]) -> None:
        super().__init__(keys)
        self._starts, self._packed = starts, packed
        self._memo: dict[int, list[Posting]] = {}

    def at(self, row: int) -> list[Posting]:
        """The postings of a row."""
        if (found := self._memo.get(row)) is None:
            packed = self._packed[self._starts[row] : self._starts[row + 1]].tolist()
            found = self._memo[row] = [(number >> 16, number >> 8 & 255, number & 255) for number in packed]
        return found


def postings(arrays: Mapping[str, NDArray[Any]], name: str) -> Postings:
    """The postings of one name among the arrays of an index."""
    keys, starts, packed = (arrays[f"{name}.{part}"] for part in ("keys", "starts", "postings"))
    return Postings(keys, starts, packed)
