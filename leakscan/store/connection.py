"""A connection as SQLite needs it for several processes, its transactions, and its errors in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from leakscan.errors import StoreError

WAIT = 30.0  # seconds that a writer waits for another process's transaction
_MASK = 0xFF  # an extended result code carries its primary code in the low byte

_ADVICE = {
    sqlite3.SQLITE_BUSY: "another process is writing to it; wait for it to end, then run this again",
    sqlite3.SQLITE_LOCKED: "another process is writing to it; wait for it to end, then run this again",
    sqlite3.SQLITE_FULL: "the disk is full; nothing of this step was written. Free some space, then run this again",
    sqlite3.SQLITE_READONLY: "it can't be written; check the owner and mode of the file and of its folder",
    sqlite3.SQLITE_PERM: "it can't be opened; check the owner and mode of the file and of its folder",
    sqlite3.SQLITE_CANTOPEN: "it can't be opened; check that the folder exists and who may write there",
    sqlite3.SQLITE_AUTH: "it can't be opened; check the owner and mode of the file and of its folder",
    sqlite3.SQLITE_CORRUPT: "it is damaged; keep a copy, then restore a backup or try `sqlite3 FILE .recover`",
    sqlite3.SQLITE_NOTADB: "it is not a leakscan database; name another file, or move this one away",
    sqlite3.SQLITE_IOERR: "the disk reported an error; check the disk and its mount before going on",
    sqlite3.SQLITE_TOOBIG: "a text is longer than SQLite can keep; nothing of this step was written",
}


class Database:
    """A connection that gives rows as tuples (``execute``) or as mappings (``query``).

    It stands for sqlite-utils' class of that name, which costs every command a tenth of a second to import and is
    needed where the schema changes alone.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.conn = connection

    def execute(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self.conn.execute(sql, values)

    def within(self, steps: int, sql: str, values: Sequence[Any] = ()) -> list[Any] | None:
        """All rows of a SELECT as tuples; None where SQLite's machine takes more than so many steps for them."""
        called = 0

        def enough() -> bool:
            nonlocal called
            called += 1
            return called > 1  # the first call may come at once

        self.conn.set_progress_handler(enough, steps)
        try:
            return self.conn.execute(sql, values).fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            return None
        finally:
            self.conn.set_progress_handler(None, 0)

    def query(self, sql: str, values: Sequence[Any] = ()) -> Iterator[dict[str, Any]]:
        """The rows of a SELECT, each under its columns' names."""
        cursor = self.conn.execute(sql, values)
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield dict(zip(names, row, strict=True))


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn every SQLite error inside into a StoreError that names the file and says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & _MASK
        advice = _ADVICE.get(code, "the database refused; nothing of this step was written")
        raise StoreError(f"{path}: {advice} ({error})") from error


def create_private(path: Path) -> None:
    """Create the file with mode 0600 where it is missing; SQLite gives its side files the same mode."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise StoreError(
            f"{path}: can't be opened for writing ({error.strerror}); check the file and its folder"
        ) from error


def connect(path: Path) -> Database:
    """A database over a connection that waits, checks foreign keys and overwrites what it deletes."""
    # The store serialises its calls by a lock, so that any thread may make them.
    connection = sqlite3.connect(path, timeout=WAIT, check_same_thread=False, isolation_level=None)
    try:
        for pragma in ("foreign_keys = ON", "secure_delete = ON", "synchronous = NORMAL", "trusted_schema = OFF"):
            connection.execute(f"PRAGMA {pragma}").close()
        connection.create_function("folded", 1, _folded, deterministic=True)
        return Database(connection)
    except BaseException:
        connection.close()
        raise


def _folded(text: str | None) -> str | None:
    return None if text is None else text.casefold()


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """One write transaction, begun IMMEDIATE: a deferred one fails at its first write when another got there first."""
    db.conn.execute("BEGIN IMMEDIATE")
    with _ended(db):
        yield


@contextmanager
def reading(db: Database) -> Iterator[None]:
    """One read transaction: everything read inside is of one moment."""
    db.conn.execute("BEGIN")
    with _ended(db):
        yield


@contextmanager
def _ended(db: Database) -> Iterator[None]:
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:  # a full disk ends the transaction by itself
            db.conn.execute("ROLLBACK")
        raise


@contextmanager
def undecoded(db: Database) -> Iterator[None]:
    """Take text as it comes: bytes that are no UTF-8 become lone surrogates instead of ending the reading."""
    db.conn.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        db.conn.text_factory = str
