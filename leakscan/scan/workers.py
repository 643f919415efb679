"""The same scan over several processes: same results, same order, and a killed worker is reported."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import closing
from dataclasses import dataclass
from itertools import accumulate
from multiprocessing import forkserver, get_context
from typing import TYPE_CHECKING

from leakscan.scan.bundles import Pause, Work, works
from leakscan.scan.examined import Keeping, Result
from leakscan.scan.meanwhile import Meanwhile
from leakscan.scan.path_lists import is_list
from leakscan.scan.planning import whole_files
from leakscan.scan.pool import Pool
from leakscan.scan.portion import Portion
from leakscan.scan.remote import is_url

if TYPE_CHECKING:
    from leakscan.screening import Index

_AHEAD = 2  # groups a worker that are under way, so that none waits for the next
_ALONE = 1 << 20  # bytes of what nobody knows the size of that are examined here before workers are begun
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
        self.alone = _alone(paths)
        get_context("forkserver").set_forkserver_preload(["__main__", "leakscan.scan.preload"])
        if self.alone < _SMALL:
            forkserver.ensure_running()  # it loads what workers need while this process gets ready itself

    def scan(
        self, portions: Iterable[Portion], index: Index, keeping: Keeping, begun: Callable[[Portion], int]
    ) -> Iterator[list[Result]]:
        """As ``scan_portions``; the others examine, and read what ``works`` leaves to them."""
        return self.examine(works(portions, begun), index, keeping)

    def examine(self, found: Iterable[Work | Pause], index: Index, keeping: Keeping) -> Iterator[list[Result]]:
        """What comes of each piece of work, in order.

        At most two pieces a worker are held in memory, beside results that wait for those before them. Until the first
        worker is ready, this process examines plain text itself.
        """
        from leakscan.screening.shared import SharedIndex

        with closing(SharedIndex(index)) as shared, closing(Pool(shared, self.workers, keeping)) as pool:
            tasks: deque[_Task] = deque()
            here = Meanwhile(shared, pool, keeping, self.alone)
            for work in found:
                if isinstance(work, Pause):
                    yield from _rest(tasks, pool)
                    continue
                results = here.at_first(work)
                while results is None and self._is_full(tasks):
                    results = here.meanwhile(work)
                    if results is None:
                        _wait(tasks, pool)
                        yield from _in_order(tasks)
                tasks.append(_Task(work, pool.submit(work)) if results is None else _Task([], None, results))
                yield from _in_order(tasks)
            yield from _rest(tasks, pool)

    def _is_full(self, tasks: deque[_Task]) -> bool:
        running = sum(task.future is not None for task in tasks)
        return running >= _AHEAD * self.workers or len(tasks) >= _BEHIND * self.workers


@dataclass(slots=True)
class _Task:
    """Work under way; once it has come back its documents are let go."""

    work: Work
    future: Future[list[Result]] | None
    results: list[Result] | None = None


def _wait(tasks: Iterable[_Task], pool: Pool) -> None:
    """Wait until something has come back."""
    under_way = [task.future for task in tasks if task.future is not None]
    done = wait(under_way, return_when=FIRST_COMPLETED).done if under_way else set()
    for task in tasks:
        if task.future is not None and task.future in done:
            task.results, task.future, task.work = pool.result(task.work, task.future), None, []


def _rest(tasks: deque[_Task], pool: Pool) -> Iterator[list[Result]]:
    """All that is under way, once it has come back."""
    while tasks:
        _wait(tasks, pool)
        yield from _in_order(tasks)


def _in_order(tasks: deque[_Task]) -> Iterator[list[Result]]:
    """What has come back and need wait for nothing before it."""
    while tasks and tasks[0].results is not None:
        yield tasks.popleft().results or []


def _alone(paths: Sequence[str] | None) -> int:
    """Bytes that are examined here before workers are begun: all of what is small, none of what is large."""
    if paths is None or any(path == "-" or is_url(path) or is_list(path) for path in paths):
        return _ALONE
    sizes = accumulate(portion.size or 0 for portion in whole_files(paths))
    return _SMALL if all(size < _SMALL for size in sizes) else 0
