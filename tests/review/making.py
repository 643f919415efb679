"""Hits for a review."""

from __future__ import annotations

from dataclasses import replace

from leakscan.model import Severity
from leakscan.store import Store
from tests.store.making import a_document, a_hit, a_step


def put(store: Store, count: int, first: int = 0) -> list[str]:
    """So many new hits of all severities."""
    found: list[str] = []
    for number in range(first, first + count):
        document = a_document(f"list {number}", path=f"{number}.csv")
        severity = list(Severity)[number % 5]
        step = a_step(document)
        kept = replace(step.examinations[0], hits=(a_hit(document, severity=severity),))
        found += store.commit_step(replace(step, examinations=(kept,))).new
    return found
