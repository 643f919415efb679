"""What is to be told of hits, decided in the transaction that writes them: one alert an incident.

A repost or an edit is told of only where it exposes clients that were not told of before, shows another planted copy,
is graver than what was told, or comes after all of the incident was resolved. What stays below the rule, is muted or
belongs to a dismissed incident is not told; a canary always is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leakscan.model import Hit, Severity, Status
from leakscan.store import mutes
from leakscan.store.values import dumped, storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database

_TOLD = "INSERT OR IGNORE INTO told (incident, entry) SELECT DISTINCT ?, entry FROM matches WHERE hit = ?"
_ALL = """INSERT OR IGNORE INTO told (incident, entry) SELECT DISTINCT h.incident, m.entry
    FROM hits h JOIN matches m ON m.hit = h.id WHERE h.incident = ?"""
_BEFORE = "SELECT id, rank, copies, made FROM alerts WHERE {} = ? ORDER BY id"
_UNSENT = """SELECT max(a.id) FROM alerts a WHERE a.incident = ? AND NOT EXISTS
    (SELECT 1 FROM deliveries d WHERE d.alert = a.id AND d.message IS NOT NULL)"""
_DISMISSED = f"""SELECT count(*) FROM hits WHERE incident = ? AND id <> ? GROUP BY incident
    HAVING min(status = '{Status.DISMISSED}')"""  # noqa: S608  # the word of an enum
_CLOSED = f"""SELECT count(*) FROM hits WHERE incident = ?1 AND NOT (id = ?2 AND status = '{Status.NEW}')
    GROUP BY incident HAVING min(status IN ('{Status.DISMISSED}', '{Status.RESOLVED}'))"""  # noqa: S608  # as above
_RESOLVED = "SELECT max(e.at) FROM hits h JOIN events e ON e.hit = h.id AND e.action = 'resolve' WHERE h.incident = ?"


@dataclass(frozen=True, slots=True)
class AlertRule:
    """Which hits are told of, and to whom.

    Attributes:
        targets: References of where alerts go; what they refer to is not the store's business.
        severity: From this one on; canaries always.
        min_clients: With at least so many different clients; canaries always.
    """

    targets: tuple[str, ...]
    severity: Severity = Severity.HIGH
    min_clients: int = 1

    def covers(self, hit: Hit) -> bool:
        """Whether this hit is grave enough by itself."""
        a = hit.assessment
        return bool(a.canaries) or (a.severity.rank >= self.severity.rank and a.clients.matched >= self.min_clients)


def tell(db: Database, hit: Hit, rule: AlertRule, now: str, *, rescreened: bool = False) -> None:
    """Put an alert on the hit into the outbox where it is news; the hit has been written, with its incident."""
    if not rule.covers(hit) or _is_muted(db, hit.id, now):
        return
    incident = db.execute("SELECT incident FROM hits WHERE id = ?", [hit.id]).fetchone()[0]
    before = db.execute(_BEFORE.format("hit" if incident is None else "incident"), [incident or hit.id]).fetchall()
    copies = sorted({canary.copy for canary in hit.assessment.canaries})
    known = {copy for _, _, told, _ in before for copy in json.loads(told)}
    kind = "new"
    if before:
        kind = "update"
        if set(copies) - known:
            kind = "canary"
        elif hit.assessment.severity.rank > max(rank for _, rank, _, _ in before):
            kind = "graver"
        elif incident is None or _is_dismissed(db, incident, hit.id):
            return
        elif _is_back(db, incident, hit.id, before[-1][3]):
            kind = "back"
    clients = _new_clients(db, incident, hit.id, first=not before)
    if kind == "update" and not clients:
        return
    _add(db, hit, rule, (kind, incident, clients, copies, rescreened, now))


def _new_clients(db: Database, incident: int | None, hit: str, *, first: bool) -> int:
    """Count the clients not told of before, who are from now on; the first time, those of the whole incident."""
    if incident is None:
        return 0
    return db.execute(_ALL, [incident]).rowcount if first else db.execute(_TOLD, [incident, hit]).rowcount


def extent(db: Database, incident: int) -> tuple[int, int]:
    """How many documents an incident has, and how many clients of it were told of."""
    documents = db.execute("SELECT count(*) FROM hits WHERE incident = ?", [incident]).fetchone()[0]
    return int(documents), int(db.execute("SELECT count(*) FROM told WHERE incident = ?", [incident]).fetchone()[0])


def _is_muted(db: Database, hit: str, now: str) -> bool:
    """Whether a mute that is in force hides the hit; none ever hides a canary."""
    for one in mutes.hiding(db, True, now):
        found = db.execute(f"SELECT 1 FROM hits h WHERE h.id = ? AND {one.test}", [hit, *one.values])  # noqa: S608
        return found.fetchone() is not None
    return False


def _is_dismissed(db: Database, incident: int, hit: str) -> bool:
    """Whether every other hit of the incident was dismissed, so that one more of its kind is no news."""
    return db.execute(_DISMISSED, [incident, hit]).fetchone() is not None


def _is_back(db: Database, incident: int, hit: str, told: str) -> bool:
    """Whether the rest of the incident is closed, and something of it was resolved after it was last told of."""
    if db.execute(_CLOSED, [incident, hit]).fetchone() is None:
        return False
    resolved = db.execute(_RESOLVED, [incident]).fetchone()[0]
    return resolved is not None and resolved >= told


_News = tuple[str, int | None, int, list[str], bool, str]


def _add(db: Database, hit: Hit, rule: AlertRule, news: _News) -> None:
    """A new alert; or, while the last one on the incident has gone nowhere yet, more in that one."""
    kind, incident, clients, copies, rescreened, now = news
    rank = hit.assessment.severity.rank
    unsent = db.execute(_UNSENT, [incident]).fetchone()[0]
    if unsent is not None:
        said = json.loads(db.execute("SELECT copies FROM alerts WHERE id = ?", [unsent]).fetchone()[0])
        db.execute(
            "UPDATE alerts SET clients = clients + ?1, copies = ?2, hit = iif(?3 > rank, ?4, hit),"
            " sighting = iif(?3 > rank, ?5, sighting), rank = max(rank, ?3) WHERE id = ?6",
            [clients, dumped(sorted({*said, *copies})), rank, hit.id, _sighting(db, hit), unsent],
        )
        return
    made = db.execute(
        "INSERT INTO alerts (kind, hit, incident, rank, clients, copies, sighting, rescreened, made)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [kind, hit.id, incident, rank, clients, dumped(copies), _sighting(db, hit), rescreened, now],
    )
    rows = [(made.lastrowid, storable(target)) for target in rule.targets]
    db.conn.executemany("INSERT INTO deliveries (alert, target) VALUES (?, ?)", rows)


def _sighting(db: Database, hit: Hit) -> int:
    """The row of the place that the hit was met at just now."""
    seen = hit.sighting
    row = db.execute(
        "SELECT id FROM sightings WHERE document = ? AND source = ? AND ifnull(path, '') = ifnull(?, '')"
        " AND ifnull(url, '') = ifnull(?, '')",
        [hit.sha256, storable(seen.source), storable(seen.path), storable(seen.url)],
    ).fetchone()
    return int(row[0])
