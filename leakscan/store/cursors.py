"""Where each source was left: its cursor, and the opaque ids it has already seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from leakscan.store.records import JSON
from leakscan.store.values import dumped, parsed, storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database

_BATCH = 500  # SQLite's smallest limit of parameters is 999


def write(db: Database, source: str, changes: Mapping[str, JSON], now: str) -> None:
    """Set the cursor's keys; a None removes its key."""
    for key, value in changes.items():
        place = [storable(source), storable(key)]
        if value is None:
            db.execute("DELETE FROM cursors WHERE source = ? AND key = ?", place)
        else:
            db.execute(
                "INSERT INTO cursors VALUES (?, ?, ?, ?) ON CONFLICT (source, key)"
                " DO UPDATE SET value = excluded.value, updated = excluded.updated",
                [*place, dumped(value), now],
            )


def read(db: Database, source: str) -> dict[str, JSON]:
    """The source's cursor; empty for one never visited."""
    rows = db.execute("SELECT key, value FROM cursors WHERE source = ?", [storable(source)])
    return {key: parsed(value) for key, value in rows.fetchall()}


def write_seen(db: Database, source: str, keys: Iterable[str], now: str) -> None:
    """Remember ids, and when each was seen last, to a day: what a source still lists must not be forgotten."""
    rows = [(storable(source), storable(key), now) for key in keys]
    db.conn.executemany(
        "INSERT INTO seen VALUES (?, ?, ?) ON CONFLICT (source, key)"
        " DO UPDATE SET at = excluded.at WHERE julianday(excluded.at) - julianday(at) > 1",
        rows,
    )


def has_seen(db: Database, source: str, keys: Iterable[str]) -> set[str]:
    """Those of the ids that this source has seen."""
    asked = {storable(key): key for key in keys}
    stored = list(asked)
    found: set[str] = set()
    for at in range(0, len(stored), _BATCH):
        batch = stored[at : at + _BATCH]
        marks = ", ".join("?" * len(batch))
        rows = db.execute(
            f"SELECT key FROM seen WHERE source = ? AND key IN ({marks})",  # noqa: S608  # question marks alone
            [storable(source), *batch],
        )
        found.update(asked[key] for (key,) in rows.fetchall())
    return found


def forget_seen(db: Database, source: str, before: str) -> int:
    """Drop ids last seen before a moment; returns how many."""
    gone = db.execute("DELETE FROM seen WHERE source = ? AND at < ?", [storable(source), before])
    return gone.rowcount


def forget(db: Database, source: str) -> None:
    """Drop the cursor of a source and all ids it has seen."""
    db.execute("DELETE FROM cursors WHERE source = ?", [storable(source)])
    db.execute("DELETE FROM seen WHERE source = ?", [storable(source)])


def seen(db: Database, source: str) -> frozenset[str]:
    """All ids that a source has seen, as they are stored."""
    return frozenset(key for (key,) in db.execute("SELECT key FROM seen WHERE source = ?", [storable(source)]))
