"""A few names in a sentence are a mention: "our customers include A, B and C"."""

from __future__ import annotations

import math

from leakscan.assessment.case import Case
from leakscan.assessment.evidence.around import few, in_report
from leakscan.assessment.saying import count
from leakscan.assessment.weights import REPORT, SENTENCE_ALONE, SENTENCE_FEW, SENTENCE_PROSE, SENTENCE_USUAL
from leakscan.model import Evidence, Row

ORDER = 30
_LEAD = 2
"""Words in small letters before the first name, or behind the last, that make the names a part of a clause."""
_LITTLE = 12
"""Words of running text that may stand around names that stand alone."""


def weigh(case: Case) -> Evidence | None:
    """Against an enumeration in running text: in full up to eight names, not at all from 32, more amid prose."""
    if not case.sentence:
        return None
    part = few(case.named)
    if alone(case):
        says = f"{count(case.named, 'client stands', 'clients stand')} in one enumeration that is no part of a sentence"
        return Evidence("sentence", part * SENTENCE_ALONE, says)
    prose = amid_prose(case)
    around = f" with about {case.prose} words around it" if prose else ""
    what = count(case.named, "client stands", "clients stand")
    says = f"{what} in running text{around}, as in a report or an advert"
    return Evidence("sentence", part * (SENTENCE_FEW + SENTENCE_PROSE * prose) + REPORT * in_report(case), says)


def alone(case: Case) -> bool:
    """Whether the names are no part of a clause, and nothing but an offer stands around them."""
    if case.best is None or not case.text:
        return False
    rows = case.best.block.rows
    if any(_clause(case.text, row) for row in (rows[0], rows[1], rows[-1])):
        return False
    return case.prose <= _LITTLE or case.tone.offer > case.tone.report


def _clause(text: str, row: Row) -> bool:
    words = text[row.start : row.end].split()
    return sum(word.islower() and len(word) > 3 for word in words) >= _LEAD


def amid_prose(case: Case) -> float:
    """How much running text is around the names, from 0 to 1."""
    return min(1.0, max(0.0, math.log2(max(1, case.prose) / SENTENCE_USUAL) / 3))
