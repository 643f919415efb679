"""From the store to a report.

The 72 hours are those of Art. 33(1) GDPR, which run from becoming aware of a breach. When that was is for a lawyer to
say; the report counts from the first moment anything of an incident was seen, the earliest it can have been.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

from leakscan.durations import DUTY
from leakscan.evidence import mask, redact
from leakscan.model import Severity, Status, Verdict
from leakscan.report.records import Case, Client, Coverage, Report, SourceState
from leakscan.store import Count, Exposed, Incident, Store

CASES = 200  # incidents told one by one
CLIENTS = 1_000  # clients told one by one
_CLOSED = {Status.DISMISSED, Status.RESOLVED}
NEVER = "never visited"


def gather(store: Store, since: datetime, *, sources: Collection[str] = (), reveal: bool = False) -> Report:
    """The report from ``since`` until now; ``sources`` are those that should have been visited.

    With ``reveal`` clients are named, and the history of every incident's first hit says that they were.
    """
    now = store.clock()
    exposed, incidents, counts = store.exposed(since), store.incidents(since), store.counts(since)
    names = frozenset() if reveal else frozenset(each.name for each in exposed)
    runs = [run for run in store.runs() if run.started >= since]
    return Report(
        since=since,
        until=now,
        revealed=reveal,
        hits=_by_severity(counts),
        mentions=sum(each.hits for each in counts if each.verdict is Verdict.MENTION),
        dismissed=sum(each.hits for each in counts if each.status is Status.DISMISSED),
        cases=tuple(_case(each, names, now) for each in incidents[:CASES]),
        more_cases=max(0, len(incidents) - CASES),
        coverage=_coverage(exposed, store.watchlist_sizes()),
        clients=tuple(_client(each, reveal) for each in exposed[:CLIENTS]),
        more_clients=max(0, len(exposed) - CLIENTS),
        sources=_states(store, sources),
        daily=store.daily(since, Severity.LOW),
        incomplete_runs=sum(run.status in {"incomplete", "failed", "interrupted"} for run in runs),
    )


def _by_severity(counts: list[Count]) -> dict[Severity, int]:
    found: Counter[Severity] = Counter()
    for each in counts:
        found[each.severity] += each.hits
    return {severity: found[severity] for severity in reversed(Severity)}


def _case(incident: Incident, names: Collection[str], now: datetime) -> Case:
    is_open = bool(set(incident.statuses) - _CLOSED)
    left = (incident.first_seen + DUTY - now) / timedelta(hours=1)
    return Case(
        incident.id,
        incident.founder,
        incident.watchlist,
        incident.verdicts[0],
        incident.severity,
        incident.clients,
        incident.hits,
        incident.statuses,
        incident.first_seen,
        incident.last_seen,
        redact(incident.place or "", names),
        round(left, 1) if is_open else None,
    )


def _client(each: Exposed, reveal: bool) -> Client:
    name = each.name if reveal else mask(each.name)
    return Client(each.watchlist, name, each.hits, each.severity, each.first_seen)


def _coverage(exposed: list[Exposed], sizes: dict[str, int]) -> tuple[Coverage, ...]:
    surfaced = Counter(each.watchlist for each in exposed)
    return tuple(Coverage(name, surfaced[name], size) for name, size in sorted(sizes.items()))


def _states(store: Store, sources: Collection[str]) -> tuple[SourceState, ...]:
    visits = store.last_visits()
    names = sorted({*visits, *sources})
    seen = {name: SourceState(name, str(v.health), v.ended, v.gap or v.detail) for name, v in visits.items()}
    return tuple(seen.get(name, SourceState(name, NEVER, None, "")) for name in names)
