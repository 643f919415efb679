"""The append-only history of triage: every event carries the SHA-256 of itself and of the one before it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from leakscan.store.records import Event
from leakscan.store.values import dumped, moment, storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database

START = "0" * 64  # what the first event is chained to
_STATUS_ACTIONS = """('acknowledge', 'confirm', 'dismiss', 'resolve', 'reopen',
    'undo acknowledge', 'undo confirm', 'undo dismiss', 'undo resolve', 'undo reopen')"""
_COLUMNS = "id, hit, at, who, action, before, after, why, previous, digest"


def append(
    db: Database, hit: str, now: str, who: str, action: str, before: str | None, after: str | None, why: str | None
) -> Event:
    """Chain one event to the last, inside the caller's transaction."""
    number, previous = head(db)
    number += 1
    told = [number, hit, now, *(storable(v) for v in (who, action, before, after, why)), previous]
    row = [*told, _digest(told)]
    db.execute(f"INSERT INTO events ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608
    return _event(row)


def of(db: Database, hit: str) -> list[Event]:
    """The hit's events, oldest first."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM events WHERE hit = ? ORDER BY id", [hit])  # noqa: S608  # constant
    return [_event(row) for row in rows.fetchall()]


def exports(db: Database, digest: str) -> list[Event]:
    """The events of exports with this SHA-256, oldest first."""
    sql = f"SELECT {_COLUMNS} FROM events WHERE action = 'exported' AND after = ? ORDER BY id"  # noqa: S608  # constant
    return [_event(row) for row in db.execute(sql, [digest]).fetchall()]


def between(db: Database, first: int, last: int) -> list[Event]:
    """The events of these numbers, in order."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM events WHERE id BETWEEN ? AND ? ORDER BY id", [first, last])  # noqa: S608
    return [_event(row) for row in rows.fetchall()]


def verify(db: Database) -> list[str]:
    """What is wrong with the history, in sentences; empty when every event is there, in order and as written.

    SQLite counts the ids it gave (``sqlite_sequence``), which tells of events cut off the end.
    """
    faults, number, previous = [], 0, START
    for row in db.execute(f"SELECT {_COLUMNS} FROM events ORDER BY id"):  # noqa: S608  # constant
        if row[0] != number + 1:
            faults.append(_missing(number + 1, row[0] - 1))
        elif row[8] != previous:
            faults.append(f"event {row[0]} does not follow event {number}: one of them was replaced or moved")
        if not _as_written(row):
            faults.append(f"event {row[0]} (hit {row[1]}) is not as it was written")
        number, previous = row[0], row[9]
    given = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'events'").fetchone()
    if given is not None and given[0] > number:
        faults.append(_missing(number + 1, given[0]))
    return faults + _moved(db)


def _moved(db: Database) -> list[str]:
    """Hits whose status or assignee is not what their last event says."""
    faults = []
    for column, actions, fallback in (
        ("status", _STATUS_ACTIONS, "new"),
        ("assignee", "('assign', 'undo assign')", None),
    ):
        rows = db.execute(
            f"SELECT h.id, h.{column}, e.id, e.after FROM hits h LEFT JOIN events e ON e.id ="  # noqa: S608  # constants
            f" (SELECT max(id) FROM events WHERE hit = h.id AND action IN {actions})"
            f" WHERE ifnull(h.{column}, '') <> ifnull(CASE WHEN e.id IS NULL THEN ? ELSE e.after END, '')",
            [fallback],
        )
        faults += [f"hit {r[0]} is {r[1]}, but its history says {r[3] or fallback}" for r in rows.fetchall()]
    return faults


def _missing(first: int, last: int) -> str:
    return f"event {first} is missing" if first == last else f"events {first} to {last} are missing"


def _as_written(row: tuple[str | int | bytes | None, ...]) -> bool:
    """Whether the event's digest is its own; a column that became bytes is not what any event holds."""
    told = [value for value in row[:9] if not isinstance(value, bytes)]
    return len(told) == 9 and _digest(told) == row[9]


def head(db: Database) -> tuple[int, str]:
    """Number and digest of the last event; 0 and ``START`` where there is none."""
    last = db.execute("SELECT id, digest FROM events ORDER BY id DESC LIMIT 1").fetchone()
    return (0, START) if last is None else (int(last[0]), str(last[1]))


def holds(db: Database, digest: str) -> bool:
    """Whether an event of this digest is in the history."""
    return db.execute("SELECT 1 FROM events WHERE digest = ?", [digest]).fetchone() is not None


def _digest(told: list[str | int | None]) -> str:
    return hashlib.sha256(dumped(told).encode("ascii")).hexdigest()


def _event(row: list[str | int | None]) -> Event:
    number, hit, at, *rest = row
    return Event(number, hit, moment(str(at)), *rest)  # type: ignore[arg-type]  # the columns are in the fields' order
