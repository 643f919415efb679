"""Documents that expose nearly the same set of clients are one incident, so an edited repost is no news.

A hit joins an incident whose founding hit has nearly its set of entries: Jaccard of at least 0.8, or one all but
contained in the other (95 %) and at least half its size (a copy cut short). A smaller part joins it as well while the
incident is fresh, since lists are reposted in pieces; later it is an incident of its own: on a list that once leaked
whole, every other theft would otherwise be old news for ever. Mentions belong to none.

Candidates come from a bottom-k sketch (Broder, "On the resemblance and containment of documents", 1997): the k
smallest hashes of the entry keys. The decision is taken on the sets themselves, and always against the founder, so
that a chain of small edits can't drift.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from leakscan.store.values import moment, stamp, storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database

SKETCH = 128  # values kept of a set: at Jaccard 0.8, two sketches without a common value are out of the question
CANDIDATES = 20  # incidents with the most values in common, examined exactly
JACCARD = 0.8
CONTAINED = 0.95
HALF = 0.5
FRESH = timedelta(days=30)  # after anything of an incident was last seen, so long its parts are no news


def place(db: Database, hit: str, watchlist: str, now: str) -> int:
    """Put the hit into its incident, founding one where there is none; returns the incident's id."""
    own = db.execute("SELECT incident FROM hits WHERE id = ?", [hit]).fetchone()[0]
    incident: int | None = own if own is not None else _nearest(db, hit, watchlist) or _whole(db, hit, watchlist, now)
    if incident is None:
        incident = _found(db, hit, watchlist, now)
    db.execute("UPDATE incidents SET last_seen = max(last_seen, ?) WHERE id = ?", [now, incident])
    db.execute("UPDATE hits SET incident = ? WHERE id = ?", [incident, hit])
    return incident


def same(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of entries are nearly the same; two empty sets are not."""
    common, smaller, larger = len(a & b), min(len(a), len(b)), max(len(a), len(b))
    if not common:
        return False
    return common / len(a | b) >= JACCARD or (common / smaller >= CONTAINED and smaller / larger >= HALF)


def sketch(keys: frozenset[str]) -> list[int]:
    """The smallest hashes of the keys, at most SKETCH, as SQLite's signed 64-bit integers."""
    hashes = (hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest() for key in keys)
    return sorted(int.from_bytes(h, "big", signed=True) for h in hashes)[:SKETCH]


def _keys(db: Database, hit: str) -> frozenset[str]:
    rows = db.execute("SELECT DISTINCT e.key FROM matches m JOIN entries e ON e.id = m.entry WHERE m.hit = ?", [hit])
    return frozenset(key for (key,) in rows.fetchall())


def _nearest(db: Database, hit: str, watchlist: str) -> int | None:
    keys = _keys(db, hit)
    values = sketch(keys)
    marks = ", ".join("?" * len(values))
    rows = db.execute(
        f"SELECT i.id, i.founder FROM sketches s JOIN incidents i ON i.id = s.incident"  # noqa: S608  # question marks
        f" WHERE s.watchlist = ? AND s.value IN ({marks}) GROUP BY i.id ORDER BY count(*) DESC, i.id LIMIT ?",
        [storable(watchlist), *values, CANDIDATES],
    )
    for incident, founder in rows.fetchall():
        if same(keys, _keys(db, founder)):
            return int(incident)
    return None


def _whole(db: Database, hit: str, watchlist: str, now: str) -> int | None:
    """The fresh incident that the hit is a part of: its founder exposes nearly all of the hit's clients."""
    rows = db.execute(
        "SELECT i.id, count(DISTINCT theirs.entry) AS held FROM matches mine"
        " JOIN matches theirs ON theirs.entry = mine.entry JOIN incidents i ON i.founder = theirs.hit"
        " WHERE mine.hit = ? AND i.watchlist = ? AND i.last_seen >= ? GROUP BY i.id ORDER BY held DESC, i.id LIMIT 1",
        [hit, storable(watchlist), stamp(moment(now) - FRESH)],
    ).fetchall()
    return int(rows[0][0]) if rows and rows[0][1] >= CONTAINED * len(_keys(db, hit)) else None


def _found(db: Database, hit: str, watchlist: str, now: str) -> int:
    made = db.execute(
        "INSERT INTO incidents (watchlist, founder, first_seen, last_seen) VALUES (?, ?, ?, ?)",
        [storable(watchlist), hit, now, now],
    )
    incident = made.lastrowid
    assert incident is not None  # noqa: S101  # an INSERT that did not raise has one
    rows = [(storable(watchlist), value, incident) for value in sketch(_keys(db, hit))]
    db.conn.executemany("INSERT INTO sketches VALUES (?, ?, ?)", rows)
    return incident
