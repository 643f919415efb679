"""What is wrong with a store, in sentences: pages, references, history, and hits that were changed behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from leakscan.model import hit_id
from leakscan.store import assessments, events, hits, mutes
from leakscan.store.values import storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database

_FAULTS = 20  # of SQLite's own findings: a torn file has thousands, and one is enough to restore a backup
_COLUMNS = ("watchlist", "verdict", "severity", "score")
_PAGE = 500


def faults(db: Database) -> Iterator[str]:
    """Every fault, the database's own first; where its pages are damaged nothing else can be said of it."""
    damaged = [f"the database is damaged: {row[0]}" for row in db.execute(f"PRAGMA integrity_check({_FAULTS})")]
    if damaged != ["the database is damaged: ok"]:
        yield from damaged
        return
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check").fetchall()[:_FAULTS]:
        yield f"row {row} of {table} refers to one of {parent} that is gone"
    yield from events.verify(db)
    yield from _orphans(db)
    yield from mutes.faults(db)
    yield from _changed(db)


def _orphans(db: Database) -> Iterator[str]:
    rows = db.execute(
        "SELECT hit, count(*) FROM events WHERE hit <> '' AND hit NOT IN (SELECT id FROM hits) GROUP BY hit"
    )
    for hit, count in rows.fetchall():
        yield f"hit {hit} is gone, but the history has {count} event{'s' if count > 1 else ''} of it"


def _changed(db: Database) -> Iterator[str]:
    """Hits whose columns, matches and identity do not agree with each other."""
    last = ""
    while rows := list(db.query("SELECT * FROM hits WHERE id > ? ORDER BY id LIMIT ?", [last, _PAGE])):
        for row in rows:
            yield from (f"hit {row['id']}: {what}" for what in _contradictions(db, row))
        last = rows[-1]["id"]


def _contradictions(db: Database, row: dict[str, Any]) -> Iterator[str]:
    try:
        told = json.loads(row["assessment"])
        named = str(told["watchlist"])
        differing = [name for name in _COLUMNS if row[name] != _stored(told[name])]
        of_matches = assessments.digest(hits.matches(db, row["id"], named)[0])
    except (ValueError, KeyError, TypeError) as error:
        yield f"its assessment is not as it was written ({type(error).__name__}: {error})"
        return
    if row["id"] != hit_id(named, row["document"]):
        yield "its id is not that of its watchlist and document"
    if not assessments.is_whole(told):
        yield "its assessment is not as it was written"
    if differing:
        yield f"its {', '.join(differing)} is not what its assessment says"
    if told["matches"] != of_matches:
        yield "its matches are not as they were written"


def _stored(value: str | float) -> str | float:
    return storable(value) if isinstance(value, str) else value
