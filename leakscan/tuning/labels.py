"""What was decided, as labels: a hit that somebody confirmed is a leak, one that somebody dismissed is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from leakscan.model import Hit, Severity, Status
from leakscan.store import HitFilter, Store, StoredHit

DECIDED = (Status.CONFIRMED, Status.DISMISSED, Status.RESOLVED)
SOLO = 3  # clients up to which a hit is told apart by who they are
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Label:
    """One decided hit: whether it is a leak, where it was seen, and of few clients which."""

    hit: Hit
    leak: bool
    incident: int | None
    sources: frozenset[str]
    entries: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The hit's id."""
        return self.hit.id


@dataclass(frozen=True)
class Case:
    """The labels of one incident: what an alert is made of. It is a leak if any document of it is one."""

    labels: tuple[Label, ...]

    @property
    def leak(self) -> bool:
        """Whether a document of it was confirmed."""
        return any(label.leak for label in self.labels)

    @property
    def severity(self) -> Severity:
        """The gravest of its documents."""
        return max((label.hit.assessment.severity for label in self.labels), key=lambda severity: severity.rank)

    @property
    def clients(self) -> int:
        """The most clients in one of its documents."""
        return max(label.hit.assessment.clients.matched for label in self.labels)

    @property
    def canary(self) -> bool:
        """Whether a planted client is in it: then no threshold holds it back."""
        return any(label.hit.assessment.canaries for label in self.labels)


@dataclass(frozen=True)
class Labels:
    """Every label, and the cases that they are of."""

    labels: tuple[Label, ...]

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Labels of one incident together; mentions, which have none, each by itself."""
        found: dict[object, list[Label]] = {}
        for label in self.labels:
            found.setdefault(label.incident if label.incident is not None else label.id, []).append(label)
        return tuple(Case(tuple(some)) for some in found.values())

    def count(self, *, leak: bool) -> int:
        """How many labels say so."""
        return sum(label.leak is leak for label in self.labels)


def gather(store: Store) -> Labels:
    """Read the labels; a resolved hit is one where it had been confirmed."""
    return Labels(tuple(_read(store)))


def _read(store: Store) -> Iterator[Label]:
    wanted = HitFilter(statuses=DECIDED, limit=_PAGE)
    while page := store.hits(wanted):
        for stored in page:
            leak = _is_leak(store, stored)
            if leak is not None:
                yield _label(store, stored, leak=leak)
        wanted = replace(wanted, after=page[-1].id)


def _is_leak(store: Store, stored: StoredHit) -> bool | None:
    if stored.hit.status is not Status.RESOLVED:
        return stored.hit.status is Status.CONFIRMED
    last = [event.after for event in store.events(stored.id) if event.after in set(Status)]
    return True if Status.CONFIRMED in _standing(last) else None


def _standing(statuses: Sequence[str | None]) -> Sequence[str | None]:
    """The statuses since the hit was new last: what was reopened or taken back does not count."""
    news = [n for n, status in enumerate(statuses) if status == Status.NEW]
    return statuses[news[-1] :] if news else statuses


def _label(store: Store, stored: StoredHit, *, leak: bool) -> Label:
    sources = frozenset(seen.sighting.source for seen in store.sightings(stored.id))
    label = Label(stored.hit, leak, stored.incident, sources)
    if stored.hit.assessment.clients.matched > SOLO:
        return label
    hit = store.hit(stored.id).hit  # with its matches, and so with its clients' names
    return replace(label, hit=hit, entries=frozenset(match.entry for match in hit.assessment.matches))


def bits(hit: Hit) -> Mapping[str, float]:
    """The evidence of a hit: bits by test, those of a test that speaks twice added up."""
    found: dict[str, float] = {}
    for evidence in hit.assessment.evidence:
        found[evidence.test] = found.get(evidence.test, 0.0) + evidence.bits
    return found
