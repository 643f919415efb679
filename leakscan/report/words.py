"""The sentences that every format says in the same words."""

from __future__ import annotations

from datetime import datetime

from leakscan.report.records import Case, Report


def day(moment: datetime) -> str:
    """A moment as people read it, in UTC."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def duty(case: Case) -> str:
    """Where the 72 hours of a notification duty stand."""
    if case.hours_left is None:
        return "closed"
    return f"{case.hours_left:.0f} h left" if case.hours_left >= 0 else f"over by {-case.hours_left:.0f} h"


def summary(report: Report) -> list[str]:
    """What a reader has to know who reads nothing else."""
    total = sum(report.hits.values())
    pressing = sum(case.hours_left is not None for case in report.cases)
    silent = sum(state.silent for state in report.sources)
    told = [
        f"{total} hits were first seen, {report.mentions} of them mentions; {report.dismissed} were dismissed.",
        f"{len(report.cases) + report.more_cases} incidents, {pressing} of them open.",
        f"{len(report.clients) + report.more_clients} clients surfaced.",
    ]
    if silent:
        told.append(f"{silent} of {len(report.sources)} sources can't be relied on: their silence means nothing.")
    if report.incomplete_runs:
        told.append(f"{report.incomplete_runs} runs were incomplete: there may be more than was found.")
    if not report.revealed:
        told.append("Clients' names are masked.")
    return told


NOTE = "The 72 hours are counted from when an incident was first seen; when the duty began is for a lawyer to say."
NOTHING = "Nothing that concerns you was found in this time."
HOW = "These are documents in which your organisation stands among others in what looks like a leaked list."
