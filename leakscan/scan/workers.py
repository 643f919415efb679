"""The same scan over several processes: same results, same order, and a killed worker is reported."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from itertools import accumulate
from multiprocessing import forkserver, get_context
from typing import TYPE_CHECKING, cast

from leakscan.examine import place
from leakscan.extract import Unread
from leakscan.extract.formats import recognise
from leakscan.model import Document
from leakscan.scan import worker
from leakscan.scan.examined import Item, Keeping, Result, look
from leakscan.scan.path_lists import is_list
from leakscan.scan.planning import whole_files
from leakscan.scan.portion import Portion
from leakscan.scan.remote import is_url
from leakscan.scan.run import groups, items

if TYPE_CHECKING:
    from leakscan.screening import Index
    from leakscan.screening.shared import SharedIndex

_AHEAD = 2  # groups a worker that are under way, so that none waits for the next
_ALONE = 1 << 20  # bytes examined here before workers are begun: as much as is done while their server gets ready
_SMALL = 4 << 20  # bytes in all that are done here before workers could begin
_BEHIND = 64  # groups a worker whose results may wait for an earlier one


class Processes:
    """``workers`` processes that examine groups; what kills its worker twice is reported.

    Args:
        workers: how many.
        paths: what will be scanned, if known: for less than a few megabytes of plain text none is begun.
    """

    def __init__(self, workers: int, paths: Sequence[str] | None = None) -> None:
        self.workers = workers
        self.alone = _SMALL if paths is not None and is_small(paths) else _ALONE
        get_context("forkserver").set_forkserver_preload(["__main__", "leakscan.scan.preload"])
        if self.alone < _SMALL:
            forkserver.ensure_running()  # it loads what workers need while this process gets ready itself

    def scan(
        self, portions: Iterable[Portion], index: Index, keeping: Keeping, begun: Callable[[Portion], int]
    ) -> Iterator[list[Result]]:
        """As ``scan_portions``; this process reads, the others examine."""
        return self.examine(groups(items(portions, begun)), index, keeping)

    def examine(self, found: Iterable[list[Item]], index: Index, keeping: Keeping) -> Iterator[list[Result]]:
        """The results of each group, in order.

        At most two groups a worker are held in memory, beside results that wait for those before them. Until the first
        worker is ready, this process examines plain text itself.
        """
        from leakscan.screening.shared import SharedIndex

        with closing(SharedIndex(index)) as shared, closing(_Pool(shared, self.workers, keeping)) as pool:
            tasks: deque[_Task] = deque()
            meanwhile = _Meanwhile(shared, pool, keeping, self.alone)
            for group in found:
                mine = meanwhile.examined(group)
                tasks.append(_Task(group, pool.submit(group)) if mine is None else _Task([], None, mine))
                yield from _in_order(tasks)
                while _running(tasks) >= _AHEAD * self.workers or len(tasks) >= _BEHIND * self.workers:
                    _wait(tasks, pool)
                    yield from _in_order(tasks)
            while tasks:
                _wait(tasks, pool)
                yield from _in_order(tasks)


@dataclass(slots=True)
class _Task:
    """A group under way; once it has come back its documents are let go."""

    group: list[Item]
    future: Future[list[Result]] | None
    results: list[Result] | None = None


def _running(tasks: Iterable[_Task]) -> int:
    return sum(task.future is not None for task in tasks)


def _wait(tasks: Iterable[_Task], pool: _Pool) -> None:
    """Wait until something has come back."""
    under_way = [task.future for task in tasks if task.future is not None]
    done = wait(under_way, return_when=FIRST_COMPLETED).done if under_way else set()
    for task in tasks:
        if task.future is not None and task.future in done:
            task.results, task.future, task.group = pool.result(task.group, task.future), None, []


def _in_order(tasks: deque[_Task]) -> Iterator[list[Result]]:
    """What has come back and need wait for nothing before it."""
    while tasks and tasks[0].results is not None:
        yield tasks.popleft().results or []


class _Meanwhile:
    """What this process examines itself, since workers take a while to begin and a small scan is done by then.

    Plain text alone: what a parser of anything else may do to a process, a worker has to bear.
    """

    def __init__(self, shared: SharedIndex, pool: _Pool, keeping: Keeping, alone: int) -> None:
        self._shared, self._pool, self._keeping, self._alone = shared, pool, keeping, alone
        self._index: Index | None = None
        self._size = 0
        self._beginning: list[Future[None]] = []
        self._is_over = False

    def examined(self, group: list[Item]) -> list[Result] | None:
        """The results of a group, None if it is for the workers."""
        if self._is_over or not all(_is_plain(item) for item in group if isinstance(item, Document)):
            return None
        if self._size >= self._alone and not self._beginning:
            self._beginning = self._pool.begin()
        self._is_over = any(future.done() for future in self._beginning)
        if self._is_over:
            return None
        self._size += sum(len(item.content) for item in group if isinstance(item, Document))
        self._index = self._index or self._shared.here()
        return look(group, self._index, self._keeping)


def is_small(paths: Sequence[str]) -> bool:
    """Whether these are files and folders of less than a few megabytes in all."""
    if any(path == "-" or is_url(path) or is_list(path) for path in paths):
        return False
    sizes = accumulate(portion.size or 0 for portion in whole_files(paths))
    return all(size < _SMALL for size in sizes)


def _is_plain(document: Document) -> bool:
    return recognise(document).name == "text"


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

    def begin(self) -> list[Future[None]]:
        """Begin the workers; one of these is done as soon as a worker is ready."""
        return [self._running().submit(worker.ready) for _ in range(self._workers)]

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
