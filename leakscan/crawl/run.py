"""One crawl of a workspace: lock, run, visits, and the status it ends in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from leakscan.config import SourceConfig
from leakscan.crawl.ledger import StoreLedger
from leakscan.crawl.lock import only_one
from leakscan.crawl.result import Visited
from leakscan.crawl.runner import Visits
from leakscan.model import Hit, Severity
from leakscan.store import Store, open_store
from leakscan.store import Visit as StoredVisit

if TYPE_CHECKING:
    from leakscan.screening import Index
    from leakscan.workspace import Workspace

CLEAN, HITS, INCOMPLETE = 0, 1, 3
SEEN_FOR = timedelta(days=90)  # how long a key is remembered that its source lists no more


@dataclass(frozen=True)
class Crawled:
    """A finished run: its id in the store, and what each source came to."""

    run: int
    visits: tuple[Visited, ...]

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Hits new to the store, source by source."""
        return tuple(hit for visited in self.visits for hit in visited.hits)

    @property
    def whole(self) -> bool:
        """Whether every source was read, all of it."""
        return all(visited.whole for visited in self.visits)

    def exit_status(self, fail_on: Severity) -> int:
        """3 where anything was left unread, else 1 with a hit at or above ``fail_on``, else 0."""
        if not self.whole:
            return INCOMPLETE
        return HITS if any(hit.assessment.severity.rank >= fail_on.rank for hit in self.hits) else CLEAN


def crawl(
    workspace: Workspace,
    sources: Mapping[str, SourceConfig],
    index: Index,
    *,
    kind: str = "crawl",
    fail_on: Severity = Severity.MEDIUM,
    log: Path | None = None,
    told: Callable[[Visited], None] = lambda _: None,
    insist: bool = False,
) -> Crawled:
    """Visit the sources of a workspace and keep what they bring. Once a process, since Scrapy's reactor can't restart.

    Args:
        workspace: where the store and the evidence lie.
        sources: what to visit.
        index: what to look for.
        kind: what the run is called in ``leakscan runs``.
        fail_on: governs the exit status that the run is stored with.
        log: where Scrapy's log goes.
        told: called with each source's result as soon as it is known.
        insist: visit sources that refused too often, too.

    Raises:
        AlreadyRunningError: another crawl holds the workspace.
        StoreError: the database refused at the beginning or the end; a page that it refuses is a source's problem.
    """
    with only_one(workspace.root / "leakscan.lock"), open_store(workspace.database) as store:
        run = store.begin_run(kind)
        ledger = StoreLedger(store, index, workspace.evidence, run)
        visits = Visits(sources, ledger, workspace.config.contact, log, told, insist)
        try:
            crawled = Crawled(run, visits.run())
        except BaseException as error:
            store.end_run(
                run, status="failed", exit_status=getattr(error, "exit_status", INCOMPLETE), problems=[str(error)]
            )
            raise
        _close(store, crawled, fail_on)
        _forget(store, crawled)
        return crawled


def _forget(store: Store, crawled: Crawled) -> None:
    """Forget keys that no source has listed for long; after a whole visit alone, which has renewed those it lists."""
    for visited in crawled.visits:
        if visited.whole:
            store.forget_seen(visited.source, datetime.now(UTC) - SEEN_FOR)


def _close(store: Store, crawled: Crawled, fail_on: Severity) -> None:
    for visited in crawled.visits:
        store.visit(crawled.run, _stored(visited))
    problems = [f"{visited.source}: {problem}" for visited in crawled.visits for problem in visited.problems]
    status = "finished" if crawled.whole else "incomplete"
    store.end_run(crawled.run, status=status, exit_status=crawled.exit_status(fail_on), problems=problems)


def _stored(visited: Visited) -> StoredVisit:
    return StoredVisit(
        source=visited.source,
        health=visited.health,
        detail=visited.detail,
        started=visited.started,
        ended=visited.ended,
        pages=visited.pages,
        bytes=visited.bytes,
        documents=visited.documents,
        hits=len(visited.hits),
        gap=visited.gap,
    )
