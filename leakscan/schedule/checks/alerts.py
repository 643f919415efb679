"""Would anybody be told? Alerts have somewhere to go, can be sent, and have been delivered."""

from __future__ import annotations

from collections.abc import Iterator

from leakscan.alerts.sending import check as sendable
from leakscan.schedule.checks.sources import ago
from leakscan.schedule.doctor import Finding, Level, Patient


def check(patient: Patient) -> Iterator[Finding]:
    """A failure where an alert could not be sent or was not delivered; a warning where none is asked for."""
    targets = tuple(dict.fromkeys(patient.workspace.config.alerts.urls))
    if not targets:
        yield Finding(Level.WARN, "nobody is told of hits: add [alerts] with urls to leakscan.toml")
        return
    wrong = [f"{target}: {problem}" for target in targets if (problem := sendable(target))]
    left = patient.store.undelivered()
    if left:
        first = left[0]
        count = "1 message is" if len(left) == 1 else f"{len(left)} messages are"
        wrong.append(
            f"{count} not delivered, the first since {ago(first.made, patient.now)} "
            f"({first.target}: {first.problem}); try: leakscan alert retry"
        )
    yield from (Finding(Level.FAIL, says) for says in wrong)
    if not wrong:
        last = patient.store.last_delivered()
        when = f"the last one was delivered {ago(last, patient.now)}" if last else "none was ever sent"
        yield Finding(Level.OK, f"{len(targets)} targets can be sent to; {when}")
