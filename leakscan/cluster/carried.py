"""What every worker of a cluster holds once, in memory alone; imported there, and on the scheduler."""

from __future__ import annotations

import pickle
from typing import Any

from distributed import WorkerPlugin  # noqa: TID253 - this module is imported where a cluster is in use

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


def held(name: str) -> Any:
    """On a worker: what was carried there under this name."""
    return _held[name]
