"""Entries that were ever found, one row each, so that ten million matches need not repeat their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from leakscan.errors import UnknownNameError
from leakscan.store.values import storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database

_NAMED = "SELECT id, watchlist, key, name FROM entries WHERE ({}) AND watchlist = ifnull(?2, watchlist)"
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


def named(db: Database, asked: str, watchlist: str | None) -> tuple[int, str, str, str]:
    """Row, watchlist, key and name of the one entry of this key or name, or with this in it, that was ever found.

    Raises:
        UnknownNameError: None was, or several watchlists have one.
    """
    values = [storable(asked), storable(watchlist)]
    rows = (
        db.execute(_NAMED.format("key = ?1 OR folded(name) = folded(?1)"), values).fetchall()
        or db.execute(_NAMED.format("instr(folded, folded(?1))"), values).fetchall()
    )
    if not rows:
        raise UnknownNameError(f"no entry {asked!r} was ever found; write its key or its name")
    if len(rows) > 1:
        raise UnknownNameError(f"{len(rows)} entries are called like {asked!r}: write a key, a whole name, --watchlist")
    number, owner, key, name = rows[0]
    return int(number), str(owner), str(key), str(name)
