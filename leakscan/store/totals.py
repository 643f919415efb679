"""Totals since the beginning, for metrics: sums that only grow, and what there is now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from leakscan.store.values import optional_moment

if TYPE_CHECKING:
    from leakscan.store.connection import Database

_SOURCES = """
SELECT source, count(*), sum(pages), sum(bytes), sum(documents), sum(hits), sum(gap IS NOT NULL),
       max(CASE WHEN health = 'ok' AND NOT interrupted THEN ended END)
FROM visits GROUP BY source ORDER BY source"""
_RUNS = """
SELECT kind, status, count(*), sum(documents), sum(bytes) FROM runs WHERE status <> 'running'
GROUP BY kind, status ORDER BY kind, status"""
_HITS = "SELECT watchlist, severity, status, count(*) FROM hits GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"


@dataclass(frozen=True, slots=True)
class SourceTotals:
    """All visits of one source; ``last_ok`` is when one last ended well."""

    source: str
    visits: int
    pages: int
    bytes: int
    documents: int
    hits: int
    gaps: int
    last_ok: datetime | None


@dataclass(frozen=True, slots=True)
class RunTotals:
    """All runs of one kind that ended in one status."""

    kind: str
    status: str
    runs: int
    documents: int
    bytes: int


@dataclass(frozen=True, slots=True)
class HitTotals:
    """Hits of one watchlist, severity and triage status."""

    watchlist: str
    severity: str
    status: str
    hits: int


def sources(db: Database) -> list[SourceTotals]:
    """A line a source that was ever visited."""
    found = []
    for source, visits, pages, size, documents, hit, gaps, last in db.execute(_SOURCES):
        counts = (visits, pages, size, documents, hit, gaps)
        found.append(SourceTotals(source, *counts, optional_moment(last)))
    return found


def runs(db: Database) -> list[RunTotals]:
    """A line a kind and status of runs."""
    return [RunTotals(*row) for row in db.execute(_RUNS)]


def hits(db: Database) -> list[HitTotals]:
    """A line a watchlist, severity and status."""
    return [HitTotals(*row) for row in db.execute(_HITS)]
