"""Opening a store: created private, migrated under a file lock, refused when a newer release wrote it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from leakscan.errors import StoreError
from leakscan.store.connection import Database, connect, create_private, in_words, writing
from leakscan.store.migrations import NAMES, SET, TABLE, migrate
from leakscan.store.store import Store


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
    """Bring the schema up to date; sqlite-utils is imported only where there is something to do."""
    applied = _applied(db)
    unknown = sorted(applied - set(NAMES))
    if unknown:
        raise StoreError(f"{place}: a newer release of leakscan wrote this ({unknown[-1]}); update leakscan to open it")
    if applied == set(NAMES) and _journal(db) == "wal":
        return
    with _one_at_a_time(place):
        if _journal(db) != "wal":
            db.execute("PRAGMA journal_mode = WAL").close()
        with writing(db):
            migrate(db.conn)


def _journal(db: Database) -> str:
    return str(db.execute("PRAGMA journal_mode").fetchone()[0])


def _applied(db: Database) -> set[str]:
    """Names of the migrations that this database has had, as sqlite-utils notes them."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [TABLE]).fetchone():
        return set()
    rows = db.execute(f"SELECT name FROM {TABLE} WHERE migration_set = ?", [SET])  # noqa: S608  # constant
    return {str(name) for (name,) in rows}


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
