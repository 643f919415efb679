"""What every worker of a cluster holds once, in memory alone; imported there, and on the scheduler.

Whatever was carried is let go of everywhere as soon as the one who sent it is gone, however it went.
"""

from __future__ import annotations

import asyncio
import pickle
from typing import Any

from distributed import SchedulerPlugin, WorkerPlugin  # noqa: TID253 - imported where a cluster is in use

from leakscan import __version__

_held: dict[str, Any] = {}


class Carried(WorkerPlugin):  # type: ignore[misc]  # Dask is untyped
    """A thing on its way to every worker that there is, and to each that comes; it is never written to disk."""

    def __init__(self, name: str, packed: bytes, version: str) -> None:
        self.name, self._packed, self._version = name, packed, version

    def setup(self, worker: Any) -> None:  # noqa: ARG002 - Dask's way to call it
        """On a worker: unpack it."""
        if self._version != __version__:
            raise RuntimeError(f"this worker has leakscan {__version__}, and the work is of {self._version}")
        _held[self.name] = pickle.loads(self._packed)  # noqa: S301 - whoever may send plugins may run code anyway

    def teardown(self, worker: Any) -> None:  # noqa: ARG002 - as above
        """On a worker: let go of it."""
        _held.pop(self.name, None)

    def __repr__(self) -> str:
        return f"<{self.name}>"


class Sweeper(SchedulerPlugin):  # type: ignore[misc]  # as above
    """On the scheduler: has workers let go of what was carried to them once the client that sent it is gone."""

    def __init__(self, client: str, name: str) -> None:
        self._client, self._carried = client, name
        self.name = f"sweep-{name}"
        self._tasks: list[asyncio.Task[None]] = []

    def remove_client(self, scheduler: Any, client: str) -> None:
        """Called when any client is gone."""
        if client == self._client:
            self._tasks.append(asyncio.get_running_loop().create_task(self._sweep(scheduler)))

    async def _sweep(self, scheduler: Any) -> None:
        if self._carried in scheduler.worker_plugins:
            await scheduler.unregister_worker_plugin(None, self._carried)
        await scheduler.unregister_scheduler_plugin(self.name)


def held(name: str) -> Any:
    """On a worker: what was carried there under this name."""
    return _held[name]


def is_held(name: str) -> bool:
    """On a worker: whether it has still what was carried there; if not, nobody waits for what is done with it."""
    return name in _held
