"""Mutes: what is not to be listed for a while, with a reason and an end. None ever hides a canary.

A mute of an entry hides hits that expose no client but muted ones, a mute of a source hits seen nowhere but at muted
sources: whatever more there is to a hit shows it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from leakscan.errors import UnknownNameError, UsageError
from leakscan.store import entries, events
from leakscan.store.conditions import Condition, marks
from leakscan.store.records import Event, Mute
from leakscan.store.values import dumped, moment, optional_moment, stamp, storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database

_CANARIES = """SELECT id FROM hits WHERE verdict = 'canary' OR instr(assessment, '"canaries":[]') = 0"""
_NO_CANARY = f"h.id NOT IN ({_CANARIES})"  # they have an index of their own
_OF_INCIDENT = "SELECT rowid AS hit FROM hits WHERE incident = ?"
_OF_WATCHLIST = "SELECT rowid AS hit FROM hits WHERE watchlist = ?"
_NOWHERE_ELSE = "NOT EXISTS (SELECT 1 FROM sightings w WHERE w.document = h.document AND w.source NOT IN ({}))"
_SEEN = "SELECT h.rowid AS hit FROM sightings w JOIN hits h ON h.document = w.document WHERE w.source IN ({})"
_NOBODY_ELSE = """+h.watchlist = ? AND EXISTS (SELECT 1 FROM matches m WHERE m.hit = h.id) AND NOT EXISTS (
    SELECT 1 FROM matches m JOIN entries e ON e.id = m.entry WHERE m.hit = h.id AND e.key NOT IN ({}))"""
_EXPOSING = """SELECT h.rowid AS hit FROM entries e JOIN matches m ON m.entry = e.id JOIN hits h ON h.id = m.hit
    WHERE e.watchlist = ? AND e.key IN ({})"""


def hiding(db: Database, muted: bool | None, now: str) -> list[Condition]:
    """The condition on hits ``h`` that leaves out what is muted now, or with True lets nothing else through."""
    if muted is None:
        return []
    hidden = list(_hidden(_read(db, "WHERE ended IS NULL AND expires > ?", [now])))
    if not hidden:
        return [Condition("0")] if muted else []
    some = " OR ".join(f"({one.test})" for one in hidden)
    values = [value for one in hidden for value in one.values]
    if not muted:
        return [Condition(f"NOT (({some}) AND {_NO_CANARY})", values)]
    among = " UNION ALL ".join(one.among for one in hidden)
    keys = [key for one in hidden for key in one.keys]
    return [Condition(f"({some}) AND {_NO_CANARY}", values, among, keys, exact=False)]


def _hidden(active: Sequence[Mute]) -> Iterator[Condition]:
    keyed: defaultdict[str | None, list[str]] = defaultdict(list)
    for mute in active:
        if mute.entry is not None:
            keyed[mute.watchlist].append(mute.entry)
        elif mute.watchlist is not None:
            yield Condition("+h.watchlist = ?", [mute.watchlist], _OF_WATCHLIST, [mute.watchlist])
        elif mute.incident is not None:
            yield Condition("+h.incident IS ?", [mute.incident], _OF_INCIDENT, [mute.incident])
    for watchlist, keys in keyed.items():
        of = [watchlist, *keys]
        yield Condition(_NOBODY_ELSE.format(marks(keys)), of, _EXPOSING.format(marks(keys)), of, exact=False)
    if sources := [mute.source for mute in active if mute.source is not None]:
        seen = _SEEN.format(marks(sources))
        yield Condition(_NOWHERE_ELSE.format(marks(sources)), sources, seen, sources, exact=False)


def add(db: Database, wanted: Mute, now: str, *, unseen: bool = False) -> tuple[Mute, Event]:
    """Begin a mute; its id and its entry's key are filled in.

    Args:
        db: the store.
        wanted: what to mute.
        now: the time.
        unseen: whether what is named is known to exist though nothing of it was found yet; an entry is then a key.

    Raises:
        UsageError: It names none or several of watchlist, source and incident, no reason, or an end that has passed.
        UnknownNameError: Nothing of that name was ever found, or several watchlists have such an entry.
    """
    named = [wanted.source is not None, wanted.incident is not None, (wanted.watchlist or wanted.entry) is not None]
    if sum(named) != 1:
        raise UsageError("a mute is of one thing: a watchlist, an entry of one, a source or an incident")
    if not wanted.reason.strip():
        raise UsageError("a mute needs a reason")
    if stamp(wanted.expires) <= now:
        raise UsageError("a mute has to end, and later than now")
    owner, key = wanted.watchlist, None
    if unseen:
        key = wanted.entry
    elif wanted.entry is not None:
        _, owner, key, _ = entries.named(db, wanted.entry, wanted.watchlist)
    else:
        _check_found(db, wanted)
    row = [
        storable(owner),
        key,
        storable(wanted.source),
        wanted.incident,
        storable(wanted.reason),
        storable(wanted.who),
    ]
    made = db.execute(
        "INSERT INTO mutes (watchlist, entry, source, incident, reason, who, made, expires)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [*row, now, stamp(wanted.expires)],
    )
    mute = _read(db, "WHERE id = ?", [made.lastrowid])[0]
    return mute, events.append(db, "", now, mute.who, "mute", None, _told(mute), mute.reason)


def _check_found(db: Database, wanted: Mute) -> None:
    """UnknownNameError where nothing was found for the watchlist, at the source or of the incident that is named."""
    for what, name, sql in (
        ("watchlist", wanted.watchlist, "SELECT 1 FROM hits WHERE watchlist = ? LIMIT 1"),
        ("source", wanted.source, "SELECT 1 FROM sightings WHERE source = ? LIMIT 1"),
        ("incident", wanted.incident, "SELECT 1 FROM incidents WHERE id = ?"),
    ):
        if name is not None and db.execute(sql, [storable(name) if isinstance(name, str) else name]).fetchone() is None:
            raise UnknownNameError(f"nothing was found of the {what} {name!r} so far; is it spelt as it should be?")


def end(db: Database, number: int, action: str, who: str, why: str | None, now: str) -> Event:
    """End a mute before its time; UnknownNameError where there is none that could be ended."""
    found = _read(db, "WHERE id = ? AND ended IS NULL", [number])
    if not found:
        raise UnknownNameError(f"there is no mute {number} to end; `leakscan hits mutes` lists them")
    db.execute("UPDATE mutes SET ended = ? WHERE id = ?", [now, number])
    return events.append(db, "", now, who, action, _told(found[0]), None, why)


def listed(db: Database) -> list[Mute]:
    """Every mute, the newest first, with how many hits it hides now (or would, were it still in force)."""
    return [replace(mute, hidden=_count(db, mute)) for mute in _read(db, "ORDER BY id DESC", [])]


def faults(db: Database) -> Iterator[str]:
    """Mutes that are not as the history has them."""
    told = {row[0]: row[1] for row in db.execute("SELECT after, id FROM events WHERE action = 'mute'").fetchall()}
    over = {
        row[0] for row in db.execute("SELECT before FROM events WHERE action IN ('unmute', 'undo mute')").fetchall()
    }
    for mute in _read(db, "ORDER BY id", []):
        if told.pop(_told(mute), None) is None:
            yield f"mute {mute.id} is not as the history has it"
        elif (mute.ended is not None) != (_told(mute) in over):
            yield f"mute {mute.id} {'was ended' if mute.ended else 'is in force'}, but its history says otherwise"
    yield from (f"the mute of event {event} is gone" for event in told.values())


def _count(db: Database, mute: Mute) -> int:
    (one,) = _hidden([mute])
    if one.exact:  # counted along the index, canaries apart
        all_of, spared = f"SELECT count(*) FROM ({one.among})", f"h.id IN ({_CANARIES})"  # noqa: S608  # own words
        found = f"SELECT ({all_of}) - (SELECT count(*) FROM hits h WHERE {spared} AND {one.test})"  # noqa: S608
    else:
        few = f"(SELECT DISTINCT hit FROM ({one.among})) few CROSS JOIN hits h ON h.rowid = few.hit"  # noqa: S608
        found = f"SELECT count(*) FROM {few} WHERE {one.test} AND {_NO_CANARY}"  # noqa: S608
    return int(db.execute(found, [*one.keys, *one.values]).fetchone()[0])


def _told(mute: Mute) -> str:
    names = ("id", "watchlist", "entry", "source", "incident")
    return dumped({name: getattr(mute, name) for name in names} | {"expires": stamp(mute.expires)})


def _read(db: Database, where: str, values: list[Any]) -> list[Mute]:
    rows = db.query(f"SELECT * FROM mutes {where}", values)  # noqa: S608  # the condition is this module's own
    return [
        Mute(
            **{
                **row,
                "made": moment(row["made"]),
                "expires": moment(row["expires"]),
                "ended": optional_moment(row["ended"]),
            }
        )
        for row in rows
    ]
