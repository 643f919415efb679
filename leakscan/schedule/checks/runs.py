"""Did the last crawl come to its end?"""

from __future__ import annotations

from collections.abc import Iterator

from leakscan.schedule.checks.sources import ago
from leakscan.schedule.doctor import Finding, Level, Patient


def check(patient: Patient) -> Iterator[Finding]:
    """A failure where it broke off; what was incomplete about single sources is told by theirs."""
    if not patient.crawls:
        yield Finding(Level.FAIL, "nothing was ever crawled here; start: leakscan watch")
        return
    last = patient.crawls[0]
    when = ago(last.started, patient.now)
    if last.status == "failed":
        yield Finding(Level.FAIL, f"run {last.id} failed {when}: {'; '.join(last.problems[:2])}")
    elif last.status == "interrupted":
        yield Finding(Level.FAIL, f"run {last.id}, begun {when}, was killed before its end")
    else:
        yield Finding(Level.OK, f"run {last.id}, begun {when}, is {last.status}")
