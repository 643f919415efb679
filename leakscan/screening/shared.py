"""One index for several processes: its arrays lie in memory once, and each process maps them.

What one of them learns of words the others know too (:mod:`leakscan.screening.learnt`).
"""

from __future__ import annotations

import mmap
import os
import pickle
from collections.abc import Iterable
from multiprocessing.reduction import DupFd
from typing import Any

from leakscan.model import Watchlist
from leakscan.screening.cache import arrays_in, as_file
from leakscan.screening.index import Index
from leakscan.screening.learnt import Learnt, make_learnt


class SharedIndex:
    """An index on its way to processes that are started while it is open; there it arrives as an ``Index``.

    The arrays have no name in any file system and are gone with the last process that maps them. Where the system
    has no such memory, each process gets a copy.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._descriptors: list[int] = []
        if hasattr(os, "memfd_create"):
            watchlists = pickle.dumps(list(index.watchlists.values()), pickle.HIGHEST_PROTOCOL)
            self._descriptors = [_filled([watchlists]), _filled(as_file(index.arrays)), make_learnt()]

    def __reduce__(self) -> tuple[Any, ...]:
        if not self._descriptors:
            return Index, (self._index.watchlists, self._index.arrays)
        return _arrived, tuple(map(DupFd, self._descriptors))

    def here(self) -> Index:
        """The index for this process, which learns together with the others."""
        index = Index(self._index.watchlists, self._index.arrays)
        if self._descriptors:
            index.engine.lookup.share(Learnt(os.dup(self._descriptors[-1])))
        return index

    def close(self) -> None:
        """Let go of the memory; processes that have it keep it."""
        while self._descriptors:
            os.close(self._descriptors.pop())


def _filled(parts: Iterable[bytes]) -> int:
    descriptor = os.memfd_create("leakscan-index")
    with open(descriptor, "wb", closefd=False) as file:
        file.writelines(parts)
    return descriptor


def _mapped(inherited: Any) -> memoryview:
    descriptor = inherited.detach()
    try:
        return memoryview(mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ))
    finally:
        os.close(descriptor)


def _arrived(watchlists: Any, inherited: Any, learnt: Any) -> Index:
    told: list[Watchlist] = pickle.loads(_mapped(watchlists))  # noqa: S301 - the parent has just written it
    index = Index({watchlist.name: watchlist for watchlist in told}, arrays_in(_mapped(inherited)))
    index.engine.lookup.share(Learnt(learnt.detach()))
    return index
