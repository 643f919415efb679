"""Points at which a process is killed or refused, armed from outside: the product knows nothing of them."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

WRITES = {"os.rename", "os.mkdir", "os.rmdir", "os.remove"}


def arm(point: str, folder: Path) -> None:
    """Arm a point in this process, such as ``kill:statement:N``, ``kill:file:N``, ``fail:file:N`` or ``full:N``.

    ``kill:statement:N`` counts all statements; ``kill:run:N`` those of the workspace's database from the one on that
    notes that a run begins: the schema is made by then, and that of the self-test does not count.
    ``clock:N`` is N days off from the first, ``jump:N`` 400 from the Nth look at it.
    """
    kind, *rest = point.split(":")
    if kind == "clock":
        _shift(timedelta(days=int(rest[0])))
    elif kind == "jump":
        _shift(timedelta(days=400), after=int(rest[0]))
    elif kind == "full":
        _connected(lambda connection: _fill(connection, folder, int(rest[0])))
    elif rest[0] == "statement":
        _connected(_counting(int(rest[1])))
    elif rest[0] == "run":
        counting = _counting(int(rest[1]), "INSERT INTO runs")
        _connected(lambda connection: counting(connection) if _is_in(connection, folder) else None)
    else:
        _at_file(folder, int(rest[1]), kill=kind == "kill")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _connected(prepare: Any) -> None:
    """Have every connection to a database prepared before it is used."""
    connect = sqlite3.connect

    def prepared(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **named)
        prepare(connection)
        return connection

    sqlite3.connect = prepared  # type: ignore[assignment]  # a process that lives for one crash


def _fill(connection: sqlite3.Connection, folder: Path, room: int) -> None:
    """The workspace's database has room for so many pages more; the self-test's has room enough."""
    if _is_in(connection, folder):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + room}")


def _is_in(connection: sqlite3.Connection, folder: Path) -> bool:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2]).parent == folder


def _counting(number: int, first: str = "") -> Callable[[sqlite3.Connection], None]:
    left, counts = [number], [False]

    def counted(statement: str) -> None:
        counts[0] = counts[0] or statement.startswith(first)
        left[0] -= counts[0]
        if left[0] < 0:
            _die()

    return lambda connection: connection.set_trace_callback(counted)


def _at_file(folder: Path, number: int, *, kill: bool) -> None:
    """The Nth time that a file below the folder is made, renamed, removed or opened for writing."""
    left, inside = [number], str(folder)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event in WRITES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & 3)
        if not writes or not str(arguments[0]).startswith(inside):
            return
        left[0] -= 1
        if left[0] < 0 and kill:
            _die()
        if left[0] == -1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))

    sys.addaudithook(hook)


def _shift(by: timedelta, after: int = 0) -> None:
    """What leakscan takes for the present lies so far away, once it was asked for so often."""
    looks = count()

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + (by if next(looks) >= after else timedelta())

    for name, module in list(sys.modules.items()):
        if name.startswith("leakscan") and getattr(module, "datetime", None) is datetime:
            module.datetime = Shifted  # type: ignore[attr-defined]
