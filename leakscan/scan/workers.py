"""The same scan over several processes: same results, same order, and a killed worker is reported."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

from leakscan.examine import place
from leakscan.extract import Unread
from leakscan.model import Document
from leakscan.scan.run import Result, examine_group, groups

if TYPE_CHECKING:
    from leakscan.screening import Index

_Group = list[Document | Unread]
_index: Index | None = None


def _begin(index: Index) -> None:
    global _index  # noqa: PLW0603 - a process pool's worker has nowhere else to keep what it was started with
    _index = index


def _work(group: _Group) -> list[Result]:
    if _index is None:
        raise RuntimeError("a worker was asked before it was started")
    return examine_group(group, _index)


def examine_in_processes(found: Iterable[Document | Unread], index: Index, workers: int) -> Iterator[Result]:
    """Examine in ``workers`` processes; what kills its worker twice is reported.

    At most two groups a worker are held in memory at a time.
    """
    pool = _Pool(index, workers)
    waiting: deque[tuple[_Group, Future[list[Result]]]] = deque()
    try:
        for group in groups(found):
            waiting.append((group, pool.submit(group)))
            if len(waiting) >= 2 * workers:
                yield from pool.result(*waiting.popleft())
        while waiting:
            yield from pool.result(*waiting.popleft())
    finally:
        pool.close()


class _Pool:
    """A pool of processes that is made anew when one of its workers was killed."""

    def __init__(self, index: Index, workers: int) -> None:
        self._index = index
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._second: _Pool | None = None

    def submit(self, group: _Group) -> Future[list[Result]]:
        """Hand a group to a worker."""
        try:
            return self._running().submit(_work, group)
        except BrokenProcessPool:
            self._drop()
            return self._running().submit(_work, group)

    def result(self, group: _Group, future: Future[list[Result]]) -> list[Result]:
        """A group's results; where its worker died, each document is tried again in a single process beside."""
        try:
            return future.result()
        except BrokenProcessPool:
            self._second = self._second or _Pool(self._index, 1)
            return [self._second.alone(item) for item in group]

    def alone(self, item: Document | Unread) -> Result:
        """One document's result; a problem if it kills the process that examines it."""
        if isinstance(item, Unread):
            return item
        try:
            return self.submit([item]).result()[0]
        except BrokenProcessPool:
            return Unread(place(item), "the process that examined it was killed; out of memory?")

    def close(self) -> None:
        """End the workers; what was not begun is dropped."""
        self._drop()
        if self._second is not None:
            self._second.close()

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._workers, get_context("spawn"), _begin, (self._index,))
        return self._pool

    def _drop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
