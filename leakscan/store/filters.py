"""A filter as SQL: one condition a field, and a page that starts behind a hit instead of skipping over rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from leakscan.errors import UnknownNameError
from leakscan.store import mutes, search
from leakscan.store.records import HitFilter, HitSort
from leakscan.store.values import stamp, storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database

Value: TypeAlias = str | int | None
Condition: TypeAlias = tuple[str, list[Value]]

_SOURCE = "EXISTS (SELECT 1 FROM sightings w WHERE w.document = h.document AND w.source = ?)"
_RARE = "h.id IN (SELECT hit FROM matches WHERE entry IN (SELECT id FROM entries WHERE instr(folded, ?)))"
_COMMON = """EXISTS (SELECT 1 FROM matches m JOIN entries e ON e.id = m.entry
    WHERE m.hit = h.id AND instr(e.folded, ?))"""
_FEW = 20  # entries up to which their matches are fewer than the hits that would have to be looked through
_ORDER = {HitSort.URGENT: ("h.rank", "h.first_seen", "h.id"), HitSort.NEWEST: ("h.first_seen", "h.id")}


def compile_filter(db: Database, wanted: HitFilter, now: str) -> Condition:
    """The WHERE, ORDER BY and LIMIT of a filter over hits ``h``, with their values.

    Raises:
        UnknownNameError: The hit to go on behind is not in the store.
    """
    conditions = [*_plain(wanted), *_searched(db, wanted), *_exposing(db, wanted), *_behind(db, wanted)]
    conditions += mutes.hiding(db, wanted.muted, now)
    where = " AND ".join(sql for sql, _ in conditions) or "1"
    values = [value for _, some in conditions for value in some]
    limit = -1 if wanted.limit is None else wanted.limit
    return f"WHERE {where} ORDER BY {order(wanted)} LIMIT ?", [*values, limit]


def order(wanted: HitFilter) -> str:
    """The columns that hits ``h`` are sorted by."""
    return ", ".join(f"{column} DESC" for column in _ORDER[wanted.sort])


def _plain(wanted: HitFilter) -> Iterator[Condition]:
    if wanted.statuses:
        yield _any_of("h.status", [str(status) for status in wanted.statuses])
    if wanted.watchlists:
        yield _any_of("h.watchlist", [storable(name) for name in wanted.watchlists])
    if wanted.severity is not None:
        yield "h.rank >= ?", [wanted.severity.rank]
    if wanted.severity_to is not None:
        yield "h.rank <= ?", [wanted.severity_to.rank]
    if wanted.since is not None:
        yield "h.first_seen >= ?", [stamp(wanted.since)]
    if wanted.incident is not None:
        yield "h.incident = ?", [wanted.incident]


def _searched(db: Database, wanted: HitFilter) -> Iterator[Condition]:
    if wanted.source is not None:
        yield _SOURCE, [storable(wanted.source)]
    if wanted.text is not None:
        yield from search.containing(db, wanted.text)


def _exposing(db: Database, wanted: HitFilter) -> Iterator[Condition]:
    """A word that few entries have is looked up from these, one that many have from the hits: either alone is slow."""
    if wanted.entry is None:
        return
    asked = storable(wanted.entry).casefold()
    counted = "SELECT count(*) FROM (SELECT 1 FROM entries WHERE instr(folded, ?) LIMIT ?)"
    few = db.execute(counted, [asked, _FEW + 1]).fetchone()[0] <= _FEW
    yield _RARE if few else _COMMON, [asked]


def _behind(db: Database, wanted: HitFilter) -> Iterator[Condition]:
    if wanted.after is None:
        return
    columns = ", ".join(_ORDER[wanted.sort])
    row = db.execute(f"SELECT {columns} FROM hits h WHERE h.id = ?", [wanted.after]).fetchone()  # noqa: S608  # constants
    if row is None:
        raise UnknownNameError(f"there is no hit {wanted.after} to go on behind; start again without it")
    marks = ", ".join("?" * len(row))
    yield f"({columns}) < ({marks})", list(row)


def _any_of(column: str, values: list[str]) -> Condition:
    marks = ", ".join("?" * len(values))
    return f"{column} IN ({marks})", list(values)
