"""Did the chain find a made-up leak, and lately?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from leakscan.crawl.self_test import PASSED
from leakscan.schedule.checks.sources import ago
from leakscan.schedule.doctor import Finding, Level, Patient

DAY = timedelta(days=1)


def check(patient: Patient) -> Iterator[Finding]:
    """A failure where no run was put to the test, the last one failed it, or it was too long ago."""
    tested = next((run for run in patient.crawls if run.self_test is not None), None)
    longest = max((source.every for source in patient.workspace.config.source.values()), default=DAY)
    if tested is None:
        yield Finding(Level.FAIL, "no run has ever seen the made-up leak of the self-test; run: leakscan crawl")
    elif tested.self_test != PASSED:
        yield Finding(Level.FAIL, f"run {tested.id} failed it: {tested.self_test}")
    elif patient.now - tested.started > 2 * max(DAY, longest):
        yield Finding(Level.FAIL, f"passed, but {ago(tested.started, patient.now)}")
    else:
        yield Finding(Level.OK, f"passed {ago(tested.started, patient.now)}")
