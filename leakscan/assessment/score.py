"""Bits to a probability, and the bounds that hold whatever the bits say."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache, lru_cache

from leakscan.assessment.case import Case
from leakscan.assessment.evidence import canaries
from leakscan.assessment.severity import SURE_FIGURES
from leakscan.assessment.weights import CALIBRATION, PRIOR
from leakscan.model import Evidence

_MOST_BITS = 40.0


@cache
def prior() -> Evidence:
    """What is thought before any test: the prior odds, in one place."""
    odds = f"{2**PRIOR:.1f} to 1" if PRIOR >= 0 else f"1 to {2**-PRIOR:.1f}"
    says = f"Before any of this was weighed, the odds of a leak were taken to be {odds}, as for every document"
    return Evidence("prior", PRIOR, says)


def probability(evidence: Iterable[Evidence]) -> float:
    """1 / (1 + 2^-bits) of the bits' sum."""
    bits = sum(item.bits for item in evidence)
    return 1 / (1 + 2.0 ** -max(-_MOST_BITS, min(_MOST_BITS, bits)))


def calibrated(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The evidence, with the bits between its sum and how often documents with such a sum are leaks.

    Beta calibration (Kull, Silva Filho and Flach, 2017): the odds are p^a / (1 - p)^b times a constant, which grows
    with the sum for any positive a and b; see ``weights``.
    """
    return (*evidence, _calibration(max(-_MOST_BITS, min(_MOST_BITS, sum([item.bits for item in evidence])))))


@lru_cache(maxsize=4096)
def _calibration(bits: float) -> Evidence:
    below, above, added = CALIBRATION
    said = -below * math.log2(1 + 2.0**-bits) + above * math.log2(1 + 2.0**bits) + added
    p = 1 / (1 + 2.0 ** -max(-_MOST_BITS, min(_MOST_BITS, said)))
    says = f"Of documents of known truth for which all this adds up to as much, {_often(p)} are leaked lists"
    return Evidence("calibration", said - bits, says)


def _often(p: float) -> str:
    """A probability in words."""
    if p < 0.001 or p > 0.999:
        return "fewer than 1 in 1,000" if p < 0.5 else "more than 999 in 1,000"
    return f"about {round(1000 * p):,} in 1,000"


def bounded(evidence: tuple[Evidence, ...], case: Case) -> tuple[Evidence, ...]:
    """The evidence, with the bits that a small sample must give back where it claims more than its size allows."""
    limit = most(case)
    if limit is None:
        return evidence
    highest, says = limit
    bits, bound = sum(item.bits for item in evidence), math.log2(highest / (1 - highest))
    return (*evidence, Evidence("size", bound - bits, says)) if bits > bound else evidence


def most(case: Case) -> tuple[float, str] | None:
    """The highest probability that the size and the purity of the sample allow, and why; None if they allow any."""
    if case.figure_bits >= SURE_FIGURES or canaries.canaries(case):
        return None
    return _of_its_size(case) or _of_its_purity(case)


def _of_its_size(case: Case) -> tuple[float, str] | None:
    if case.sentence and (case.listed < 8 or case.named < 5):
        return 0.2, "Fewer than eight names in running text, or five clients, are a mention without agreeing figures"
    if case.best is None or case.listed < _NOTHING or case.known < _NOTHING:
        return 0.2, "Fewer than three rows, or three clients, are a mention without agreeing figures"
    if case.listed < 5:
        return 0.45, "Fewer than five rows decide nothing without agreeing figures"
    return None


def _of_its_purity(case: Case) -> tuple[float, str] | None:
    if case.best and case.best.clients < 0.5 * case.best.listed:
        return 0.33, "A list of which less than half are clients is sooner somebody else's of the same market"
    if case.best and case.best.clients < _HALF * case.best.listed:
        return 0.65, "A list of which hardly more than half are clients may be a part of any list of the market"
    return None


_NOTHING = 3
"""Rows and clients below which a block says nothing."""
_HALF = 0.52
"""Share of the rows below which clients may be those of anybody's list: of the agencies of a whole state in a public
register, 55 of 107 were one vendor's clients, and of the published customers of another vendor 47 of 95."""
