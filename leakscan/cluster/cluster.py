"""A connection to a Dask cluster: things carried to every worker, calls that outlive the death of workers."""

from __future__ import annotations

import hashlib
import logging
import pickle
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from leakscan import __version__
from leakscan.cluster.address import Access, refuse_open
from leakscan.cluster.calls import Call, Lost, Returned
from leakscan.errors import IncompleteError, UsageError

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")
_PATIENCE = 30.0  # seconds until a scheduler has answered, or the first worker is there
_AHEAD = 2  # calls a thread that are under way or wait at the scheduler
_RETRIES = 2


class Cluster:
    """A connection; ``connected`` makes one."""

    def __init__(self, client: Client, access: Access, say: Callable[[str], None]) -> None:
        self._client, self._access, self._say = client, access, say

    def carry(self, thing: object) -> str:
        """Have every worker hold a copy, once, those included that come later; gives the name that it has there."""
        from leakscan.cluster.carried import Carried

        packed = pickle.dumps(thing, protocol=pickle.HIGHEST_PROTOCOL)
        name = f"leakscan-{hashlib.sha256(packed).hexdigest()[:32]}"
        self._client.register_plugin(Carried(name, packed, __version__), name=name)
        return name

    def drop(self, name: str) -> None:
        """Have every worker let go of what was carried there."""
        self._client.unregister_worker_plugin(name)

    def each(self, calls: Iterable[Call[T]], at_once: int | None = None) -> Iterator[Returned[T] | Lost[T]]:
        """Call each, wherever there is a worker, and give what comes back as it comes.

        A call whose worker dies is repeated elsewhere, a few times.

        Args:
            calls: taken from as workers come free.
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
                for future in self._done(under_way):
                    yield _outcome(under_way.pop(future), future)
        finally:
            self._client.cancel(list(under_way), force=True)

    def _fill(self, under_way: dict[Future, Call[T]], waiting: Iterator[Call[T]], at_once: int | None) -> None:
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

    def _done(self, under_way: dict[Future, Call[T]]) -> list[Future]:
        """Those that have ended, once one has; says when there is nobody to work."""
        from distributed import wait

        told = 0.0
        while True:
            try:
                wait(list(under_way), timeout=5, return_when="FIRST_COMPLETED")
            except TimeoutError:
                if not self._client.nthreads() and time.monotonic() - told > 60:
                    told = time.monotonic()
                    self._say(f"no worker is connected to {self._access.address}; waiting for one")
            if self._client.status != "running":
                raise self._gone()
            if done := [future for future in under_way if future.done()]:
                return done


@contextmanager
def connected(access: Access, say: Callable[[str], None] = lambda _: None) -> Iterator[Cluster]:
    """A connection to the scheduler, for the length of the block.

    Args:
        access: where it is, and the certificates.
        say: told what the user should know while it is waited for something.

    Raises:
        UsageError: the extra is missing, the cluster is open, or the certificates don't fit.
        IncompleteError: it does not answer, or has no workers.
    """
    refuse_open(access)
    client = _client(access)
    try:
        info = client.scheduler_info()
        refuse_open(access, [info["address"], *info["workers"]])
        if not info["workers"]:
            say(f"waiting for a worker at {access.address}")
            _wait_for_workers(client, access)
        yield Cluster(client, access, say)
    finally:
        client.close()


def _client(access: Access) -> Client:
    try:
        from distributed import Client, Security
    except ImportError as error:
        raise UsageError("--cluster needs the extra: pip install 'leakscan-toolkit[cluster]'") from error
    logging.getLogger("distributed").setLevel(logging.ERROR)  # what matters of it is said in our own words
    files = {"tls_ca_file": access.ca, "tls_client_cert": access.certificate, "tls_client_key": access.key}
    given = {name: str(path) for name, path in files.items() if path is not None}
    encrypted = access.address.startswith("tls://")
    try:
        security = Security(require_encryption=encrypted, **given)
        return Client(access.address, security=security, timeout=_PATIENCE)
    except (OSError, ValueError, TypeError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise IncompleteError(f"{access.address} can't be reached: {why}; is the scheduler up?") from error


def _wait_for_workers(client: Client, access: Access) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        raise IncompleteError(f"no worker is connected to {access.address}; start some: dask worker …") from error


def _outcome(call: Call[T], future: Any) -> Returned[T] | Lost[T]:
    from distributed import KilledWorker

    error = future.exception() if future.status == "error" else None
    if future.status == "finished":
        return Returned(call, future.result())
    if isinstance(error, KilledWorker):
        return Lost(call, "every worker that tried it died; out of memory?", died=True)
    why = f"{type(error).__name__}: {' '.join(str(error).split())}" if error else f"the cluster has {future.status} it"
    return Lost(call, why, died=False)
