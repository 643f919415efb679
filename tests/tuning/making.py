"""A store with a history of decisions."""

from __future__ import annotations

from collections.abc import Sequence

from leakscan.model import Severity
from leakscan.store import Store
from tests.alerts.making import a_leak, commit


def decided(
    store: Store,
    leak: bool,
    clients: Sequence[str] | int,
    number: int,
    *,
    severity: Severity = Severity.HIGH,
    source: str = "paste",
    copies: Sequence[str] = (),
) -> str:
    """One incident of its own, found and decided; returns its hit's id."""
    names = [f"Office {n} of {number} {leak}" for n in range(clients)] if isinstance(clients, int) else clients
    made = a_leak(
        f"{leak} {number} {source}",
        names,
        severity=severity,
        source=source,
        url=f"https://{source}.example/{number}",
        copies=copies,
    )
    (hit,) = commit(store, made, rule=None, source=source)
    store.triage([hit], "confirm" if leak else "dismiss", "kim", "seen before")
    return hit
