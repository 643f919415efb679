"""A few names in a sentence are a mention: "our customers include A, B and C"."""

from __future__ import annotations

import math

from leakscan.assessment.case import Case
from leakscan.assessment.evidence.around import few, in_report
from leakscan.assessment.prose import in_clause
from leakscan.assessment.reading import Reading
from leakscan.assessment.weights import REPORT, SENTENCE_ALONE, SENTENCE_FEW, SENTENCE_PROSE, SENTENCE_USUAL
from leakscan.model import Evidence
from leakscan.saying import count

ORDER = 30
_MENTIONED = 12
"""Names that may well stand in one clause."""
_LITTLE = 12
"""Words of running text that may stand around names that stand alone."""


def weigh(case: Case) -> Evidence | None:
    """Against an enumeration in running text: in full up to twelve names, not at all from 32, more amid prose.

    Names that stand alone are rather a list: they count in full up to eight, and far less.
    """
    if case.best is None or not case.sentence:
        return None
    if alone(case):
        says = f"{count(case.named, 'client stands', 'clients stand')} in one enumeration that is no part of a sentence"
        return Evidence("sentence", part(case, alone=True) * SENTENCE_ALONE, says)
    prose = amid_prose(case)
    around = f" with about {case.prose} words around it" if prose else ""
    what = count(case.named, "client stands", "clients stand")
    says = f"{what} in running text{around}, as in a report or an advert"
    bits = part(case, alone=False) * (SENTENCE_FEW + SENTENCE_PROSE * prose) + REPORT * few(case.listed) * in_report(
        case
    )
    return Evidence("sentence", bits, says)


def part(case: Case, *, alone: bool) -> float:
    """How few the names are for an enumeration that stands alone, or for a clause."""
    return few(case.named) if alone else few(case.named, _MENTIONED)


def alone(case: Case) -> bool:
    """Whether the names are no part of a clause, and nothing but an offer stands around them."""
    if case.best is None or not case.text:
        return False
    edges = {0, 1, len(case.best.block.rows) - 1}
    if any(_clause(case, case.best, at) for at in edges):
        return False
    return case.prose <= _LITTLE or case.tone.offer > case.tone.report


def _clause(case: Case, best: Reading, at: int) -> bool:
    """Whether an item is led in or out by words in small letters.

    An item that is no client's may be a name in such letters, where those of clients are.
    """
    row, match = best.block.rows[at], best.rows.get(at)
    if match is None:
        said = case.text[row.start : row.end]
        return in_clause(said) and not in_clause(" ".join(m.text for m in list(best.rows.values())[:3]))
    return in_clause(case.text[row.start : max(row.start, match.start)]) or in_clause(case.text[match.end : row.end])


def amid_prose(case: Case) -> float:
    """How much running text is around the names, from 0 to 1."""
    return min(1.0, max(0.0, math.log2(max(1, case.prose) / SENTENCE_USUAL) / 3))
