"""Leaks as a step holds them, without a planted client unless asked for, and a store to put them into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leakscan.model import CanaryFound, Hit, Severity, Verdict
from leakscan.store import AlertRule, Kept, Step, Store
from tests.store.making import CLIENTS, a_document, a_hit

RULE = AlertRule(("env:CHAT",))


def a_leak(
    text: str = "a list",
    clients: Sequence[str] = CLIENTS,
    *,
    source: str = "paste",
    url: str = "https://paste.example/a",
    severity: Severity = Severity.HIGH,
    verdict: Verdict = Verdict.CLIENT_LIST,
    copies: Sequence[str] = (),
) -> Kept:
    """A document and its hit; another text is another document, the same clients are the same incident."""
    document = a_document(text, source=source, url=url, path=None)
    hit = a_hit(document, clients, severity=severity, verdict=verdict)
    canaries = tuple(CanaryFound(f"c{copy}", copy) for copy in copies)
    return Kept(document, (replace(hit, assessment=replace(hit.assessment, canaries=canaries)),))


def commit(store: Store, *leaks: Kept, rule: AlertRule | None = RULE, source: str = "paste") -> list[str]:
    """Write each as a step of its own; returns the hits' ids."""
    for leak in leaks:
        store.commit_step(Step(source, (leak,)), rule=rule)
    return [hit.id for leak in leaks for hit in leak.hits]


def hit_of(leak: Kept) -> Hit:
    return leak.hits[0]


def kinds(store: Store) -> list[str]:
    """Why each alert was made, oldest first."""
    return [alert.kind for alert, _ in reversed(store.alerts(1000))]
