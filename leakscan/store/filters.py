"""The hits that a filter lets through: a page that starts behind a hit instead of skipping over rows.

Where few hits meet one of the conditions, these are looked up and the other conditions tested on them. Else the list
is walked in its order, along an index that holds what most conditions ask for, until the page is full; and where that
takes too long, since what passes stands far down, what fewest meet is looked up after all. SQLite's own planner knows
neither how rare a word is nor that fifty hits are enough, so it is told the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from leakscan.errors import UnknownNameError
from leakscan.store import mutes, search
from leakscan.store.conditions import Condition, Value, any_of, marks
from leakscan.store.records import HitFilter, HitSort
from leakscan.store.values import stamp, storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database

_FEW = 5_000  # hits that are looked up at once
_MANY = 100_000  # hits that are looked up sooner than a long list is walked to its end
_STEPS = 200_000  # of SQLite's machine, at most a tenth of a second, that a walk may take before it is given up
_ORDER = {
    HitSort.URGENT: ("h.rank", "h.first_seen", "h.id"),
    HitSort.NEWEST: ("h.first_seen", "h.id"),
    HitSort.OLDEST: ("h.first_seen", "h.id"),
    HitSort.CLIENTS: ("h.matched", "h.first_seen", "h.id"),
}
_WALK = {
    HitSort.URGENT: "hits_by_urgency",
    HitSort.NEWEST: "hits_by_time",
    HitSort.OLDEST: "hits_by_time",
    HitSort.CLIENTS: "hits_by_clients",
}
_SEEN_THERE = "EXISTS (SELECT 1 FROM sightings w WHERE w.document = h.document AND w.source = ?)"
_SEEN = "SELECT h.rowid AS hit FROM sightings w JOIN hits h ON h.document = w.document WHERE w.source = ?"
_SIGHTINGS = "SELECT 1 FROM sightings WHERE source = ?"
_EXPOSES = "EXISTS (SELECT 1 FROM matches m JOIN entries e ON e.id = m.entry WHERE m.hit = h.id AND instr(e.folded, ?))"
_EXPOSED = "SELECT hit FROM matches WHERE entry IN (SELECT id FROM entries WHERE instr(folded, ?))"
_EXPOSING = f"SELECT h.rowid AS hit FROM (SELECT DISTINCT hit FROM ({_EXPOSED})) m CROSS JOIN hits h ON h.id = m.hit"  # noqa: S608


def find(db: Database, wanted: HitFilter, now: str) -> list[str]:
    """Ids of the hits a filter lets through, in its order.

    Raises:
        UnknownNameError: The hit to go on behind is not in the store.
    """
    conditions = [*_plain(wanted), *_searched(db, wanted), *_behind(db, wanted), *mutes.hiding(db, wanted.muted, now)]
    rare = _rarest(db, conditions, _FEW)
    if rare is None and wanted.limit is not None:
        walked = db.within(_STEPS, *_compiled(wanted, conditions, None))
        if walked is not None:
            return [str(hit) for (hit,) in walked]
        rare = _rarest(db, conditions, _MANY)
    return [str(hit) for (hit,) in db.execute(*_compiled(wanted, conditions, rare))]


def order(wanted: HitFilter) -> str:
    """The columns that hits ``h`` are sorted by."""
    way = "ASC" if wanted.sort is HitSort.OLDEST else "DESC"
    return ", ".join(f"{column} {way}" for column in _ORDER[wanted.sort])


def _compiled(wanted: HitFilter, conditions: Sequence[Condition], rare: Condition | None) -> tuple[str, list[Value]]:
    """The SELECT of the ids, out of those that meet one condition or out of all in their order; and its values."""
    values: list[Value] = [] if rare is None else [*rare.keys]
    hits = f"hits h INDEXED BY {_WALK[wanted.sort]}"
    if rare is not None:
        hits = f"(SELECT DISTINCT hit FROM ({rare.among})) few CROSS JOIN hits h ON h.rowid = few.hit"  # noqa: S608
    tests = [one for one in conditions if one is not rare or not one.exact]
    where = " AND ".join(f"({one.test})" for one in tests) or "1"
    values += [value for one in tests for value in one.values]
    sql = f"SELECT h.id FROM {hits} WHERE {where} ORDER BY {order(wanted)} LIMIT ?"  # noqa: S608  # this room's own words
    return sql, [*values, -1 if wanted.limit is None else wanted.limit]


def _rarest(db: Database, conditions: Sequence[Condition], bound: int) -> Condition | None:
    """The condition that fewest hits meet, if these are not more than so many."""
    fewest, rarest = bound + 1, None
    for one in (one for one in conditions if one.among):
        counted = f"SELECT count(*) FROM ({one.counted or one.among} LIMIT ?)"  # noqa: S608  # this room's own words
        count = db.execute(counted, [*one.keys, fewest]).fetchone()[0]
        if count < fewest:
            fewest, rarest = count, one
    return rarest


def _plain(wanted: HitFilter) -> Iterator[Condition]:
    if wanted.statuses:
        yield any_of("status", [str(status) for status in wanted.statuses])
    if wanted.watchlists:
        yield any_of("watchlist", [storable(name) for name in wanted.watchlists])
    if wanted.assignee is not None:
        yield any_of("assignee", [storable(wanted.assignee)]) if wanted.assignee else Condition("h.assignee IS NULL")
    if wanted.incident is not None:
        yield any_of("incident", [wanted.incident])
    if wanted.verdicts:
        yield Condition(f"h.verdict IN ({marks(wanted.verdicts)})", [str(verdict) for verdict in wanted.verdicts])
    if wanted.severity is not None:
        yield Condition("h.rank >= ?", [wanted.severity.rank])
    if wanted.severity_to is not None:
        yield Condition("h.rank <= ?", [wanted.severity_to.rank])
    if wanted.since is not None:
        since = [stamp(wanted.since)]
        yield Condition("h.first_seen >= ?", since, "SELECT rowid AS hit FROM hits WHERE first_seen >= ?", since)


def _searched(db: Database, wanted: HitFilter) -> Iterator[Condition]:
    if wanted.source is not None:
        source = [storable(wanted.source)]
        yield Condition(_SEEN_THERE, source, _SEEN, source, _SIGHTINGS)
    if wanted.entry is not None:
        asked = [storable(wanted.entry).casefold()]
        yield Condition(_EXPOSES, asked, _EXPOSING, asked, _EXPOSED)
    if wanted.text is not None:
        yield search.containing(db, wanted.text)


def _behind(db: Database, wanted: HitFilter) -> Iterator[Condition]:
    if wanted.after is None:
        return
    columns = ", ".join(_ORDER[wanted.sort])
    row = db.execute(f"SELECT {columns} FROM hits h WHERE h.id = ?", [wanted.after]).fetchone()  # noqa: S608  # constants
    if row is None:
        raise UnknownNameError(f"there is no hit {wanted.after} to go on behind; start again without it")
    than = ">" if wanted.sort is HitSort.OLDEST else "<"
    yield Condition(f"({columns}) {than} ({marks(row)})", row)
