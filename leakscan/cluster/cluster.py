"""A connection to a Dask cluster: things carried to every worker, calls that outlive the death of workers."""

from __future__ import annotations

import hashlib
import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from leakscan import __version__
from leakscan.cluster.address import Access
from leakscan.cluster.calls import Call, Lost, Returned
from leakscan.errors import IncompleteError

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")
_AHEAD = 2  # calls a thread that are under way or wait at the scheduler
_RETRIES = 2
_LOOK = 5.0  # seconds between looks whether there is still somebody to work
_PATIENCE = 60.0  # seconds that are waited for a worker before that is said, or given up


class Cluster:
    """A connection; ``connected`` makes one."""

    def __init__(self, client: Client, access: Access, say: Callable[[str], None]) -> None:
        self._client, self._access, self._say = client, access, say

    def carry(self, thing: object) -> str:
        """Have every worker hold a copy, once, those included that come later; gives the name that it has there."""
        from leakscan.cluster.carried import Carried, Sweeper

        packed = pickle.dumps(thing, protocol=pickle.HIGHEST_PROTOCOL)
        name = f"leakscan-{hashlib.sha256(packed).hexdigest()[:32]}"
        self._client.register_plugin(Sweeper(self._client.id, name))
        self._client.register_plugin(Carried(name, packed, __version__), name=name)
        return name

    def drop(self, name: str) -> None:
        """Have every worker let go of what was carried there; it happens by itself if this process dies."""
        if self._client.status == "running":
            self._client.unregister_worker_plugin(name)
            self._client.unregister_scheduler_plugin(f"sweep-{name}")

    def each(self, calls: Iterable[Call[T] | None], at_once: int | None = None) -> Iterator[Returned[T] | Lost[T]]:
        """Call each, wherever there is a worker, and give what comes back as it comes.

        A call whose worker dies is repeated elsewhere, a few times, even if only its result was still to be fetched.
        One that no worker has the resources for is lost.

        Args:
            calls: taken from as workers come free; None stands for nothing as long as some are under way.
            at_once: how many may be under way; by default enough to keep all workers busy.

        Raises:
            IncompleteError: the scheduler is gone.
        """
        waiting = iter(calls)
        under_way: dict[Future, Call[T]] = {}
        try:
            while True:
                self._fill(under_way, waiting, at_once)
                if not under_way:
                    return
                for future, why in self._ended(under_way):
                    if future.status == "lost":  # whoever held the result died before it was fetched; it is made anew
                        continue
                    call = under_way.pop(future)
                    yield _outcome(call, future) if why is None else Lost(call, why, died=False)
        finally:
            self._client.cancel(list(under_way), force=True)

    def _fill(self, under_way: dict[Future, Call[T]], waiting: Iterator[Call[T] | None], at_once: int | None) -> None:
        room = at_once or max(2, _AHEAD * sum(self._client.nthreads().values()))
        while len(under_way) < room:
            call = next(waiting, None)
            if call is None:
                return
            under_way[self._submit(call)] = call

    def _submit(self, call: Call[Any]) -> Future:
        resources = dict(call.resources) or None
        try:
            return self._client.submit(
                call.function, *call.arguments, pure=False, retries=_RETRIES, resources=resources
            )
        except OSError as error:
            raise self._gone() from error

    def _gone(self) -> IncompleteError:
        return IncompleteError(f"the scheduler at {self._access.address} is gone; run the same command again")

    def _ended(self, under_way: dict[Future, Call[T]]) -> Sequence[tuple[Future, str | None]]:
        """Those that have ended, once one has, or that nobody can work on, with the reason."""
        from distributed import wait

        begun = told = time.monotonic()
        while True:
            try:
                wait(list(under_way), timeout=_LOOK, return_when="FIRST_COMPLETED")
            except TimeoutError:
                if time.monotonic() - told > _PATIENCE and not self._client.nthreads():
                    told = time.monotonic()
                    self._say(f"no worker is connected to {self._access.address}; waiting for one")
            if self._client.status != "running":
                raise self._gone()
            if done := [(future, None) for future in under_way if future.done()]:
                return done
            if time.monotonic() - begun > _PATIENCE and (unfit := self._unfit(under_way)):
                return unfit

    def _unfit(self, under_way: dict[Future, Call[T]]) -> list[tuple[Future, str | None]]:
        """Calls whose resources no worker has."""
        if not any(call.resources for call in under_way.values()):
            return []
        workers = self._client.scheduler_info()["workers"].values()
        found: list[tuple[Future, str | None]] = []
        for future, call in under_way.items():
            if not any(_has(worker["resources"], call.resources) for worker in workers):
                wanted = " ".join(f"{name}={n:g}" for name, n in call.resources.items())
                found.append((future, f'no worker has what it needs; start one: dask worker --resources "{wanted}" …'))
        self._client.cancel([future for future, _ in found], force=True)
        return found


def _has(resources: Mapping[str, float], wanted: Mapping[str, float]) -> bool:
    return all(resources.get(name, 0) >= n for name, n in wanted.items())


def _outcome(call: Call[T], future: Any) -> Returned[T] | Lost[T]:
    from distributed import KilledWorker

    error = future.exception() if future.status == "error" else None
    if future.status in {"finished", "lost"}:  # fetching it waits until it is made anew, should it be lost
        return Returned(call, future.result())
    if isinstance(error, KilledWorker):
        return Lost(call, "every worker that tried it died; out of memory?", died=True)
    why = f"{type(error).__name__}: {' '.join(str(error).split())}" if error else f"the cluster has {future.status} it"
    return Lost(call, why, died=False)
