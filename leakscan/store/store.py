"""The store: every read and write of the database goes through one object of this class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from leakscan.store import events, filters, hits
from leakscan.store.alerting import Alerting
from leakscan.store.connection import undecoded
from leakscan.store.keeping import KeptStore
from leakscan.store.late import audit, cursors, places, runs, steps
from leakscan.store.looking import Looking
from leakscan.store.merging import Merging
from leakscan.store.records import JSON, Committed, HitFilter, Run, Step, StoredHit, StoredSighting, Visit
from leakscan.store.summing import Summing
from leakscan.store.triaging import Triaging
from leakscan.store.values import stamp, storable

if TYPE_CHECKING:
    from leakscan.store.outbox import AlertRule

_MANY = 1_000


class Store(Triaging, Summing, KeptStore, Alerting, Looking, Merging):
    """An open database; ``open_store`` makes one, ``close`` or a ``with`` ends it.

    Any thread may call it: calls are taken one at a time by a lock, so a thread that must not wait (a reactor's)
    should leave writing to another. Each process opens its own; a store must not cross a fork. Writers of several
    processes wait for each other, up to 30 seconds. Every write is one transaction. Each method raises StoreError
    where the database refuses.
    """

    # --- runs and steps

    def begin_run(self, kind: str, watchlists: Mapping[str, str] | None = None) -> int:
        """Note that a run (``crawl``, ``scan``, ``check``, ``demo``, ``rescreen``) begins; returns its id.

        ``watchlists`` maps the name of each watchlist that is looked for to its digest.
        """
        with self._writing() as (db, now):
            return runs.begin(db, kind, watchlists or {}, now)

    def end_run(
        self,
        run: int,
        *,
        status: str = "finished",
        exit_status: int = 0,
        problems: Iterable[str] = (),
        pages: int | None = None,
        bytes_read: int | None = None,
        self_test: str | None = None,
    ) -> None:
        """Close a run with its status (``finished``, ``incomplete``, ``failed``), exit status and problems in words.

        Pages and bytes not given are those of its visits; documents and hits were counted by its steps.
        """
        totals = {name: n for name, n in (("pages", pages), ("bytes", bytes_read)) if n is not None}
        with self._writing() as (db, now):
            runs.end(db, run, status, exit_status, problems, totals, self_test, now)

    def visit(self, run: int, visit: Visit) -> None:
        """Write what one visit of a source came to."""
        with self._writing() as (db, _):
            runs.add_visit(db, run, visit)

    def commit_step(self, step: Step, run: int | None = None, rule: AlertRule | None = None) -> Committed:
        """Write one page's documents, sightings, hits and cursor in one transaction; doing it again adds nothing.

        The evidence that ``step`` names must have been written before. With a ``rule``, the same transaction puts into
        the outbox what is to be told.
        """
        return self.commit_steps((step,), run, rule)

    def commit_steps(self, several: Iterable[Step], run: int | None = None, rule: AlertRule | None = None) -> Committed:
        """As ``commit_step``, several one after the other in one transaction."""
        with self._writing() as (db, now):
            done = [steps.write_step(db, step, run, now, rule) for step in several]
        return Committed.of(done)

    def runs(self, limit: int | None = None) -> list[Run]:
        """The latest runs, newest first, without their visits."""
        with self._reading() as db:
            bound = -1 if limit is None else limit
            return runs.read(db, "ORDER BY id DESC LIMIT ?", [bound], with_visits=False)

    def run(self, run: int) -> Run:
        """One run with its visits; UnknownNameError where there is none."""
        with self._reading() as db:
            runs.known(db, run)
            return runs.read(db, "WHERE id = ?", [run], with_visits=True)[0]

    def last_visits(self) -> dict[str, Visit]:
        """The latest visit of each source ever visited."""
        with self._reading() as db:
            return runs.last_visits(db)

    def visits(self, source: str, limit: int) -> list[Visit]:
        """The latest visits of one source, the newest first."""
        with self._reading() as db:
            return runs.visits_of(db, source, limit)

    # --- cursors

    def cursor(self, source: str) -> dict[str, JSON]:
        """Where the source was left; empty for one never visited."""
        with self._reading() as db:
            return cursors.read(db, source)

    def has_seen(self, source: str, keys: Iterable[str]) -> set[str]:
        """Those of the ids that a step of this source has marked as seen."""
        with self._reading() as db:
            return cursors.has_seen(db, source, keys)

    def seen(self, source: str) -> frozenset[str]:
        """All ids that a step of this source has marked as seen."""
        with self._reading() as db:
            return cursors.seen(db, source)

    def standing(self, source: str) -> dict[str, datetime | None]:
        """Addresses where the source's hits were seen last and still stand, each with when it was posted."""
        with self._reading() as db:
            return places.standing(db, source)

    def forget_seen(self, source: str, before: datetime) -> int:
        """Drop seen ids older than a moment; returns how many."""
        with self._writing() as (db, _):
            return cursors.forget_seen(db, source, stamp(before))

    def forget(self, source: str) -> None:
        """Drop the cursor of a source and all ids it has seen."""
        with self._writing() as (db, _):
            cursors.forget(db, source)

    # --- hits

    def hits(self, wanted: HitFilter | None = None, *, with_matches: bool = False) -> list[StoredHit]:
        """The hits a filter lets through; without ``with_matches`` their assessments' matches are left empty."""
        with self._reading() as db:
            return hits.listed(db, wanted or HitFilter(), stamp(self.clock()), with_matches=with_matches)

    def ids(self, wanted: HitFilter) -> list[str]:
        """Ids of the hits a filter lets through, in its order."""
        with self._reading() as db:
            return filters.find(db, wanted, stamp(self.clock()))

    def muted(self, wanted: HitFilter) -> str:
        """How many hits of a filter are muted, in words where they are very many; empty where none is."""
        with self._reading() as db:
            found = len(filters.find(db, replace(wanted, muted=True, limit=_MANY + 1), stamp(self.clock())))
        return "" if not found else str(found) if found <= _MANY else f"over {_MANY:,}"

    def hit_id(self, prefix: str) -> str:
        """The whole id that a shortened one (four digits at least) means; UnknownNameError as ``hit`` raises it."""
        with self._reading() as db:
            return hits.resolve(db, prefix)

    def hit(self, prefix: str) -> StoredHit:
        """One hit with its matches, by its id or the first digits of it (four at least).

        Raises:
            UnknownNameError: No hit, or several, begin so; the message lists these.
        """
        with self._reading() as db:
            return hits.one(db, hits.resolve(db, prefix))

    def sightings(self, hit: str) -> list[StoredSighting]:
        """Every place the hit's document was seen at, first to last; the id may be shortened."""
        with self._reading() as db:
            return hits.sightings(db, hits.resolve(db, hit))

    # --- proof

    def verify_events(self) -> list[str]:
        """What is wrong with the history, in sentences; empty when it is whole and agrees with the hits."""
        with self._reading() as db:
            return events.verify(db)

    def verify(self) -> list[str]:
        """What is wrong with the database, the history and the hits, in sentences; reads all of it."""
        with self._reading() as db, undecoded(db):
            return list(audit.faults(db))

    def head(self) -> tuple[int, str]:
        """Number and digest of the history's last event: noted elsewhere, they prove later that none was cut off."""
        with self._reading() as db:
            return events.head(db)

    def holds(self, digest: str) -> bool:
        """Whether the history has an event of this digest."""
        with self._reading() as db:
            return digest == events.START or events.holds(db, storable(digest))

    def evidence(self) -> dict[str, str]:
        """Where the document of each SHA-256 was kept, relative to the workspace; those kept alone."""
        with self._reading() as db:
            return dict(
                db.execute("SELECT sha256, kept FROM documents WHERE kept IS NOT NULL ORDER BY sha256").fetchall()
            )
