"""One index for several processes: its arrays lie in memory once, and each process maps them."""

from __future__ import annotations

import mmap
import os
from collections.abc import Sequence
from multiprocessing.reduction import DupFd
from typing import Any

from leakscan.model import Watchlist
from leakscan.screening.cache import as_file, from_file
from leakscan.screening.index import Index


class SharedIndex:
    """An index on its way to processes that are started while it is open; there it arrives as an ``Index``.

    The arrays have no name in any file system and are gone with the last process that maps them. Where the system
    has no such memory, each process gets a copy.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._descriptor: int | None = None
        if hasattr(os, "memfd_create"):
            self._descriptor = os.memfd_create("leakscan-index")
            with open(self._descriptor, "wb", closefd=False) as file:
                file.writelines(as_file(index.arrays))

    def __reduce__(self) -> tuple[Any, ...]:
        if self._descriptor is None:
            return Index, (self._index.watchlists, self._index.arrays)
        return _arrived, (list(self._index.watchlists.values()), DupFd(self._descriptor))

    def close(self) -> None:
        """Let go of the arrays; processes that have them keep them."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _arrived(watchlists: Sequence[Watchlist], inherited: Any) -> Index:
    descriptor = inherited.detach()
    try:
        arrays = from_file(memoryview(mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)))
    finally:
        os.close(descriptor)
    assert arrays is not None  # noqa: S101  # the parent has just written them
    return Index({watchlist.name: watchlist for watchlist in watchlists}, arrays)
