"""Memory for what is told of a text, used again from text to text.

Fresh memory is dear, and where it lies in small pages a processor looks up another one every few hundred words, which
cost a third more of reading. So there is a block that is kept, in large pages where the system has them.
"""

from __future__ import annotations

import mmap
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import DTypeLike, NDArray

_LARGE_PAGE, _LINE = 1 << 21, 64


class Room:
    """Arrays of one user; asking again for those of a purpose takes them from whoever asked before."""

    def __init__(self) -> None:
        self._blocks: dict[str, NDArray[np.uint8]] = {}

    def arrays(self, purpose: str, *wanted: tuple[int, DTypeLike]) -> list[NDArray[Any]]:
        """Arrays one behind the other, of so many items of a type each, with anything in them."""
        import numpy as np

        sizes = [count * np.dtype(sort).itemsize for count, sort in wanted]
        whole = sum(size + _LINE for size in sizes)
        block = self._blocks.get(purpose)
        if block is None or len(block) < whole:
            block = self._blocks[purpose] = in_large_pages(whole)
        found, at = [], 0
        for size, (_, sort) in zip(sizes, wanted, strict=True):
            found.append(block[at : at + size].view(sort))
            at += -(-size // _LINE) * _LINE
        return found


def in_large_pages(size: int) -> NDArray[np.uint8]:
    """At least so many bytes of new memory, from a large page's begin on where the system has such."""
    import numpy as np

    size = -(-size // _LARGE_PAGE) * _LARGE_PAGE
    if sys.platform != "linux":
        return np.empty(size, np.uint8)
    mapped = mmap.mmap(-1, size + _LARGE_PAGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    with suppress(OSError):  # a system without large pages has only small ones to give
        mapped.madvise(mmap.MADV_HUGEPAGE)
    whole = np.frombuffer(mapped, np.uint8)
    begin = -whole.ctypes.data % _LARGE_PAGE
    return whole[begin : begin + size]
