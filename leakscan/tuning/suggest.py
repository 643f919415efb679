"""What labels speak for: thresholds that would have kept every leak, mutes of what never was one.

Nothing is suggested that would have cost a confirmed leak, unless it is to be told of more. What was never lost among
n can still be lost: with n confirmed cases and none lost, the share that might be is below ``1 - 0.05 ** (1 / n)``
with 95 % confidence (Clopper and Pearson, 1934).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from leakscan.evidence import mask
from leakscan.model import Severity
from leakscan.store import HitFilter, Store
from leakscan.tuning.labels import Case, Label, Labels

if TYPE_CHECKING:
    from leakscan.config import AlertsConfig

FEW = 5  # leaks, and as many that are none, below which thresholds are not spoken of
SOME = 3  # dismissed hits of a source or a client, from which on a mute is worth it
MUTED = timedelta(days=90)
EXAMPLES = 3
_HALF = 2  # a threshold of clients stays below the smallest leak by this factor


@dataclass(frozen=True, slots=True)
class Effect:
    """What would have happened: leaks lost, false alarms spared, of how many each; negative where more are told.

    ``examples`` are ids of hits that it is about, to look at before doing it.
    """

    what: str
    leaks: int
    lost: int
    others: int
    spared: int
    examples: tuple[str, ...] = ()

    @property
    def might_be_lost(self) -> float:
        """The largest share of leaks that might be lost though none was, with 95 % confidence."""
        return 1 - 0.05 ** (1 / self.leaks) if self.leaks else 1.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that could be done, by its name.

    ``setting`` is a table, a key and a value of leakscan.toml, or ``mute`` what is to be muted (``source``, ``entry``
    or ``incident``, its value, and an entry's watchlist); ``says`` is it in words, with nobody's name in it.
    """

    name: str
    says: str
    effect: Effect
    setting: tuple[str, str, str | int] | None = None
    mute: tuple[str, str | int, str | None] | None = None


def suggest(labels: Labels, alerts: AlertsConfig, store: Store) -> list[Suggestion]:
    """Everything that the labels speak for, thresholds first."""
    leaks = [case for case in labels.cases if case.leak]
    others = [case for case in labels.cases if not case.leak]
    found: list[Suggestion] = []
    if len(leaks) >= FEW and len(others) >= FEW:
        found += _severity(leaks, others, alerts)
        found += _clients(leaks, others, alerts)
    return [*found, *_sources(labels), *_entries(labels), *_incidents(labels, store)]


def told(case: Case, severity: Severity, clients: int) -> bool:
    """Whether a case is told of under these thresholds."""
    return case.canary or (case.severity.rank >= severity.rank and case.clients >= clients)


_Told = Callable[[Case], bool]


def effect(leaks: list[Case], others: list[Case], before: _Told, after: _Told) -> Effect:
    """What changes between two ways to decide who is told of what."""
    lost = sum(before(case) - after(case) for case in leaks)
    spared = sum(before(case) - after(case) for case in others)
    moved = [case for case in (*others, *leaks) if before(case) != after(case)]
    examples = tuple(case.labels[0].id for case in moved[:EXAMPLES])
    return Effect("alerts", len(leaks), lost, len(others), spared, examples)


def _severity(leaks: list[Case], others: list[Case], alerts: AlertsConfig) -> Iterator[Suggestion]:
    """The highest severity that keeps every leak; or a lower one, where leaks went untold."""
    now, least = alerts.min_severity, alerts.min_clients
    enough = [case for case in leaks if told(case, Severity.INFO, least)]
    keeping = [level for level in Severity if all(told(case, level, least) for case in enough)]
    best = keeping[-1] if keeping else now
    if best is now:
        return
    change = effect(leaks, others, lambda c: told(c, now, least), lambda c: told(c, best, least))
    if change.lost < 0 or change.spared > 0:
        says = f"[alerts] min_severity = {best} (now {now})"
        yield Suggestion(f"alerts-severity-{best}", says, change, ("alerts", "min_severity", str(best)))


def _clients(leaks: list[Case], others: list[Case], alerts: AlertsConfig) -> Iterator[Suggestion]:
    """A number of clients at half of what the smallest leak held, or as it is where that is no more."""
    level, now = alerts.min_severity, alerts.min_clients
    smallest = min((case.clients for case in leaks if not case.canary), default=0)
    best = smallest // _HALF
    if best <= now:
        return
    change = effect(leaks, others, lambda c: told(c, level, now), lambda c: told(c, level, best))
    if change.spared > 0 and change.lost == 0:
        says = f"[alerts] min_clients = {best} (now {now}; the smallest leak held {smallest})"
        yield Suggestion(f"alerts-clients-{best}", says, change, ("alerts", "min_clients", best))


def _sources(labels: Labels) -> Iterator[Suggestion]:
    """Sources that gave nothing but what was dismissed."""
    alone = [label for label in labels.labels if len(label.sources) == 1]
    for (source,), change in _never_a_leak(labels, alone, lambda label: tuple(label.sources)):
        says = f"mute source {source} for {MUTED.days} days: what was seen nowhere else was never a leak"
        yield Suggestion(f"mute-source-{source}", says, change, mute=("source", source, None))


def _entries(labels: Labels) -> Iterator[Suggestion]:
    """Clients that were alone in what was dismissed, and never in a leak."""
    alone = [label for label in labels.labels if len(label.entries) == 1]
    names = {_key(label): label.hit.names for label in alone}
    for key, change in _never_a_leak(labels, alone, _key):
        watchlist, entry = key
        name = mask(names[key].get(entry, entry))
        says = f"mute {name} of {watchlist} for {MUTED.days} days: alone in a document, it was never a leak"
        yield Suggestion(f"mute-client-{_short(*key)}", says, change, mute=("entry", entry, watchlist))


def _key(label: Label) -> tuple[str, ...]:
    """Watchlist and key of the one client that a hit exposes."""
    return label.hit.assessment.watchlist, *label.entries


_Key = tuple[str, ...]


def _never_a_leak(labels: Labels, some: list[Label], key: Callable[[Label], _Key]) -> Iterator[tuple[_Key, Effect]]:
    """Each key of which hits were dismissed and none ever confirmed, most dismissed first; canaries aside."""
    found: defaultdict[_Key, list[Label]] = defaultdict(list)
    for label in some:
        if not label.hit.assessment.canaries:
            found[key(label)].append(label)
    for one, of in sorted(found.items(), key=lambda item: -len(item[1])):
        if len(of) >= SOME and not any(label.leak for label in of):
            ids = tuple(label.id for label in of[:EXAMPLES])
            yield one, Effect("hits", labels.count(leak=True), 0, labels.count(leak=False), len(of), ids)


def _incidents(labels: Labels, store: Store) -> Iterator[Suggestion]:
    """Incidents that were dismissed and keep coming back."""
    for case in labels.cases:
        number = case.labels[0].incident
        if case.leak or number is None or case.canary:
            continue
        open_ones = len(store.ids(HitFilter(incident=number, muted=False))) - len(case.labels)
        if open_ones > 0:
            ids = tuple(label.id for label in case.labels[:EXAMPLES])
            change = Effect("open hits", labels.count(leak=True), 0, open_ones, open_ones, ids)
            says = f"mute incident {number} for {MUTED.days} days: {len(case.labels)} of it were dismissed, more came"
            yield Suggestion(f"mute-incident-{number}", says, change, mute=("incident", number, None))


def _short(*key: str) -> str:
    """A name for an entry that does not tell which it is."""
    return hashlib.sha256("\0".join(key).encode("utf-8", "surrogatepass")).hexdigest()[:8]
