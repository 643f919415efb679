"""A few names in a sentence are a mention: "our customers include A, B and C"."""

from __future__ import annotations

import math

from leakscan.assessment.case import Case
from leakscan.assessment.saying import count
from leakscan.assessment.weights import SENTENCE_FEW, SENTENCE_PROSE, SENTENCE_SURE, SENTENCE_USUAL
from leakscan.model import Evidence

ORDER = 30


def weigh(case: Case) -> Evidence | None:
    """Against an enumeration in running text: in full up to eight names, not at all from 32, more amid prose."""
    if not case.sentence:
        return None
    few, prose = amid_prose(case)
    around = f" with about {case.prose} words around it" if prose else ""
    what = count(case.named, "client stands", "clients stand")
    says = f"{what} in running text{around}, as in a report or an advert"
    return Evidence("sentence", few * (SENTENCE_FEW + SENTENCE_PROSE * prose), says)


def amid_prose(case: Case) -> tuple[float, float]:
    """How few the names are, and how much running text is around them, each from 0 to 1."""
    few = min(1.0, max(0.0, (math.log2(SENTENCE_SURE) - math.log2(max(1, case.named))) / 2))
    return few, min(1.0, max(0.0, math.log2(max(1, case.prose) / SENTENCE_USUAL) / 3))
