"""Bits to a probability, and the bounds that hold whatever the bits say."""

from __future__ import annotations

import math
from collections.abc import Iterable

from leakscan.assessment.case import Case
from leakscan.assessment.evidence import canaries
from leakscan.assessment.severity import LIKELY_FIGURES, SURE_FIGURES
from leakscan.assessment.weights import PRIOR
from leakscan.model import Evidence

_MOST_BITS = 40.0


def prior() -> Evidence:
    """What is thought before any test: the prior odds, in one place."""
    odds = f"{2**PRIOR:.1f} to 1" if PRIOR >= 0 else f"1 to {2**-PRIOR:.1f}"
    says = f"Before any of this was weighed, the odds of a leak were taken to be {odds}, as for every document"
    return Evidence("prior", PRIOR, says)


def probability(evidence: Iterable[Evidence]) -> float:
    """1 / (1 + 2^-bits) of the bits' sum."""
    bits = sum(item.bits for item in evidence)
    return 1 / (1 + 2.0 ** -max(-_MOST_BITS, min(_MOST_BITS, bits)))


def bounded(evidence: tuple[Evidence, ...], case: Case) -> tuple[Evidence, ...]:
    """The evidence, with the bits that a small sample must give back where it claims more than its size allows."""
    limit = most(case)
    if limit is None:
        return evidence
    highest, says = limit
    bits, bound = sum(item.bits for item in evidence), math.log2(highest / (1 - highest))
    return (*evidence, Evidence("size", bound - bits, says)) if bits > bound else evidence


def most(case: Case) -> tuple[float, str] | None:
    """The highest probability that the size of the sample allows, and why; None if it allows any."""
    if case.figure_bits >= SURE_FIGURES or canaries.canaries(case):
        return None
    if case.sentence and (case.listed < 8 or case.named < 5):
        return 0.1, "Fewer than eight names in running text, or five clients, are a mention without agreeing figures"
    known = case.named + (case.best.public if case.best else 0) + (case.figure_bits >= LIKELY_FIGURES)
    if case.best is None or case.listed < 5 or case.named < 3 or known < 4:
        return 0.45, "Fewer than five rows, or four clients, decide nothing without agreeing figures"
    return None
