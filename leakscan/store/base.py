"""An open database: its lock, its clock and its transactions, which every part of the store works with."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from leakscan.store.connection import in_words, reading, writing
from leakscan.store.values import stamp

if TYPE_CHECKING:
    from sqlite_utils import Database


class Base:
    """What the parts of a store have in common."""

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
