"""The sentences that every format says in the same words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from leakscan.report.records import Case, Report
from leakscan.saying import count

_SOON = 24  # hours


def day(moment: datetime) -> str:
    """A moment as people read it, in UTC."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def date(moment: datetime) -> str:
    """The day of a moment, in UTC."""
    return f"{moment:%Y-%m-%d}"


def duty(case: Case) -> str:
    """Where the 72 hours of a notification duty stand."""
    if case.hours_left is None:
        return "closed"
    return f"{case.hours_left:.0f} h left" if case.hours_left >= 0 else f"over by {-case.hours_left:.0f} h"


def is_late(case: Case) -> bool:
    """Whether less than a day is left of them."""
    return case.hours_left is not None and case.hours_left < _SOON


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure that is looked at first; ``grave`` where it wants to be acted upon."""

    name: str
    value: str
    grave: bool = False


def tiles(report: Report) -> list[Tile]:
    """The four figures of a report."""
    unsettled = [case for case in report.cases if case.hours_left is not None]
    next_end = min(unsettled, key=lambda case: case.hours_left or 0.0, default=None)
    silent = sum(state.silent for state in report.sources)
    return [
        Tile("open incidents", str(len(unsettled)), bool(unsettled)),
        Tile("clients exposed", str(len(report.clients) + report.more_clients)),
        Tile("of 72 hours", duty(next_end) if next_end else "none run", next_end is not None and is_late(next_end)),
        Tile("sources that can't be relied on", f"{silent} of {len(report.sources)}", silent > 0),
    ]


def summary(report: Report) -> list[str]:
    """What a reader has to know who reads nothing else."""
    total = sum(report.hits.values())
    cases = len(report.cases) + report.more_cases
    unsettled = sum(case.hours_left is not None for case in report.cases)
    silent = sum(state.silent for state in report.sources)
    dismissed = count(report.dismissed, "was", "were")
    told = [
        f"{count(total, 'hit was', 'hits were')} first seen, {report.mentions} being mentions; {dismissed} dismissed.",
        f"{count(cases, 'incident', 'incidents')}, {unsettled} open.",
        f"{count(len(report.clients) + report.more_clients, 'client', 'clients')} surfaced.",
    ]
    if silent:
        told.append(f"{silent} of {len(report.sources)} sources can't be relied on: their silence means nothing.")
    if report.incomplete_runs:
        runs = count(report.incomplete_runs, "run was", "runs were")
        told.append(f"{runs} incomplete: there may be more than was found.")
    if not report.revealed:
        told.append("Clients' names are masked.")
    return told


NOTE = "The 72 hours are counted from when an incident was first seen; when the duty began is for a lawyer to say."
NOTHING = "Nothing that concerns you was found in this time."
HOW = "These are documents in which your organisation stands among others in what looks like a leaked list."
