"""Full-text search over what is kept of a hit: the rows around its matches, its matches, and where it was seen.

Everything is casefolded when written, and so is what is asked. SQLite's trigram index finds any stretch of three
letters or more exactly; what is asked goes in as one quoted phrase, so that nothing in it is taken for an operator.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leakscan.model import Match
from leakscan.store.conditions import Condition
from leakscan.store.values import dumped, storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database

ROWS = 20  # lines of a document that are kept of a hit
WIDTH = 240  # characters of a line
_LONGEST = 100  # letters of a phrase; a longer one is narrowed down by its beginning
_SHORTEST = 3  # a trigram
_BROAD = 20_000  # hits above which walking the list in its order finds a page sooner than sorting what was found

_FOUND = """SELECT h.rowid AS hit FROM json_each(?) found CROSS JOIN snippets s ON s.id = found.value
    CROSS JOIN hits h ON h.id = s.hit"""
_PHRASE = "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?"
_SCANNED = "SELECT id FROM snippets WHERE instr(text, ?) LIMIT ?"  # too short for a trigram
_CONTAINS = "instr((SELECT text FROM snippets WHERE hit = h.id), ?)"
_SEARCHABLE = """folded(?1 || char(10) ||
    ifnull((SELECT group_concat(ifnull(title, '') || char(10) || ifnull(author, '') || char(10) || ifnull(url, '')
        || char(10) || ifnull(path, ''), char(10)) FROM sightings s WHERE s.document = h.document), '') || char(10) ||
    ifnull((SELECT group_concat(text, char(10)) FROM (SELECT DISTINCT text FROM matches m WHERE m.hit = h.id)), ''))"""


def containing(db: Database, text: str) -> Condition:
    """The condition that the kept text of a hit contains this, in any case; those that do are looked up if not many."""
    asked = storable(text).casefold()
    sql, value = (_SCANNED, asked) if len(asked) < _SHORTEST else (_PHRASE, _phrase(asked))
    found = [row for (row,) in db.execute(sql, [value, _BROAD + 1]).fetchall()]
    if len(found) > _BROAD:
        return Condition(_CONTAINS, [asked])
    exact = len(asked) <= _LONGEST
    return Condition(_CONTAINS, [asked], _FOUND, [dumped(found)], "SELECT 1 FROM json_each(?)", exact=exact)


def _phrase(asked: str) -> str:
    return '"' + asked[:_LONGEST].replace('"', '""') + '"'


def write(db: Database, hit: str, rows: str | None) -> None:
    """Write what can be searched of a hit anew; ``rows`` None leaves the rows that are kept of it."""
    before = db.execute("SELECT id, rows, text FROM snippets WHERE hit = ?", [hit]).fetchone()
    kept = "" if before is None else str(before[1])
    rows = kept if rows is None else rows
    text = db.execute(f"SELECT {_SEARCHABLE} FROM hits h WHERE h.id = ?2", [rows, hit]).fetchone()[0]  # noqa: S608
    if before is not None and (kept, before[2]) == (rows, text):
        return
    if before is not None:
        db.execute("INSERT INTO search(search, rowid, text) VALUES ('delete', ?, ?)", [before[0], before[2]])
    db.execute(
        "INSERT INTO snippets (hit, rows, text) VALUES (?, ?, ?)"
        " ON CONFLICT (hit) DO UPDATE SET rows = excluded.rows, text = excluded.text",
        [hit, rows, text],
    )
    db.execute("INSERT INTO search(rowid, text) SELECT id, text FROM snippets WHERE hit = ?", [hit])


def renew(db: Database, sha256: str) -> None:
    """Write the hits of a document anew that was seen somewhere else."""
    for (hit,) in db.execute("SELECT id FROM hits WHERE document = ?", [sha256]).fetchall():
        write(db, hit, None)


def snippet(text: str, matches: Sequence[Match]) -> str:
    """The first lines that hold a match, as they stand; a long one is cut around its first match."""
    lines: list[str] = []
    end = -1
    for match in sorted(matches, key=lambda m: m.start):
        if match.start < end:
            continue  # its line is among them
        start = text.rfind("\n", 0, match.start) + 1
        end = text.find("\n", match.start)
        end = len(text) if end < 0 else end
        left = max(start, match.start - WIDTH // 4) if end - start > WIDTH else start
        lines.append(text[left : min(end, left + WIDTH)])
        if len(lines) == ROWS:
            break
    return storable("\n".join(lines))
