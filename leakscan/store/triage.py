"""What a responder may do with a hit, and the status it then has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from leakscan.errors import ConflictError, UsageError
from leakscan.model import Status
from leakscan.store import events
from leakscan.store.records import Event
from leakscan.store.values import storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database


class Action(StrEnum):
    """A decision that moves a hit from one status to another."""

    ACKNOWLEDGE = "acknowledge"
    CONFIRM = "confirm"
    DISMISS = "dismiss"
    RESOLVE = "resolve"
    REOPEN = "reopen"


# action -> the statuses it may start from, and the one it leads to
TRANSITIONS: dict[Action, tuple[frozenset[Status], Status]] = {
    Action.ACKNOWLEDGE: (frozenset({Status.NEW}), Status.ACKNOWLEDGED),
    Action.CONFIRM: (frozenset({Status.NEW, Status.ACKNOWLEDGED}), Status.CONFIRMED),
    Action.DISMISS: (frozenset({Status.NEW, Status.ACKNOWLEDGED}), Status.DISMISSED),
    Action.RESOLVE: (frozenset({Status.ACKNOWLEDGED, Status.CONFIRMED}), Status.RESOLVED),
    Action.REOPEN: (frozenset({Status.CONFIRMED, Status.DISMISSED, Status.RESOLVED}), Status.NEW),
}


def decide(
    db: Database,
    ids: Iterable[str],
    action: Action,
    who: str,
    why: str | None,
    now: str,
    seen: Mapping[str, Status] = MappingProxyType({}),
) -> list[Event]:
    """Take one decision on hits; one that already stands there gets no event.

    Raises:
        UsageError: One of them can't be moved that way; then none is.
        ConflictError: One of them no longer has the status that it was ``seen`` with; then none is moved.
    """
    allowed, target = TRANSITIONS[action]
    written = []
    for hit in dict.fromkeys(ids):
        status = Status(db.execute("SELECT status FROM hits WHERE id = ?", [hit]).fetchone()[0])
        if seen.get(hit, status) is not status:
            raise ConflictError(_conflict(db, hit, status))
        if status is target:
            continue
        if status not in allowed:
            raise UsageError(_refusal(hit, status, action))
        db.execute("UPDATE hits SET status = ? WHERE id = ?", [str(target), hit])
        written.append(events.append(db, hit, now, who, str(action), str(status), str(target), why))
    return written


def assign(db: Database, ids: Iterable[str], assignee: str | None, who: str, now: str) -> list[Event]:
    """Give hits to somebody, or with None to nobody; one that is already theirs gets no event."""
    written, assignee = [], storable(assignee)
    for hit in dict.fromkeys(ids):
        before = db.execute("SELECT assignee FROM hits WHERE id = ?", [hit]).fetchone()[0]
        if before != assignee:
            db.execute("UPDATE hits SET assignee = ? WHERE id = ?", [assignee, hit])
            written.append(events.append(db, hit, now, who, "assign", before, assignee, None))
    return written


def record(
    db: Database, ids: Iterable[str], action: str, who: str, why: str | None, now: str, after: str | None = None
) -> list[Event]:
    """Write events that change nothing of the hits: a note, a look at what is masked, an export."""
    return [events.append(db, hit, now, who, action, None, after, why) for hit in dict.fromkeys(ids)]


def _conflict(db: Database, hit: str, status: Status) -> str:
    last = events.of(db, hit)[-1]
    why = f" ({last.why})" if last.why else ""
    return f"hit {hit} is {status} by now: {last.action} by {last.who}{why}; look at it again"


def _refusal(hit: str, status: Status, action: Action) -> str:
    if action is not Action.REOPEN and status in TRANSITIONS[Action.REOPEN][0]:
        return f"hit {hit} is {status}: reopen it first, then {action} it"
    starts = " or ".join(str(s) for s in Status if s in TRANSITIONS[action][0])
    return f"hit {hit} is {status}: only a hit that is {starts} can be taken there ({action})"
