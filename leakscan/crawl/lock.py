"""One run at a time in a workspace, by a lock that the system takes back from a killed process."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from leakscan.errors import IncompleteError


class AlreadyRunningError(IncompleteError):
    """Another run holds the workspace."""


@contextmanager
def only_one(path: Path, doing: str = "crawling") -> Iterator[None]:
    """Hold the lock file for the length of the block; ``doing`` is the word for what its holder does.

    Raises:
        AlreadyRunningError: another process holds it; the message says which.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(descriptor, 32).decode("ascii", "replace").strip() or "unknown"
            raise AlreadyRunningError(
                f"another run (process {holder}) is {doing} here; this one did nothing"
            ) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        os.close(descriptor)  # which gives the lock back; the file stays, since removing it would race
