"""Is every source visited in time, and does it give what it holds?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from leakscan.model import Health
from leakscan.schedule.doctor import Finding, Level, Patient
from leakscan.schedule.due import Due, overdue

PAST = 500  # visits that are looked through for the last good one


def check(patient: Patient) -> Iterator[Finding]:
    """A failure for each source that is dark, late, never visited or not covered."""
    if not patient.plans:
        yield Finding(Level.FAIL, "no source is enabled: nothing is watched")
        return
    found = [finding for due in patient.plans for finding in _of(due, patient)]
    yield from found
    off = [name for name, source in patient.workspace.config.source.items() if not source.enabled]
    if off:
        yield Finding(Level.WARN, f"switched off: {', '.join(off)}")
    if not found:
        yield Finding(Level.OK, f"all {len(patient.plans)} were read in time")


def ago(moment: datetime, now: datetime) -> str:
    """How long ago, in the largest unit that is not 0."""
    return words(now - moment) + " ago"


def words(length: timedelta) -> str:
    """A length of time in the largest unit that is not 0."""
    seconds = max(0, int(length.total_seconds()))
    for unit, size in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} seconds"


def _of(due: Due, patient: Patient) -> Iterator[Finding]:
    last, every = due.last, patient.workspace.config.source[due.source].every
    if last is None:
        yield Finding(Level.FAIL, f"{due.source} was never visited")
        return
    late = overdue(due, every, patient.now)
    if late is not None:
        yield Finding(Level.FAIL, f"{due.source} is overdue by {words(late)}; is leakscan watch running?")
    if last.gap:
        yield Finding(Level.FAIL, f"{due.source} was not covered: {last.gap}")
    if last.interrupted:
        yield Finding(Level.WARN, f"{due.source}: its last visit was stopped before its end")
    elif last.health is not Health.OK:
        yield Finding(Level.FAIL, f"{due.source} is dark ({last.health}), {_since(due.source, patient)}: {last.detail}")


def _since(source: str, patient: Patient) -> str:
    visits = patient.store.visits(source, PAST)
    good = next((visit for visit in visits if visit.health is Health.OK and not visit.interrupted), None)
    return f"last read {ago(good.ended, patient.now)}" if good else "and was not read before"
