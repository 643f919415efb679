"""Sums over many hits, as a report needs them; none reads an assessment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from leakscan.model import MatchKind, Severity, Status, Verdict
from leakscan.store.values import moment, optional_moment

if TYPE_CHECKING:
    from leakscan.store.connection import Database

_RANKS = list(Severity)
_COUNTS = "SELECT verdict, severity, status, count(*) FROM hits WHERE first_seen >= ? GROUP BY 1, 2, 3"
_INCIDENTS = """
SELECT h.incident, h.watchlist, max(h.rank) AS rank, max(h.matched), count(*), min(h.first_seen), max(h.last_seen),
       group_concat(DISTINCT h.status), group_concat(DISTINCT h.verdict), min(i.founder),
       (SELECT ifnull(s.url, s.path) FROM sightings s JOIN hits f ON f.document = s.document
        WHERE f.id = i.founder ORDER BY s.id LIMIT 1)
FROM incidents i JOIN hits h ON h.incident = i.id
WHERE i.id IN ({})
GROUP BY h.incident ORDER BY rank DESC, min(h.first_seen) DESC, h.incident DESC
"""
_SINCE = "SELECT incident FROM hits INDEXED BY hits_by_incident WHERE incident > 0 AND first_seen >= ?"
# Whatever is more than a mention is of an incident: these few hits are gone through, not everybody's matches.
_EXPOSED = """
SELECT e.watchlist, e.key, e.name, count(*), max(found.rank), min(found.first_seen)
FROM (SELECT DISTINCT m.entry, h.id, h.rank, h.first_seen
      FROM hits h INDEXED BY hits_by_incident CROSS JOIN matches m ON m.hit = h.id
      WHERE h.incident > 0 AND h.first_seen >= ? AND h.verdict <> 'mention' AND h.status <> 'dismissed') found
JOIN entries e ON e.id = found.entry GROUP BY e.id ORDER BY 5 DESC, 4 DESC, e.watchlist, e.name
"""
_WATCHLISTS = """WITH RECURSIVE lists(name) AS (SELECT min(watchlist) FROM hits UNION ALL
    SELECT (SELECT min(watchlist) FROM hits WHERE watchlist > name) FROM lists WHERE name IS NOT NULL)
SELECT name FROM lists WHERE name IS NOT NULL"""  # along the index, one look each
_NEWEST = """SELECT first_seen, id FROM hits INDEXED BY hits_by_watchlist WHERE watchlist = ? AND rank = ?
ORDER BY first_seen DESC, id DESC LIMIT 1"""
_SIZE = "SELECT json_extract(assessment, '$.clients[2]') FROM hits WHERE id = ?"
_OF_ENTRY = """
SELECT h.id, h.verdict, h.status, h.first_seen, s.url, s.posted_at, group_concat(DISTINCT m.kind), h.document
FROM matches m JOIN hits h ON h.id = m.hit
JOIN sightings s ON s.id = (SELECT min(id) FROM sightings WHERE document = h.document)
WHERE m.entry = ? AND h.first_seen >= ? AND h.verdict <> 'mention' AND h.status <> 'dismissed'
GROUP BY h.id ORDER BY h.first_seen, h.id
"""


@dataclass(frozen=True, slots=True)
class Count:
    """How many hits of one verdict, severity and status were first seen in the time asked for."""

    verdict: Verdict
    severity: Severity
    status: Status
    hits: int


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident with all its hits: the worst severity, the most clients, every status among them.

    ``founder`` is the id of its first hit and ``place`` where that was seen; ``first_seen`` is the whole incident's.
    """

    id: int
    watchlist: str
    severity: Severity
    clients: int
    hits: int
    first_seen: datetime
    last_seen: datetime
    statuses: tuple[Status, ...]
    verdicts: tuple[Verdict, ...]
    founder: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Exposed:
    """One entry that surfaced: in how many hits (mentions and dismissed ones aside), how badly, since when."""

    watchlist: str
    key: str
    name: str
    hits: int
    severity: Severity
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class Appearance:
    """One document in which one entry stands: which of its parts were found, and where it was seen first.

    ``others`` holds, casefolded, what must not be told: names, keys and matches of every other entry.
    """

    hit: str
    verdict: Verdict
    status: Status
    first_seen: datetime
    url: str | None
    posted_at: datetime | None
    kinds: tuple[MatchKind, ...]
    sha256: str
    others: frozenset[str]


def counts(db: Database, since: str) -> list[Count]:
    """Hits first seen since then, by verdict, severity and status."""
    return [Count(Verdict(v), Severity(s), Status(t), n) for v, s, t, n in db.execute(_COUNTS, [since])]


def incidents(db: Database, since: str) -> list[Incident]:
    """Incidents of which a hit was first seen since then, the most urgent first."""
    return _incidents(db, _SINCE, since)


def incident(db: Database, number: int) -> Incident | None:
    """The incident of this number; None where there is none."""
    return next(iter(_incidents(db, "?", number)), None)


def _incidents(db: Database, which: str, value: str | int) -> list[Incident]:
    return [
        Incident(
            number,
            watchlist,
            _RANKS[rank],
            clients,
            hits,
            moment(first),
            moment(last),
            tuple(sorted((Status(s) for s in statuses.split(",")), key=list(Status).index)),
            tuple(sorted((Verdict(v) for v in verdicts.split(",")), key=list(Verdict).index)),
            founder,
            place,
        )
        for number, watchlist, rank, clients, hits, first, last, statuses, verdicts, founder, place in db.execute(
            _INCIDENTS.format(which), [value]
        )
    ]


def exposed(db: Database, since: str) -> list[Exposed]:
    """Entries in hits first seen since then, the worst first."""
    return [
        Exposed(w, k, n, hits, _RANKS[rank], moment(first))
        for w, k, n, hits, rank, first in db.execute(_EXPOSED, [since])
    ]


def watchlists(db: Database) -> list[str]:
    """Names of the watchlists that hits are of."""
    return [str(name) for (name,) in db.execute(_WATCHLISTS)]


def sizes(db: Database) -> dict[str, int]:
    """How many clients each watchlist had when its newest hit was assessed."""
    found = {}
    for name in watchlists(db):
        newest = max(row for rank in range(len(_RANKS)) for row in db.execute(_NEWEST, [name, rank]).fetchall())
        found[name] = int(db.execute(_SIZE, [newest[1]]).fetchone()[0])
    return found


def _others(db: Database, number: int, hit: str) -> frozenset[str]:
    found = db.execute(
        "SELECT name FROM entries WHERE id <> ?1 UNION SELECT key FROM entries WHERE id <> ?1"
        " UNION SELECT text FROM matches WHERE hit = ?2 AND entry <> ?1",
        [number, hit],
    )
    return frozenset(str(text).casefold() for (text,) in found)


def appearances(db: Database, number: int, since: str) -> list[Appearance]:
    """Documents that hold this entry and were first seen since then; mentions and dismissed hits are not among them."""
    return [
        Appearance(
            hit,
            Verdict(verdict),
            Status(status),
            moment(first),
            url,
            optional_moment(posted),
            tuple(sorted((MatchKind(kind) for kind in kinds.split(",")), key=list(MatchKind).index)),
            sha256,
            _others(db, number, hit),
        )
        for hit, verdict, status, first, url, posted, kinds, sha256 in db.execute(_OF_ENTRY, [number, since]).fetchall()
    ]
