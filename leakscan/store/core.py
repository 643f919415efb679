"""An open database: its lock, its transactions, its end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from leakscan.store.connection import Database, in_words, reading, writing
from leakscan.store.values import stamp


class Core:
    """What every part of the store stands on: one connection, calls taken one at a time, errors in words."""

    def __init__(self, path: Path, db: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.path = path
        self.clock = clock
        self._db = db
        self._lock = threading.RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; what was committed stands."""
        with self._lock, in_words(self.path):
            self._db.conn.close()

    @contextmanager
    def _writing(self) -> Iterator[tuple[Database, str]]:
        with self._lock, in_words(self.path), writing(self._db):
            yield self._db, stamp(self.clock())

    @contextmanager
    def _reading(self) -> Iterator[Database]:
        with self._lock, in_words(self.path), reading(self._db):
            yield self._db
