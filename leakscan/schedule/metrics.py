"""What a store tells Prometheus: is every source read, when, what came of it, and did the chain find its own leak.

No client is named: labels are names of sources, watchlists and kinds of runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from leakscan import __version__
from leakscan.crawl.self_test import PASSED
from leakscan.errors import UsageError
from leakscan.model import Health, Severity, Status

if TYPE_CHECKING:
    from leakscan.schedule.doctor import Finding
    from leakscan.schedule.due import Due
    from leakscan.store import Run, Store

_RUNS = 200  # runs that are looked back upon
_COUNTED = ("visits", "pages", "bytes", "documents", "hits", "gaps")
_Rows = Iterable[tuple[Mapping[str, str], float]]


def metrics(store: Store, plans: Sequence[Due] = (), findings: Sequence[Finding] = ()) -> str:
    """The store in Prometheus' text format.

    Args:
        store: an open store.
        plans: when each source is due, where that is known.
        findings: the doctor's, where it was asked.

    Raises:
        UsageError: the extra is missing.
    """
    try:
        from prometheus_client import CollectorRegistry, generate_latest
    except ImportError as error:
        raise UsageError("metrics need the extra: pip install 'leakscan-toolkit[metrics]'") from error
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collected([*_of_store(store), *_of_plans(plans), *_of_findings(findings)]))
    return generate_latest(registry).decode()


class _Collected:
    """What Prometheus' registry asks for its families."""

    def __init__(self, families: list[Any]) -> None:
        self._families = families

    def collect(self) -> list[Any]:
        """All of them."""
        return self._families


def _of_store(store: Store) -> Iterator[Any]:
    yield _gauge("leakscan_build_info", "The release of leakscan.", [({"version": __version__}, 1)])
    counts = {(t.watchlist, t.severity, t.status): t.hits for t in store.hit_totals()}
    for watchlist in {watchlist for watchlist, _, _ in counts}:  # a series that is absent can't be told from 0
        counts |= {(watchlist, s, t): counts.get((watchlist, s, t), 0) for s in Severity for t in Status}
    rows = [({"watchlist": w, "severity": s, "status": t}, n) for (w, s, t), n in sorted(counts.items())]
    yield _gauge("leakscan_hits", "Hits by watchlist, severity and triage status.", rows)
    yield from _of_runs(store)
    yield from _of_sources(store)


def _of_runs(store: Store) -> Iterator[Any]:
    totals = store.run_totals()
    by = [({"kind": t.kind, "status": t.status}, t) for t in totals]
    yield _counter("leakscan_runs", "Runs that have ended.", [(labels, t.runs) for labels, t in by])
    for name in ("documents", "bytes"):
        rows = [(labels, getattr(t, name)) for labels, t in by]
        yield _counter(f"leakscan_run_{name}", f"{name.capitalize()} read by runs.", rows)
    ended = [run for run in store.runs(_RUNS) if run.ended is not None]
    last = _first(ended, lambda _: True)
    yield _gauge("leakscan_last_run_timestamp_seconds", "When the last run ended.", _moments(last, "ended"))
    rows = [({"kind": k}, float(run.exit_status or 0)) for k, run in last.items()]
    yield _gauge("leakscan_last_run_exit_status", "0 clean, 1 hits, 2 usage, 3 incomplete.", rows)
    rows = [({"kind": k}, (run.ended - run.started).total_seconds()) for k, run in last.items() if run.ended]
    yield _gauge("leakscan_last_run_duration_seconds", "How long the last run took.", rows)
    whole = _first(ended, lambda run: run.exit_status in {0, 1})
    yield _gauge("leakscan_last_success_timestamp_seconds", "When a run last was whole.", _moments(whole, "ended"))
    tested = next((run for run in ended if run.self_test is not None), None)
    if tested is not None:
        passed = float(tested.self_test == PASSED)
        yield _gauge("leakscan_self_test_passed", "Whether the made-up leak was found by the last run.", [({}, passed)])
        says = "When the chain was last put to the test."
        yield _gauge("leakscan_self_test_timestamp_seconds", says, [({}, tested.started.timestamp())])


def _of_sources(store: Store) -> Iterator[Any]:
    totals, last = store.source_totals(), store.last_visits()
    for name in _COUNTED:
        rows = [({"source": t.source}, getattr(t, name)) for t in totals]
        yield _counter(f"leakscan_source_{name}", f"{name.capitalize()} of all visits.", rows)
    states = [({"source": s, "health": str(h)}, float(v.health is h)) for s, v in last.items() for h in Health]
    yield _gauge("leakscan_source_health", "What the last visit amounted to: 1 for that health.", states)
    rows = [({"source": s}, float(v.health is Health.OK and v.gap is None)) for s, v in last.items()]
    yield _gauge("leakscan_source_up", "Whether the last visit read all there was.", rows)
    rows = [({"source": s}, v.ended.timestamp()) for s, v in last.items()]
    yield _gauge("leakscan_source_last_visit_timestamp_seconds", "When it was last visited.", rows)
    rows = [({"source": t.source}, t.last_ok.timestamp()) for t in totals if t.last_ok]
    yield _gauge("leakscan_source_last_ok_timestamp_seconds", "When a visit last was ok.", rows)


def _of_plans(plans: Sequence[Due]) -> Iterator[Any]:
    if plans:
        rows = [({"source": due.source}, due.at.timestamp()) for due in plans]
        yield _gauge("leakscan_source_due_timestamp_seconds", "When it is due next.", rows)


def _of_findings(findings: Sequence[Finding]) -> Iterator[Any]:
    if findings:
        from leakscan.schedule.doctor import Level, trusted

        rows = [({"level": str(level)}, float(sum(f.level is level for f in findings))) for level in Level]
        yield _gauge("leakscan_doctor_findings", "What leakscan doctor finds, by level.", rows)
        says = "Whether silence can be trusted, as leakscan doctor says."
        yield _gauge("leakscan_silence_trusted", says, [({}, float(trusted(list(findings))))])


def _first(runs: Iterable[Run], wanted: Any) -> dict[str, Run]:
    """The first run of each kind that is wanted."""
    found: dict[str, Run] = {}
    for run in runs:
        if wanted(run):
            found.setdefault(run.kind, run)
    return found


def _moments(runs: Mapping[str, Run], of: str) -> list[tuple[Mapping[str, str], float]]:
    moments: dict[str, datetime | None] = {kind: getattr(run, of) for kind, run in runs.items()}
    return [({"kind": kind}, moment.timestamp()) for kind, moment in moments.items() if moment]


def _gauge(name: str, says: str, rows: _Rows) -> Any:
    from prometheus_client.core import GaugeMetricFamily

    return _family(GaugeMetricFamily, name, says, rows)


def _counter(name: str, says: str, rows: _Rows) -> Any:
    from prometheus_client.core import CounterMetricFamily

    return _family(CounterMetricFamily, name, says, rows)


def _family(kind: Any, name: str, says: str, rows: _Rows) -> Any:
    rows = list(rows)
    names = list(rows[0][0]) if rows else []
    family = kind(name, says, labels=names)
    for labels, value in rows:
        family.add_metric([labels[one] for one in names], value)
    return family
