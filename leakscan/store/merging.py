"""Joining another store to this one: what a machine found that could not reach it. Doing it again adds nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from leakscan.model import Status
from leakscan.store import events, hits
from leakscan.store.core import Core
from leakscan.store.late import cursors, runs, search, steps, texts
from leakscan.store.records import (
    Event,
    HitFilter,
    HitSort,
    Kept,
    KeptDocument,
    KnownDocument,
    Run,
    StoredHit,
    StoredSighting,
)
from leakscan.store.values import stamp, storable

if TYPE_CHECKING:
    from leakscan.store.connection import Database
    from leakscan.store.store import Store

_BATCH = 100


@dataclass
class Merged:
    """What joining a store came to.

    Attributes:
        new: hits that were not here.
        known: hits that were.
        sightings: places that were not known here.
        runs: runs that were not listed here.
        texts: kept texts that were not here.
        taken_over: sources that were never visited from here; they go on where the other store left them.
        differing: hits that were decided upon otherwise there, in sentences; what was decided here stands.
    """

    new: int = 0
    known: int = 0
    sightings: int = 0
    runs: int = 0
    texts: int = 0
    taken_over: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Coming:
    hit: StoredHit
    sightings: list[StoredSighting]
    rows: str
    events: list[Event]


class Merging(Core):
    """The part of the store that takes in another."""

    def merge(self, other: Store, evidence: Mapping[str, str] = MappingProxyType({})) -> Merged:
        """Take in all that another store knows, mutes and watchlists' progress aside, in steps of their own.

        Args:
            other: an open store; it is only read.
            evidence: where the evidence of documents lies by now, relative to this store's workspace, by SHA-256.
        """
        merged = Merged()
        known = self._merge_runs(other, merged)
        for page in _pages(other):
            self._merge_hits(page, known, evidence, merged)
        self._merge_texts(other, evidence, merged)
        self._merge_sources(other, merged)
        return merged

    def _merge_runs(self, other: Store, merged: Merged) -> dict[int, int]:
        """Their numbers here by their numbers there; one that still runs comes the next time."""
        known: dict[int, int] = {}
        for run in reversed(other.runs()):
            if run.status == runs.RUNNING:
                continue
            whole, (host, pid) = other.run(run.id), other.process_of(run.id)
            with self._writing() as (db, _):
                known[run.id], new = _run(db, whole, host, pid)
            merged.runs += new
        return known

    def _merge_hits(
        self, page: list[_Coming], known: dict[int, int], evidence: Mapping[str, str], merged: Merged
    ) -> None:
        with self._writing() as (db, now):
            for coming in page:
                _hit(db, coming, known, evidence, merged, now)

    def _merge_texts(self, other: Store, evidence: Mapping[str, str], merged: Merged) -> None:
        numbers: dict[int | None, int | None] = {None: None}
        with self._writing() as (db, _):
            here = {content: number for number, content in texts.dictionaries(db).items()}
            for number, content in other.dictionaries().items():
                numbers[number] = here.get(content) or texts.add_dictionary(db, content)
        after = ""
        while page := other.kept(after, _BATCH):
            after = page[-1].sha256
            with self._writing() as (db, now):
                merged.texts += sum(_text(db, document, numbers, evidence, now) for document in page)

    def _merge_sources(self, other: Store, merged: Merged) -> None:
        for source in other.sources():
            if source.startswith("*") or self.known_source(source):
                continue
            cursor, seen = other.cursor(source), other.seen(source)
            with self._writing() as (db, now):
                cursors.write(db, source, cursor, now)
                cursors.write_seen(db, source, seen, now)
            merged.taken_over.append(source)

    def sources(self) -> list[str]:
        """Every source that has a cursor or ids it has seen."""
        with self._reading() as db:
            rows = db.execute("SELECT source FROM cursors UNION SELECT source FROM seen ORDER BY source")
            return [str(source) for (source,) in rows]

    def known_source(self, source: str) -> bool:
        """Whether a source was ever visited from here."""
        with self._reading() as db:
            asked = "SELECT 1 FROM cursors WHERE source = ?1 UNION SELECT 1 FROM seen WHERE source = ?1 LIMIT 1"
            return db.execute(asked, [storable(source)]).fetchone() is not None

    def process_of(self, run: int) -> tuple[str, int]:
        """The host and the process that made a run."""
        with self._reading() as db:
            host, pid = db.execute("SELECT host, pid FROM runs WHERE id = ?", [run]).fetchone()
            return str(host), int(pid)

    def coming(self, after: str | None, limit: int) -> list[_Coming]:
        """Hits behind one, with all that another store wants to know of them."""
        wanted = HitFilter(sort=HitSort.NEWEST, after=after, limit=limit)
        with self._reading() as db:
            found = hits.listed(db, wanted, stamp(self.clock()), with_matches=True)
            return [
                _Coming(hit, hits.sightings(db, hit.id), search.rows_of(db, hit.id), events.of(db, hit.id))
                for hit in found
            ]


def _pages(other: Store) -> Iterator[list[_Coming]]:
    after: str | None = None
    while page := other.coming(after, _BATCH):
        after = page[-1].hit.id
        yield page


def _run(db: Database, run: Run, host: str, pid: int) -> tuple[int, bool]:
    """The run's number here, and whether it is new."""
    told = [run.kind, storable(host), pid, stamp(run.started)]
    found = db.execute("SELECT id FROM runs WHERE kind = ? AND host = ? AND pid = ? AND started = ?", told).fetchone()
    if found is not None:
        return int(found[0]), False
    return runs.copy(db, run, host, pid), True


def _hit(
    db: Database,
    coming: _Coming,
    known: dict[int, int],
    evidence: Mapping[str, str],
    merged: Merged,
    now: str,
) -> None:
    there, sha256 = coming.hit, coming.hit.hit.sha256
    here = db.execute("SELECT last_seen, status FROM hits WHERE id = ?", [there.id]).fetchone()
    document = KnownDocument(sha256, there.hit.size, there.hit.sighting, there.media_type, there.charset)
    steps.write_document(db, Kept(document, evidence=evidence.get(sha256)))
    elsewhere = 0
    for seen in coming.sightings:
        run = None if seen.run is None else known.get(seen.run)
        elsewhere += steps.write_sighting(db, sha256, seen.sighting, run)
        steps.write_sighting(db, sha256, replace(seen.sighting, fetched_at=seen.last_fetched_at), run)
    if here is None:
        steps.write_hit(db, there.hit, coming.rows, stamp(there.first_seen), seen=False)
        merged.new += 1
    else:
        if stamp(there.last_seen) > here[0]:
            steps.write_hit(db, there.hit, coming.rows, now, seen=False)
        merged.known += 1
    if elsewhere:
        search.renew(db, sha256)
    merged.sightings += elsewhere
    db.execute(
        "UPDATE hits SET first_seen = min(first_seen, ?), last_seen = max(last_seen, ?) WHERE id = ?",
        [stamp(there.first_seen), stamp(there.last_seen), there.id],
    )
    _history(db, coming, Status(here[1]) if here else None, merged)


def _history(db: Database, coming: _Coming, status: Status | None, merged: Merged) -> None:
    """Events that are not here; none where the hit was decided upon here, since then that stands."""
    there = coming.hit
    own = {_told(event) for event in events.of(db, there.id)}
    missing = [event for event in coming.events if _told(event) not in own]
    if not missing:
        return
    if own and status not in {None, Status.NEW, there.hit.status}:
        merged.differing.append(f"hit {there.id} is {status} here, and {there.hit.status} there")
        return
    for event in missing:
        events.append(db, there.id, stamp(event.at), event.who, event.action, event.before, event.after, event.why)
    values = [str(there.hit.status), storable(there.assignee), there.id]
    db.execute("UPDATE hits SET status = ?, assignee = ? WHERE id = ?", values)


def _told(event: Event) -> tuple[object, ...]:
    return event.at, event.who, event.action, event.before, event.after, event.why


def _text(
    db: Database,
    document: KeptDocument,
    numbers: dict[int | None, int | None],
    evidence: Mapping[str, str],
    now: str,
) -> bool:
    if document.text is None:
        return False
    about = KnownDocument(document.sha256, document.size, document.sighting, document.media_type, document.charset)
    steps.write_document(db, Kept(about, evidence=evidence.get(document.sha256)))
    steps.write_sighting(db, document.sha256, document.sighting, None)
    packed = replace(document.text, dictionary=numbers[document.text.dictionary])
    return texts.write(db, document.sha256, packed, now)
