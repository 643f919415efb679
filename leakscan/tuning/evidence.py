"""How well each test of the assessment told leaks from what was dismissed: where triage and evidence disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from leakscan.tuning.labels import Labels, bits


@dataclass(frozen=True, slots=True)
class Telling:
    """One test: its bits in the middle leak and in the middle dismissed hit, and how often it ranks a leak higher.

    ``ranks`` is the area under the ROC curve (Mann-Whitney): 1 always, 0.5 it says nothing, below it misleads.
    """

    test: str
    leaks: float
    others: float
    ranks: float


def telling(labels: Labels) -> list[Telling]:
    """Every test that spoke, the most misleading first; empty where either kind of label is missing."""
    leaks = [bits(label.hit) for label in labels.labels if label.leak]
    others = [bits(label.hit) for label in labels.labels if not label.leak]
    if not leaks or not others:
        return []
    tests = sorted({test for one in (*leaks, *others) for test in one})
    found = []
    for test in tests:
        a, b = [one.get(test, 0.0) for one in leaks], [one.get(test, 0.0) for one in others]
        if {*a, *b} - {a[0]}:
            found.append(Telling(test, median(a), median(b), _ranks(a, b)))
    return sorted(found, key=lambda one: one.ranks)


def _ranks(above: Sequence[float], below: Sequence[float]) -> float:
    won = sum((a > b) + (a == b) / 2 for a in above for b in below)
    return won / (len(above) * len(below))
