"""Entries that were ever found, one row each, so that ten million matches need not repeat their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from leakscan.store.values import storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database

_BATCH = 500  # SQLite's smallest limit of parameters is 999


def write(db: Database, watchlist: str, names: Mapping[str, str]) -> dict[str, int]:
    """Write the entries' names under their keys, a changed name over the old one; returns the row of each key."""
    owner = storable(watchlist)
    stored = {storable(key): (key, storable(name)) for key, name in names.items()}
    db.conn.executemany(
        "INSERT INTO entries (watchlist, key, name, folded) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (watchlist, key) DO UPDATE SET name = excluded.name, folded = excluded.folded"
        " WHERE name <> excluded.name",
        [(owner, key, name, f"{name}\n{key}".casefold()) for key, (_, name) in stored.items()],
    )
    return {stored[key][0]: row for key, row in _rows(db, owner, list(stored))}


def _rows(db: Database, owner: str, keys: list[str]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for at in range(0, len(keys), _BATCH):
        batch = keys[at : at + _BATCH]
        marks = ", ".join("?" * len(batch))
        sql = f"SELECT key, id FROM entries WHERE watchlist = ? AND key IN ({marks})"  # noqa: S608  # question marks
        found += db.execute(sql, [owner, *batch]).fetchall()
    return found
