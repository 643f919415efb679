"""A report as data, ready to be written down: names are masked already where they have to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from leakscan.model import Severity, Status, Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """One incident. ``hours_left`` of the 72 since it was first seen; negative once over, None where it is closed."""

    incident: int
    hit: str
    watchlist: str
    verdict: Verdict
    severity: Severity
    clients: int
    hits: int
    statuses: tuple[Status, ...]
    first_seen: datetime
    last_seen: datetime
    place: str
    hours_left: float | None


@dataclass(frozen=True, slots=True)
class Client:
    """One client that surfaced, in how many hits and since when."""

    watchlist: str
    name: str
    hits: int
    severity: Severity
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many clients of a watchlist surfaced, and how many it has."""

    watchlist: str
    surfaced: int
    clients: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return min(1.0, self.surfaced / self.clients) if self.clients else 0.0


@dataclass(frozen=True, slots=True)
class SourceState:
    """The last visit of a source; ``never visited`` where there was none."""

    source: str
    health: str
    at: datetime | None
    detail: str

    @property
    def silent(self) -> bool:
        """Whether its silence means nothing."""
        return self.health != "ok"


@dataclass(frozen=True)
class Report:
    """What happened from ``since`` to ``until``.

    ``hits`` counts those first seen in that time by severity, ``mentions`` and ``dismissed`` are among them. Lists that
    were cut name in ``more_*`` how many were left out. ``revealed`` tells whether clients are named. ``daily`` counts
    hits by the day they were first seen, those of severity info left out.
    """

    since: datetime
    until: datetime
    revealed: bool
    hits: Mapping[Severity, int]
    mentions: int
    dismissed: int
    cases: tuple[Case, ...]
    more_cases: int
    coverage: tuple[Coverage, ...]
    clients: tuple[Client, ...]
    more_clients: int
    sources: tuple[SourceState, ...]
    incomplete_runs: int
    daily: Mapping[date, Mapping[Severity, int]]
