"""Writing one step: documents, sightings, hits, matches, cursor and seen ids, inside the caller's transaction.

Repeating a step changes nothing but times: a hit keeps its triage status, a place is one sighting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING

from leakscan.model import Hit, Match, Sighting, Verdict
from leakscan.store import assessments, cursors, entries, events, incidents, outbox, search, texts
from leakscan.store.outbox import AlertRule
from leakscan.store.records import Committed, Kept, Step
from leakscan.store.values import dumped, stamp, storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database

SYSTEM = "leakscan"  # who, in events that no person caused


class _Written(Enum):
    """What writing a hit came to: it is new, it is assessed otherwise than before, or nothing of it has changed."""

    NEW = auto()
    CHANGED = auto()
    SAME = auto()


def write_step(db: Database, step: Step, run: int | None, now: str, rule: AlertRule | None = None) -> Committed:
    """Write the step; returns what was new. What is news by ``rule`` goes into the outbox."""
    new: list[str] = []
    known: list[str] = []
    sightings = 0
    for kept in step.examinations:
        if not kept.hits and kept.packed is None and not _is_known(db, kept.document.sha256):
            continue  # a document without a hit leaves no trace but its count, unless its text is kept
        _write_document(db, kept)
        if kept.packed is not None:
            texts.write(db, kept.document.sha256, kept.packed, now)
        elsewhere = _write_sighting(db, kept.document.sha256, kept.document.sighting, run)
        sightings += elsewhere
        for hit in kept.hits:
            written = _write_hit(db, hit, kept.text, now)
            (new if written is _Written.NEW else known).append(hit.id)
            if rule is not None and (elsewhere or written is not _Written.SAME):
                outbox.tell(db, hit, rule, now)
        if elsewhere:
            search.renew(db, kept.document.sha256)
    cursors.write(db, step.source, step.cursor, now)
    cursors.write_seen(db, step.source, step.seen, now)
    if run is not None:
        db.execute(
            "UPDATE runs SET documents = documents + ?, hits = hits + ? WHERE id = ?",
            [len(step.examinations), len(new), run],
        )
    return Committed(tuple(new), tuple(known), sightings)


def write_again(
    db: Database, hits: Iterable[Hit], read: Mapping[str, str], run: int, now: str, rule: AlertRule | None = None
) -> Committed:
    """Write hits of documents known before; each that is new has an event that says how it was found.

    ``read`` maps the SHA-256 of documents to their texts, of which lines are kept for full-text search. What is news
    by ``rule`` goes into the outbox.
    """
    new: list[str] = []
    known: list[str] = []
    for hit in hits:
        written = _write_hit(db, hit, read.get(hit.sha256), now, seen=False)
        if written is _Written.NEW:
            new.append(hit.id)
            found = f"{hit.assessment.verdict} {hit.assessment.severity}"
            events.append(
                db, hit.id, now, SYSTEM, "rescreened", None, found, "found when kept documents were screened again"
            )
        else:
            known.append(hit.id)
        if rule is not None and written is not _Written.SAME:
            outbox.tell(db, hit, rule, now, rescreened=True)
    db.execute("UPDATE runs SET hits = hits + ? WHERE id = ?", [len(new), run])
    return Committed(tuple(new), tuple(known))


def _is_known(db: Database, sha256: str) -> bool:
    return db.execute("SELECT 1 FROM documents WHERE sha256 = ?", [sha256]).fetchone() is not None


def _write_document(db: Database, kept: Kept) -> None:
    document = kept.document
    db.execute(
        "INSERT INTO documents (sha256, size, media_type, charset, kept) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (sha256) DO UPDATE SET kept = ifnull(excluded.kept, kept)",
        [
            document.sha256,
            len(document.content),
            storable(document.media_type),
            storable(document.charset),
            storable(kept.evidence),
        ],
    )


def _write_sighting(db: Database, sha256: str, seen: Sighting, run: int | None) -> int:
    fetched = stamp(seen.fetched_at)
    place = [sha256, storable(seen.source), storable(seen.path), storable(seen.url)]
    again = db.execute(
        "UPDATE sightings SET last_fetched_at = max(last_fetched_at, ?) WHERE document = ? AND source = ?"
        " AND ifnull(path, '') = ifnull(?, '') AND ifnull(url, '') = ifnull(?, '')",
        [fetched, *place],
    )
    if again.rowcount:
        return 0
    posted = None if seen.posted_at is None else stamp(seen.posted_at)
    db.execute(
        "INSERT INTO sightings"
        " (document, source, path, url, title, author, posted_at, fetched_at, last_fetched_at, run)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [*place, storable(seen.title), storable(seen.author), posted, fetched, fetched, run],
    )
    return 1


def _write_hit(db: Database, hit: Hit, text: str | None, now: str, *, seen: bool = True) -> _Written:
    """Insert the hit, or refresh what is known of it. ``seen``: its document was met just now."""
    before = db.execute("SELECT verdict, severity, assessment FROM hits WHERE id = ?", [hit.id]).fetchone()
    a = hit.assessment
    told = assessments.sealed(a, _unmatched(hit))
    if before is None:
        _insert_hit(db, hit, told, now)
    else:
        if seen:
            db.execute("UPDATE hits SET last_seen = max(last_seen, ?) WHERE id = ?", [now, hit.id])
        if before[2] == told:
            return _Written.SAME
        _reassess(db, hit, told)
        if (before[0], before[1]) != (str(a.verdict), str(a.severity)):
            was, became = f"{before[0]} {before[1]}", f"{a.verdict} {a.severity}"
            events.append(db, hit.id, now, SYSTEM, "reassessed", was, became, None)
    _write_matches(db, hit)
    search.write(db, hit.id, None if text is None else search.snippet(text, a.matches))
    if a.verdict is not Verdict.MENTION:
        incidents.place(db, hit.id, a.watchlist, now)
    return _Written.NEW if before is None else _Written.CHANGED


def _insert_hit(db: Database, hit: Hit, told: str, now: str) -> None:
    a = hit.assessment
    values = [hit.id, storable(a.watchlist), hit.sha256, *_figures(hit), told, now, now]
    db.execute(
        "INSERT INTO hits (id, watchlist, document, verdict, severity, rank, score, matched, listed, coverage, purity,"
        " assessment, first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values,
    )


def _reassess(db: Database, hit: Hit, told: str) -> None:
    db.execute(
        "UPDATE hits SET verdict = ?, severity = ?, rank = ?, score = ?, matched = ?, listed = ?, coverage = ?,"
        " purity = ?, assessment = ? WHERE id = ?",
        [*_figures(hit), told, hit.id],
    )
    db.execute("DELETE FROM matches WHERE hit = ?", [hit.id])


def _figures(hit: Hit) -> list[str | int | float | None]:
    a = hit.assessment
    c = a.clients
    return [str(a.verdict), str(a.severity), a.severity.rank, a.score, c.matched, c.listed, c.coverage, c.purity]


def _write_matches(db: Database, hit: Hit) -> None:
    a = hit.assessment
    ids = entries.write(db, a.watchlist, {m.entry: hit.names.get(m.entry, m.entry) for m in a.matches})
    rows = [_match(hit.id, number, ids[m.entry], m) for number, m in enumerate(a.matches)]
    db.conn.executemany("INSERT INTO matches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _unmatched(hit: Hit) -> dict[str, str]:
    """Names that no match carries."""
    matched = {match.entry for match in hit.assessment.matches}
    return {key: name for key, name in hit.names.items() if key not in matched}


def _match(hit: str, number: int, entry: int, m: Match) -> tuple[str | int | float | None, ...]:
    ambiguous = dumped(m.ambiguous) if m.ambiguous else None
    place = (m.start, m.end, m.row, m.score)
    return (
        hit,
        number,
        entry,
        str(m.kind),
        storable(m.text),
        *place,
        storable(m.form),
        storable(m.rule),
        ambiguous,
    )
