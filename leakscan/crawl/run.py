"""One crawl of a workspace: lock, run, visits, and the status it ends in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from leakscan.alerts.courier import courier
from leakscan.alerts.trouble import tell as tell_trouble
from leakscan.config import SourceConfig
from leakscan.crawl.expectation import LOOKED_AT, expected
from leakscan.crawl.ledger import StoreLedger
from leakscan.crawl.lock import only_one
from leakscan.crawl.result import Visited
from leakscan.crawl.runner import Visits
from leakscan.crawl.self_test import PASSED, self_test
from leakscan.crawl.tidy import tidy
from leakscan.model import Hit, Severity
from leakscan.screening.kernels import switched
from leakscan.store import Store, open_store
from leakscan.store import Visit as StoredVisit

if TYPE_CHECKING:
    from leakscan.cluster import Cluster
    from leakscan.screening import Index
    from leakscan.workspace import Workspace

CLEAN, HITS, INCOMPLETE = 0, 1, 3
SEEN_FOR = timedelta(days=90)  # how long a key is remembered that its source lists no more


@dataclass(frozen=True)
class Crawled:
    """A finished run: its id in the store, what each source came to, and the self-test, None where none was made.

    ``untold`` says which alerts could not be delivered.
    """

    run: int
    visits: tuple[Visited, ...]
    self_test: str | None = None
    untold: tuple[str, ...] = ()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Hits new to the store, source by source."""
        return tuple(hit for visited in self.visits for hit in visited.hits)

    @property
    def whole(self) -> bool:
        """Whether every source was read, all of it, by a chain that finds what it should and tells of it."""
        chain = self.self_test in {None, PASSED} and not self.untold
        return chain and all(visited.whole for visited in self.visits)

    def exit_status(self, fail_on: Severity) -> int:
        """3 where anything was left unread, else 1 with a hit at or above ``fail_on``, else 0."""
        if not self.whole:
            return INCOMPLETE
        return HITS if any(hit.assessment.severity.rank >= fail_on.rank for hit in self.hits) else CLEAN


def crawl(  # noqa: PLR0913 - keyword-only options of one run
    workspace: Workspace,
    sources: Mapping[str, SourceConfig],
    index: Index,
    *,
    kind: str = "crawl",
    fail_on: Severity = Severity.MEDIUM,
    log: Path | None = None,
    told: Callable[[Visited], None] = lambda _: None,
    tested: bool = False,
    insist: bool = False,
    cluster: Cluster | None = None,
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
        tested: whether the chain is put to the test first; the sources are visited all the same.
        insist: visit sources that refused too often, too.
        cluster: whose workers visit; None for this process.

    Raises:
        AlreadyRunningError: another crawl holds the workspace.
        StoreError: the database refused at the beginning or the end; a page that it refuses is a source's problem.
    """
    # Compiled code would take more memory than pages are worth, which come one by one.
    with only_one(workspace.root / "leakscan.lock"), switched("no"), open_store(workspace.database) as store:
        run = store.begin_run(kind, {name: watchlist.digest for name, watchlist in index.watchlists.items()})
        texts = {name for name, source in sources.items() if source.keep == "text"}
        messenger = courier(workspace)
        ledger = StoreLedger(store, index, workspace.evidence, run, texts, messenger)
        judged = partial(_judged, past={name: store.visits(name, LOOKED_AT) for name in sources})
        visits = Visits(sources, ledger, workspace.config.contact, log, told, insist, judged)
        try:
            passed = self_test(index, workspace.root) if tested else None
            with messenger:
                visited = visits.run() if cluster is None else _elsewhere(cluster, visits, ledger)
            crawled = Crawled(run, visited, passed, messenger.problems)
            if texts:
                tidy(store, workspace.config.keep)
        except BaseException as error:
            store.end_run(
                run, status="failed", exit_status=getattr(error, "exit_status", INCOMPLETE), problems=[str(error)]
            )
            raise
        _close(store, crawled, fail_on)
        _forget(store, crawled)
        untold = tell_trouble(store, workspace.config.alerts, sources, crawled.self_test)
        return replace(crawled, untold=(*crawled.untold, *map(str, untold)))


def _elsewhere(cluster: Cluster, visits: Visits, ledger: StoreLedger) -> tuple[Visited, ...]:
    from leakscan.crawl.on_cluster import visited_by  # which loads Dask

    return visited_by(cluster, visits, ledger)


def _judged(visited: Visited, past: Mapping[str, Sequence[StoredVisit]]) -> Visited:
    return expected(visited, past[visited.source])


def _forget(store: Store, crawled: Crawled) -> None:
    """Forget keys that no source has listed for long; after a whole visit alone, which has renewed those it lists."""
    for visited in crawled.visits:
        if visited.whole:
            store.forget_seen(visited.source, datetime.now(UTC) - SEEN_FOR)


def _close(store: Store, crawled: Crawled, fail_on: Severity) -> None:
    for visited in crawled.visits:
        if visited.pages or not visited.interrupted:  # one that was stopped before it began is still due
            store.visit(crawled.run, _stored(visited))
    problems = [f"{visited.source}: {problem}" for visited in crawled.visits for problem in visited.problems]
    problems += [f"alerts: {problem}" for problem in crawled.untold]
    if crawled.self_test not in {None, PASSED}:
        problems.insert(0, f"self-test: {crawled.self_test}")
    status = "finished" if crawled.whole else "incomplete"
    exit_status = crawled.exit_status(fail_on)
    store.end_run(crawled.run, status=status, exit_status=exit_status, problems=problems, self_test=crawled.self_test)


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
        interrupted=visited.interrupted,
    )
