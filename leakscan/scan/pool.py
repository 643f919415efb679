"""Processes that examine, made anew when one of them was killed."""

from __future__ import annotations

from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING, cast

from leakscan.examine import place
from leakscan.extract import Unread
from leakscan.model import Document
from leakscan.scan import worker
from leakscan.scan.bundles import Bundle, Work
from leakscan.scan.examined import Item, Keeping, Result

if TYPE_CHECKING:
    from leakscan.screening import Index
    from leakscan.screening.shared import SharedIndex


class Pool:
    """A pool of processes that is made anew when one of its workers was killed.

    ``has_begun``: something has come back from it.
    """

    def __init__(self, index: SharedIndex, workers: int, keeping: Keeping) -> None:
        self._index, self._workers, self._keeping = index, workers, keeping
        self._pool: ProcessPoolExecutor | None = None
        self._second: Pool | None = None
        self.has_begun = False

    def close(self) -> None:
        """End the workers; what was not begun is dropped."""
        self._drop()
        if self._second is not None:
            self._second.close()

    def submit(self, work: Work) -> Future[list[Result]]:
        """Hand some work to a worker; the first time begins them."""
        try:
            future = self._running().submit(worker.work, work, self._keeping)
        except BrokenProcessPool:
            self._drop()
            future = self._running().submit(worker.work, work, self._keeping)
        future.add_done_callback(self._has_come_back)
        return future

    def _has_come_back(self, _: Future[list[Result]]) -> None:
        self.has_begun = True

    def result(self, work: Work, future: Future[list[Result]]) -> list[Result]:
        """What came of some work; where its worker died, each document is tried again in a single process beside."""
        try:
            return future.result()
        except BrokenProcessPool:
            self._second = self._second or Pool(self._index, 1, self._keeping)
            return [self._second.alone(item) for item in (work.items() if isinstance(work, Bundle) else work)]

    def alone(self, item: Item) -> Result:
        """One document's result; a problem if it kills the process that examines it."""
        if not isinstance(item, Document):
            return item
        try:
            return self.submit([item]).result()[0]
        except BrokenProcessPool:
            return Unread(place(item), "the process that examined it was killed; out of memory?")

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            arriving = cast("Index", self._index)  # as which it arrives there
            self._pool = ProcessPoolExecutor(self._workers, get_context("forkserver"), worker.begin, (arriving,))
        return self._pool

    def _drop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
