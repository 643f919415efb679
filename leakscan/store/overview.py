"""What is looked at rather than read: counts by day, health by day, one incident and all the places it was seen at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from leakscan.errors import UnknownNameError
from leakscan.model import Health, Severity, Status
from leakscan.store import reporting
from leakscan.store.reporting import Incident
from leakscan.store.values import moment

if TYPE_CHECKING:
    from leakscan.store.connection import Database

_RANKS = list(Severity)
_TALLY = "SELECT status, rank, count(*) FROM hits GROUP BY status, rank"
_DAILY = "SELECT substr(first_seen, 1, 10), count(*) FROM hits WHERE rank = ? AND first_seen >= ? GROUP BY 1"
_HEALTH = """SELECT source, substr(ended, 1, 10), health, count(*), sum(pages), sum(documents), sum(hits)
FROM visits WHERE ended >= ? GROUP BY 1, 2, 3 ORDER BY 1, 2"""
_SEEN = """SELECT s.fetched_at, s.source, ifnull(s.url, s.path), h.id, h.status, h.rank, h.matched
FROM hits h JOIN sightings s ON s.document = h.document WHERE h.incident = ? ORDER BY s.fetched_at, s.id LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Day:
    """What the visits of one source on one day amounted to: how many ended how, and what they read."""

    source: str
    day: date
    healths: Mapping[Health, int]
    pages: int
    documents: int
    hits: int


@dataclass(frozen=True, slots=True)
class Seen:
    """One document of an incident at one place."""

    at: datetime
    source: str
    place: str | None
    hit: str
    status: Status
    severity: Severity
    clients: int


def tally(db: Database) -> dict[Status, dict[Severity, int]]:
    """How many hits stand where, by severity; out of an index alone."""
    found: dict[Status, dict[Severity, int]] = {status: dict.fromkeys(Severity, 0) for status in Status}
    for status, rank, count in db.execute(_TALLY):
        found[Status(status)][_RANKS[rank]] = count
    return found


def daily(db: Database, since: str, least: Severity) -> dict[date, dict[Severity, int]]:
    """Hits of each severity from ``least`` on, by the day they were first seen; days without any are missing."""
    found: dict[date, dict[Severity, int]] = {}
    for severity in _RANKS[least.rank :]:
        for day, count in db.execute(_DAILY, [severity.rank, since]):
            found.setdefault(date.fromisoformat(day), {})[severity] = count
    return found


def health(db: Database, since: str) -> list[Day]:
    """What became of each source's visits, day by day."""
    rows: dict[tuple[str, str], list[tuple[Health, int, int, int, int]]] = {}
    for source, day, state, *counts in db.execute(_HEALTH, [since]):
        rows.setdefault((source, day), []).append((Health(state), *counts))
    return [
        Day(
            source,
            date.fromisoformat(day),
            {state: times for state, times, *_ in of},
            *(sum(row[n] for row in of) for n in (2, 3, 4)),  # type: ignore[misc]
        )
        for (source, day), of in rows.items()
    ]


def incident(db: Database, number: int) -> Incident:
    """One incident; UnknownNameError where there is none."""
    found = reporting.incident(db, number)
    if found is None:
        raise UnknownNameError(f"there is no incident {number}; `leakscan report` lists those there are")
    return found


def seen(db: Database, number: int, limit: int) -> list[Seen]:
    """Every place at which a document of the incident was seen, in the order of time."""
    return [
        Seen(moment(at), source, place, hit, Status(status), _RANKS[rank], clients)
        for at, source, place, hit, status, rank, clients in db.execute(_SEEN, [number, limit])
    ]
