"""A few names in a sentence are a mention: "our customers include A, B and C"."""

from __future__ import annotations

import math

from leakscan.assessment.case import Case
from leakscan.assessment.weights import SENTENCE_FEW, SENTENCE_PROSE, SENTENCE_SURE
from leakscan.model import Evidence

ORDER = 30


def weigh(case: Case) -> Evidence | None:
    """Against an enumeration in running text: in full up to eight names, not at all from 32, more amid prose."""
    if not case.sentence:
        return None
    few = min(1.0, max(0.0, (math.log2(SENTENCE_SURE) - math.log2(max(1, case.named))) / 2))
    prose = min(1.0, case.words_outside / 25)
    bits = few * (SENTENCE_FEW + SENTENCE_PROSE * prose)
    around = f" with about {case.words_outside:.0f} words around it" if prose else ""
    return Evidence(
        "sentence", bits, f"{case.named} clients stand in running text{around}, as in a report or an advert"
    )
