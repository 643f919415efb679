"""The way of an alert out of the outbox: gathered into a message, sent until it is delivered, always under one key.

A message is written down whole before it is first sent, so that every try is the same bytes under the same key. Who
sends it holds it meanwhile; a holder that has died, or has held it for too long, loses it.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from leakscan.model import Severity, Sighting
from leakscan.store.hits import sighting_of
from leakscan.store.values import moment, optional_moment, stamp, storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database

LEASE = timedelta(minutes=2)  # how long a message may be held; longer than any try takes
FAR = timedelta(hours=3)  # nothing is ever due later than that: a clock that was wrong set it
_RANKS = list(Severity)
_OPEN = "delivered IS NULL AND dropped IS NULL"
_ON_ITS_WAY = f"message IS NULL OR message IN (SELECT id FROM messages WHERE {_OPEN})"  # noqa: S608  # constant
_ALERT = """SELECT a.*, s.source, s.path, s.url, s.title, s.author, s.posted_at, s.fetched_at
FROM alerts a JOIN sightings s ON s.id = a.sighting"""
_REDIRECTED = f"""WITH kept(target) AS (SELECT value FROM json_each(?)), lost(alert) AS (
    SELECT DISTINCT d.alert FROM deliveries d WHERE d.target NOT IN kept AND ({_ON_ITS_WAY}) AND NOT EXISTS (
        SELECT 1 FROM deliveries o LEFT JOIN messages m ON m.id = o.message
        WHERE o.alert = d.alert AND (o.target IN kept OR m.delivered IS NOT NULL)))
INSERT INTO deliveries (alert, target) SELECT alert, target FROM lost, kept"""  # noqa: S608  # constants
_STATES = """SELECT a.id AS alert, d.target, m.id AS message, m.tries, m.due, m.problem, m.delivered, m.dropped
FROM deliveries d JOIN alerts a ON a.id = d.alert LEFT JOIN messages m ON m.id = d.message"""


@dataclass(frozen=True, slots=True)
class Alert:
    """What is to be told: of which hit (the gravest), why it is news, and how many clients are newly exposed.

    ``kind`` is ``new`` for an incident's first, ``update`` for clients that were not among those told of, ``graver``
    for a higher severity, ``canary`` for another planted copy, ``back`` for a document seen after all of the incident
    was resolved. ``copies`` are those planted copies that are news, ``seen`` is where the document was met.
    """

    id: int
    kind: str
    hit: str
    incident: int | None
    severity: Severity
    clients: int
    copies: tuple[str, ...]
    rescreened: bool
    made: datetime
    seen: Sighting


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one target; ``content`` is what its sender wrote into it, ``tries`` those begun so far."""

    id: int
    key: str
    target: str
    content: str
    made: datetime
    tries: int
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where one alert stands on its way to one target; without a message it is still waiting."""

    target: str
    message: int | None
    tries: int
    problem: str | None
    due: datetime | None
    delivered: datetime | None
    dropped: datetime | None


def waiting(db: Database, target: str) -> list[Alert]:
    """Alerts that no message to this target holds yet, oldest first."""
    rows = db.query(
        f"{_ALERT} JOIN deliveries d ON d.alert = a.id WHERE d.target = ? AND d.message IS NULL ORDER BY a.id", [target]
    )
    return [_alert(row) for row in rows]


def post(db: Database, target: str, alerts: Sequence[int], content: str, key: str | None, now: str) -> bool:
    """Write a message that holds these alerts; False where another process was there first, which is as good."""
    taken = json.dumps(list(alerts))
    held = "target = ? AND message IS NULL AND alert IN (SELECT value FROM json_each(?))"
    left = db.execute(f"SELECT count(*) FROM deliveries WHERE {held}", [target, taken]).fetchone()[0]  # noqa: S608
    if left != len(alerts):
        return False
    made = db.execute(
        "INSERT INTO messages (key, target, content, made, due) VALUES (?, ?, ?, ?, ?)",
        [key or f"leakscan-{uuid4()}", target, storable(content), now, now],
    )
    db.execute(f"UPDATE deliveries SET message = ? WHERE {held}", [made.lastrowid, target, taken])  # noqa: S608
    return True


def due(db: Database, target: str, now: datetime) -> dict[str, Any] | None:
    """The next message to this target that is due and that nobody is sending, as a row."""
    rows = db.query(
        f"SELECT * FROM messages WHERE {_OPEN} AND target = ? AND (due <= ? OR due > ?) ORDER BY due, id",  # noqa: S608
        [target, stamp(now), stamp(now + FAR)],
    )
    return next((row for row in list(rows) if not _is_held(row, now)), None)


def claim(db: Database, target: str, now: datetime) -> Message | None:
    """The message that is due; it is this process's from now on."""
    row = due(db, target, now)
    if row is None:
        return None
    held = f"{socket.gethostname()} {os.getpid()} {stamp(now)}"
    db.execute("UPDATE messages SET tries = tries + 1, holder = ? WHERE id = ?", [storable(held), row["id"]])
    return _message(row | {"tries": row["tries"] + 1})


def _is_held(row: dict[str, Any], now: datetime) -> bool:
    if row["holder"] is None:
        return False
    host, pid, since = row["holder"].rsplit(" ", 2)
    if not timedelta(0) <= now - moment(since) < LEASE:
        return False
    return host != storable(socket.gethostname()) or _lives(int(pid))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it lives, under another user
        return True
    return True


def end(db: Database, message: int, now: str) -> None:
    """The message was delivered."""
    db.execute("UPDATE messages SET delivered = ?, holder = NULL, problem = NULL WHERE id = ?", [now, message])


def put_off(db: Database, message: int, problem: str, due: str) -> None:
    """The message was not delivered, and why; it is to be tried again then."""
    db.execute(
        "UPDATE messages SET holder = NULL, problem = ?, due = ? WHERE id = ?", [storable(problem), due, message]
    )


def has_others(db: Database, targets: Collection[str]) -> bool:
    """Whether anything is on its way to targets that are no more."""
    kept = json.dumps(list(targets))
    some = "SELECT 1 FROM {} WHERE {} AND target NOT IN (SELECT value FROM json_each(?1)) LIMIT 1"
    return any(
        db.execute(some.format(table, pending), [kept]).fetchone()
        for table, pending in (("deliveries", "message IS NULL"), ("messages", _OPEN))
    )


def drop_others(db: Database, targets: Collection[str], now: str) -> int:
    """Drop what is on its way to targets that are no more; returns how many messages that were.

    An alert that would then reach nobody goes to the targets there are: a misspelt reference, put right, loses nothing.
    """
    kept = json.dumps(list(targets))
    db.execute(_REDIRECTED, [kept])
    elsewhere = "target NOT IN (SELECT value FROM json_each(?))"
    db.execute(f"DELETE FROM deliveries WHERE message IS NULL AND {elsewhere}", [kept])  # noqa: S608  # own words
    dropped = db.execute(f"UPDATE messages SET dropped = ? WHERE {_OPEN} AND {elsewhere}", [now, kept])  # noqa: S608
    return dropped.rowcount


def hasten(db: Database, now: str, alerts: Collection[int] | None) -> int:
    """Make messages that wait for another try due at once, those of some alerts or all; returns how many."""
    chosen, values = "", [now]
    if alerts is not None:
        chosen = " AND id IN (SELECT message FROM deliveries WHERE alert IN (SELECT value FROM json_each(?)))"
        values.append(json.dumps(list(alerts)))
    return db.execute(f"UPDATE messages SET due = ? WHERE {_OPEN}{chosen}", values).rowcount  # noqa: S608  # own words


def undelivered(db: Database) -> list[Message]:
    """Messages that were tried in vain and are still to be delivered, oldest first."""
    rows = db.query(f"SELECT * FROM messages WHERE {_OPEN} AND problem IS NOT NULL ORDER BY id")  # noqa: S608  # constant
    return [_message(row) for row in rows]


def last_delivered(db: Database) -> datetime | None:
    """When a message was last delivered."""
    return optional_moment(db.execute("SELECT max(delivered) FROM messages").fetchone()[0])


def alerts(db: Database, limit: int, *, open_only: bool) -> list[tuple[Alert, list[Delivery]]]:
    """The latest alerts, newest first, each with its deliveries; only those that have not arrived, if asked for."""
    some = f"WHERE a.id IN (SELECT alert FROM deliveries WHERE {_ON_ITS_WAY})" if open_only else ""  # noqa: S608
    found = [_alert(row) for row in db.query(f"{_ALERT} {some} ORDER BY a.id DESC LIMIT ?", [limit])]
    return [(alert, _deliveries(db, alert.id)) for alert in found]


def of_incident(db: Database, incident: int) -> list[Alert]:
    """What was told of an incident, oldest first."""
    return [_alert(row) for row in db.query(f"{_ALERT} WHERE a.incident = ? ORDER BY a.id", [incident])]


def _deliveries(db: Database, alert: int) -> list[Delivery]:
    rows = db.query(f"{_STATES} WHERE a.id = ? ORDER BY d.target", [alert])
    return [Delivery(row["target"], row["message"], row["tries"] or 0, row["problem"], *_times(row)) for row in rows]


def _times(row: dict[str, Any]) -> tuple[datetime | None, datetime | None, datetime | None]:
    """When a message is due, was delivered, was dropped."""
    return optional_moment(row["due"]), optional_moment(row["delivered"]), optional_moment(row["dropped"])


def _alert(row: dict[str, Any]) -> Alert:
    plain = {name: row[name] for name in ("id", "kind", "hit", "incident", "clients")}
    copies = tuple(json.loads(row["copies"]))
    severity, rescreened = _RANKS[row["rank"]], bool(row["rescreened"])
    made, seen = moment(row["made"]), sighting_of(row)
    return Alert(severity=severity, copies=copies, rescreened=rescreened, made=made, seen=seen, **plain)


def _message(row: dict[str, Any]) -> Message:
    return Message(
        id=row["id"],
        key=row["key"],
        target=row["target"],
        content=row["content"],
        made=moment(row["made"]),
        tries=row["tries"],
        problem=row["problem"],
    )
