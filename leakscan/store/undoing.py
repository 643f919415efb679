"""Taking decisions back: exactly, as events of their own, and only where nothing was decided since."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from leakscan.errors import UsageError
from leakscan.store import events, mutes
from leakscan.store.records import Event

if TYPE_CHECKING:
    from leakscan.store.connection import Database

STATUS = ("acknowledge", "confirm", "dismiss", "resolve", "reopen")
UNDO = "undo "


def batch(db: Database, written: list[Event], who: str) -> None:
    """Note that these events were one decision."""
    if written:
        db.execute("INSERT INTO batches (first, last, who) VALUES (?, ?, ?)", [written[0].id, written[-1].id, who])


def last(db: Database, who: str, now: str) -> list[Event]:
    """Take back the last decision that this person took, on every hit it moved, or on none.

    Raises:
        UsageError: There is none, or something was decided since on one of its hits.
    """
    row = db.execute(
        "SELECT first FROM batches WHERE who = ? AND undone IS NULL ORDER BY first DESC LIMIT 1", [who]
    ).fetchone()
    if row is None:
        raise UsageError(f"{who} decided nothing that could be undone; `leakscan hits show ID` shows a hit's history")
    return decision(db, row[0], who, now)


def decision(db: Database, first: int, who: str, now: str) -> list[Event]:
    """Take back the decision that began with this event, on every hit it moved, or on none.

    Raises:
        UsageError: It was taken back before, or something was decided since on one of its hits.
    """
    row = db.execute("SELECT last FROM batches WHERE first = ? AND undone IS NULL", [first]).fetchone()
    if row is None:
        raise UsageError(f"event {first} was undone before, or is no decision")
    taken = [_back(db, event, who, now) for event in reversed(events.between(db, first, row[0]))]
    db.execute("UPDATE batches SET undone = ? WHERE first = ?", [taken[0].id, first])
    return taken


def of_hit(db: Database, hit: str, who: str, now: str) -> Event:
    """Take back the last decision on this hit; UsageError where there is none."""
    standing: list[Event] = []
    for event in events.of(db, hit):
        if event.action in (*STATUS, "assign"):
            standing.append(event)
        elif event.action.startswith(UNDO):
            standing = [one for one in standing if f"event {one.id}" != event.why]
    if not standing:
        raise UsageError(f"nothing was decided on hit {hit} that could be undone")
    return _back(db, standing[-1], who, now)


def _back(db: Database, event: Event, who: str, now: str) -> Event:
    action, why = UNDO + event.action, f"event {event.id}"
    if event.action == "mute":
        return mutes.end(db, int(json.loads(event.after or "")["id"]), action, who, why, now)
    column = "assignee" if event.action == "assign" else "status"
    _refuse_later(db, event, column)
    db.execute(f"UPDATE hits SET {column} = ? WHERE id = ?", [event.before, event.hit])  # noqa: S608  # one of two
    return events.append(db, event.hit, now, who, action, event.after, event.before, why)


def _refuse_later(db: Database, event: Event, column: str) -> None:
    """Whatever came after on the same hit has to be undone first, unless it was."""
    actions = ("assign",) if column == "assignee" else STATUS
    pending: set[int] = set()
    for later in events.of(db, event.hit):
        if later.id >= event.id and later.action in actions:
            pending.add(later.id)
        elif later.action.startswith(UNDO) and later.why:
            pending.discard(int(later.why.removeprefix("event ")))
    if event.id not in pending:
        raise UsageError(f"event {event.id} on hit {event.hit} was undone before")
    if pending != {event.id}:
        raise UsageError(f"hit {event.hit} was decided on since (event {max(pending)}); undo that first")
