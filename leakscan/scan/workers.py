"""The same scan over several processes: same results, same order, and a killed worker is reported."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import forkserver, get_context
from typing import TYPE_CHECKING, cast

from leakscan.examine import place
from leakscan.extract import Unread
from leakscan.model import Document
from leakscan.scan import worker
from leakscan.scan.examined import Item, Keeping, Result
from leakscan.scan.portion import Portion
from leakscan.scan.run import groups, items

if TYPE_CHECKING:
    from leakscan.screening import Index
    from leakscan.screening.shared import SharedIndex

_AHEAD = 2  # groups a worker that are under way, so that none waits for the next
_BEHIND = 64  # groups a worker whose results may wait for an earlier one


class Processes:
    """``workers`` processes that examine groups; what kills its worker twice is reported."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        get_context("forkserver").set_forkserver_preload(["__main__", "leakscan.scan.preload"])
        forkserver.ensure_running()  # it loads what workers need while this process gets ready itself

    def scan(
        self, portions: Iterable[Portion], index: Index, keeping: Keeping, begun: Callable[[Portion], int]
    ) -> Iterator[list[Result]]:
        """As ``scan_portions``; this process reads, the others examine."""
        return self.examine(groups(items(portions, begun)), index, keeping)

    def examine(self, found: Iterable[list[Item]], index: Index, keeping: Keeping) -> Iterator[list[Result]]:
        """The results of each group, in order.

        At most two groups a worker are held in memory, beside results that wait for those before them.
        """
        from leakscan.screening.shared import SharedIndex

        with closing(SharedIndex(index)) as shared, closing(_Pool(shared, self.workers, keeping)) as pool:
            tasks: deque[_Task] = deque()
            for group in found:
                tasks.append(_Task(group, pool.submit(group)))
                while _running(tasks) >= _AHEAD * self.workers or len(tasks) >= _BEHIND * self.workers:
                    yield from _settled(tasks, pool)
            while tasks:
                yield from _settled(tasks, pool)


@dataclass(slots=True)
class _Task:
    """A group under way; once it has come back its documents are let go."""

    group: list[Item]
    future: Future[list[Result]] | None
    results: list[Result] | None = None


def _running(tasks: Iterable[_Task]) -> int:
    return sum(task.future is not None for task in tasks)


def _settled(tasks: deque[_Task], pool: _Pool) -> Iterator[list[Result]]:
    """Wait until something has come back; gives what need wait for nothing before it."""
    under_way = [task.future for task in tasks if task.future is not None]
    done = wait(under_way, return_when=FIRST_COMPLETED).done if under_way else set()
    for task in tasks:
        if task.future is not None and task.future in done:
            task.results, task.future, task.group = pool.result(task.group, task.future), None, []
    while tasks and tasks[0].results is not None:
        results = tasks.popleft().results
        assert results is not None  # noqa: S101  # the loop has asked
        yield results


class _Pool:
    """A pool of processes that is made anew when one of its workers was killed."""

    def __init__(self, index: SharedIndex, workers: int, keeping: Keeping) -> None:
        self._index, self._workers, self._keeping = index, workers, keeping
        self._pool: ProcessPoolExecutor | None = None
        self._second: _Pool | None = None

    def close(self) -> None:
        """End the workers; what was not begun is dropped."""
        self._drop()
        if self._second is not None:
            self._second.close()

    def submit(self, group: list[Item]) -> Future[list[Result]]:
        """Hand a group to a worker."""
        try:
            return self._running().submit(worker.work, group, self._keeping)
        except BrokenProcessPool:
            self._drop()
            return self._running().submit(worker.work, group, self._keeping)

    def result(self, group: list[Item], future: Future[list[Result]]) -> list[Result]:
        """A group's results; where its worker died, each document is tried again in a single process beside."""
        try:
            return future.result()
        except BrokenProcessPool:
            self._second = self._second or _Pool(self._index, 1, self._keeping)
            return [self._second.alone(item) for item in group]

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
