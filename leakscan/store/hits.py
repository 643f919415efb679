"""Reading hits: by filter and page, by a shortened id, with their matches and sightings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leakscan.errors import UnknownNameError
from leakscan.model import Hit, Match, MatchKind, Sighting, Status
from leakscan.store import assessments, filters
from leakscan.store.records import HitFilter, StoredHit, StoredSighting
from leakscan.store.values import dumped, moment, optional_moment, parsed

if TYPE_CHECKING:
    from leakscan.store.connection import Database

_ID = re.compile(r"[0-9a-f]{4,16}")
_SHOWN = 10  # ids offered where a shortened one fits several

_HIT = """
SELECT h.id, h.document, h.assessment, h.status, h.assignee, h.incident, h.first_seen, h.last_seen,
       d.size, d.media_type, d.charset, d.kept, s.source, s.path, s.url, s.title, s.author, s.posted_at, s.fetched_at,
       (SELECT count(*) FROM sightings WHERE document = h.document) AS sightings
FROM hits h JOIN documents d ON d.sha256 = h.document
JOIN sightings s ON s.id = (SELECT min(id) FROM sightings WHERE document = h.document)
"""


def listed(db: Database, wanted: HitFilter, now: str, *, with_matches: bool) -> list[StoredHit]:
    """The hits a filter lets through, in its order.

    They are found first, out of the indexes alone where these suffice, and only then read: to sort whole rows takes a
    hundred times as long.
    """
    found = filters.find(db, wanted, now)
    read = f"{_HIT} WHERE h.id IN (SELECT value FROM json_each(?)) ORDER BY {filters.order(wanted)}"  # noqa: S608
    return [_stored(db, row, with_matches) for row in db.query(read, [dumped(found)])]


def one(db: Database, hit: str) -> StoredHit:
    """One hit, by its whole id."""
    row = next(db.query(_HIT + "WHERE h.id = ?", [hit]))
    return _stored(db, row, with_matches=True)


def resolve(db: Database, prefix: str) -> str:
    """The whole id that a shortened one (four digits or more) means.

    Raises:
        UnknownNameError: None or several begin so; the message lists these.
    """
    short = prefix.strip().lower()
    if not _ID.fullmatch(short):
        raise UnknownNameError(f"{prefix!r} is no hit's id: that is 4 to 16 hexadecimal digits (`leakscan hits list`)")
    rows = db.execute("SELECT id FROM hits WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", [short, short + "g", 11])
    found = [hit for (hit,) in rows.fetchall()]
    if not found:
        raise UnknownNameError(f"there is no hit {short}; `leakscan hits list` shows those there are")
    if len(found) > 1:
        more = " …" if len(found) > _SHOWN else ""
        raise UnknownNameError(f"{short} fits several hits: {', '.join(found[:_SHOWN])}{more}")
    return str(found[0])


def sightings(db: Database, hit: str) -> list[StoredSighting]:
    """Where the hit's document was seen, in the order it was."""
    rows = db.query(
        "SELECT s.* FROM sightings s JOIN hits h ON h.document = s.document WHERE h.id = ? ORDER BY s.id", [hit]
    )
    return [
        StoredSighting(sighting_of(row), moment(row["last_fetched_at"]), row["run"], optional_moment(row["gone_at"]))
        for row in rows
    ]


def _stored(db: Database, row: dict[str, Any], with_matches: bool) -> StoredHit:
    told = parsed(row["assessment"])
    assert isinstance(told, dict)  # noqa: S101  # the step wrote an object
    unmatched = told["names"]
    assert isinstance(unmatched, dict)  # noqa: S101  # the step wrote an object
    found, names = matches(db, row["id"], str(told["watchlist"])) if with_matches else ((), {})
    hit = Hit(
        sha256=row["document"],
        size=row["size"],
        sighting=sighting_of(row),
        assessment=assessments.from_json(told, found),
        names={**{key: str(name) for key, name in unmatched.items()}, **names},
        status=Status(row["status"]),
    )
    kept = {name: row[name] for name in ("sightings", "assignee", "incident", "media_type", "charset")}
    return StoredHit(hit, moment(row["first_seen"]), moment(row["last_seen"]), evidence=row["kept"], **kept)


def sighting_of(row: dict[str, Any]) -> Sighting:
    """The sighting that a row of its columns tells."""
    plain = {name: row[name] for name in ("source", "path", "url", "title", "author")}
    return Sighting(posted_at=optional_moment(row["posted_at"]), fetched_at=moment(row["fetched_at"]), **plain)


def matches(db: Database, hit: str, watchlist: str) -> tuple[Sequence[Match], dict[str, str]]:
    """The hit's matches in their order, and the names of the entries in them under their keys."""
    names: dict[str, str] = {}
    found = []
    for row in db.query(
        "SELECT e.key, e.name, m.* FROM matches m JOIN entries e ON e.id = m.entry WHERE m.hit = ? ORDER BY m.number",
        [hit],
    ):
        names[row["key"]] = row["name"]
        found.append(_match(row, watchlist))
    return found, names


def _match(row: dict[str, Any], watchlist: str) -> Match:
    plain = {name: row[name] for name in ("text", "start", "end", "score", "form", "rule", "row")}
    ambiguous = parsed(row["ambiguous"]) if row["ambiguous"] else []
    assert isinstance(ambiguous, list)  # noqa: S101  # the step wrote a list
    kind = MatchKind(row["kind"])
    return Match(watchlist, row["key"], kind, ambiguous=tuple(str(key) for key in ambiguous), **plain)
