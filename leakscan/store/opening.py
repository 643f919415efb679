"""Opening a store: created private, migrated under a file lock, refused when a newer release wrote it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from leakscan.errors import StoreError
from leakscan.store.connection import connect, create_private, in_words, writing
from leakscan.store.migrations import migrations
from leakscan.store.store import Store

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations


def open_store(path: Path | str) -> Store:
    """Open the database at ``path``, creating it (mode 0600) or bringing its schema up to date first.

    Raises:
        StoreError: It can't be opened, is damaged, or was written by a newer release.
    """
    place = Path(path)
    create_private(place)
    with in_words(place):
        db = connect(place)
        try:
            _prepare(db, place)
        except BaseException:
            db.conn.close()
            raise
    return Store(place, db)


def _prepare(db: Database, place: Path) -> None:
    steps = migrations()
    _refuse_newer(db, steps, place)
    if not steps.pending(db) and _journal(db) == "wal":
        return
    with _one_at_a_time(place):
        if _journal(db) != "wal":
            db.conn.execute("PRAGMA journal_mode = WAL").close()
        with writing(db):
            steps.apply(db)


def _journal(db: Database) -> str:
    return str(db.conn.execute("PRAGMA journal_mode").fetchone()[0])


def _refuse_newer(db: Database, steps: Migrations, place: Path) -> None:
    known = {step.name for step in steps._migrations}  # noqa: SLF001  # the library names them nowhere else
    unknown = sorted(step.name for step in steps.applied(db) if step.name not in known)
    if unknown:
        raise StoreError(f"{place}: a newer release of leakscan wrote this ({unknown[-1]}); update leakscan to open it")


@contextmanager
def _one_at_a_time(place: Path) -> Iterator[None]:
    """Hold ``<database>.lock``: a lock on the database's own file would, when closed, drop SQLite's locks on it."""
    try:
        descriptor = os.open(f"{place}.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as error:
        says = f"{place}.lock: can't be made ({error.strerror}); check the disk and the folder"
        raise StoreError(says) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
