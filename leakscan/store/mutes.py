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
from leakscan.store import events, reporting
from leakscan.store.records import Event, Mute
from leakscan.store.values import dumped, moment, optional_moment, stamp, storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database
    from leakscan.store.filters import Condition

_NO_CANARY = "h.verdict <> 'canary' AND json_array_length(h.assessment, '$.canaries') = 0"
_NOWHERE_ELSE = "NOT EXISTS (SELECT 1 FROM sightings w WHERE w.document = h.document AND w.source NOT IN ({}))"
_NOBODY_ELSE = """h.watchlist = ? AND EXISTS (SELECT 1 FROM matches m WHERE m.hit = h.id) AND NOT EXISTS (
    SELECT 1 FROM matches m JOIN entries e ON e.id = m.entry WHERE m.hit = h.id AND e.key NOT IN ({}))"""


def hiding(db: Database, muted: bool | None, now: str) -> list[Condition]:
    """The condition on hits ``h`` that leaves out what is muted now, or with True lets nothing else through."""
    if muted is None:
        return []
    hidden = list(_hidden(_read(db, "WHERE ended IS NULL AND expires > ?", [now])))
    if not hidden:
        return [("0", [])] if muted else []
    some = " OR ".join(f"({sql})" for sql, _ in hidden)
    negated = "" if muted else "NOT "
    return [(f"{negated}({_NO_CANARY} AND ({some}))", [value for _, values in hidden for value in values])]


def _hidden(active: Sequence[Mute]) -> Iterator[Condition]:
    entries: defaultdict[str | None, list[str]] = defaultdict(list)
    for mute in active:
        if mute.entry is not None:
            entries[mute.watchlist].append(mute.entry)
        elif mute.watchlist is not None:
            yield "h.watchlist = ?", [mute.watchlist]
        elif mute.incident is not None:
            yield "h.incident = ?", [mute.incident]
    for watchlist, keys in entries.items():
        yield _NOBODY_ELSE.format(_marks(keys)), [watchlist, *keys]
    if sources := [mute.source for mute in active if mute.source is not None]:
        yield _NOWHERE_ELSE.format(_marks(sources)), [*sources]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


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
        _, owner, key, _ = reporting.entry(db, wanted.entry, wanted.watchlist)
    else:
        _seen(db, wanted)
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


def _seen(db: Database, wanted: Mute) -> None:
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
    ((sql, values),) = _hidden([mute])
    return int(db.execute(f"SELECT count(*) FROM hits h WHERE {_NO_CANARY} AND {sql}", values).fetchone()[0])  # noqa: S608


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
