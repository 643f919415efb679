"""Texts of documents, kept compressed so that they can be screened again, within a size and an age."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.store.hits import sighting_of
from leakscan.store.records import KeptDocument, PackedText

if TYPE_CHECKING:
    from leakscan.store.connection import Database

_KEPT = """
SELECT d.sha256, d.size, d.media_type, d.charset, d.kept, t.packed, t.characters, t.dictionary,
       s.source, s.path, s.url, s.title, s.author, s.posted_at, s.fetched_at
FROM documents d LEFT JOIN texts t ON t.document = d.sha256
JOIN sightings s ON s.id = (SELECT min(id) FROM sightings WHERE document = d.sha256)
WHERE d.sha256 > ? AND (d.kept IS NOT NULL OR t.document IS NOT NULL) ORDER BY d.sha256 LIMIT ?
"""
# Of a document with a hit of which nothing else is kept the text is the evidence: it is neither dropped nor counted.
_SPARED = "SELECT h.document FROM hits h JOIN documents d ON d.sha256 = h.document WHERE d.kept IS NULL"
_TOO_OLD = f"DELETE FROM texts WHERE at < ? AND document NOT IN ({_SPARED})"  # noqa: S608 - all of it stands here
_TOO_MANY = f"""
DELETE FROM texts WHERE document IN (SELECT document FROM (
    SELECT document, sum(length(packed)) OVER (ORDER BY at DESC, document) AS held
    FROM texts WHERE document NOT IN ({_SPARED})) WHERE held > ?)
"""  # noqa: S608 - as above


def write(db: Database, document: str, text: PackedText, now: str) -> bool:
    """Keep a document's text; one kept before stays. Returns whether it is new."""
    written = db.execute(
        "INSERT INTO texts VALUES (?, ?, ?, ?, ?) ON CONFLICT (document) DO NOTHING",
        [document, now, text.characters, text.dictionary, text.packed],
    )
    return written.rowcount > 0


def kept(db: Database, after: str, limit: int) -> list[KeptDocument]:
    """Documents of which the bytes or the text are kept, in the order of their hashes, behind one."""
    return [
        KeptDocument(
            sha256=row["sha256"],
            size=row["size"],
            sighting=sighting_of(row),
            evidence=row["kept"],
            text=_packed(row),
            media_type=row["media_type"],
            charset=row["charset"],
        )
        for row in db.query(_KEPT, [after, limit])
    ]


def of(db: Database, document: str) -> PackedText | None:
    """The text of a document, None where it is not kept."""
    row = next(db.query("SELECT packed, characters, dictionary FROM texts WHERE document = ?", [document]), None)
    return None if row is None else _packed(row)


def latest(db: Database, limit: int) -> list[PackedText]:
    """The texts kept last."""
    rows = db.query("SELECT packed, characters, dictionary FROM texts ORDER BY at DESC LIMIT ?", [limit])
    return [text for row in rows if (text := _packed(row)) is not None]


def _packed(row: dict[str, object]) -> PackedText | None:
    if row["packed"] is None:
        return None
    return PackedText(row["packed"], row["characters"], row["dictionary"])  # type: ignore[arg-type]  # the columns' types


def prune(db: Database, before: str, size: int) -> int:
    """Drop texts kept before a moment, then the oldest until the rest is not larger than ``size`` bytes."""
    return db.execute(_TOO_OLD, [before]).rowcount + db.execute(_TOO_MANY, [size]).rowcount


def dictionaries(db: Database) -> dict[int, bytes]:
    """Every dictionary that a text may have been packed with, by its number."""
    return dict(db.execute("SELECT id, content FROM dictionaries ORDER BY id").fetchall())


def add_dictionary(db: Database, content: bytes) -> int:
    """Keep a dictionary for good; returns its number."""
    made = db.execute("INSERT INTO dictionaries (content) VALUES (?)", [content]).lastrowid
    assert made is not None  # noqa: S101  # an INSERT that did not raise has one
    return made
