"""A short list amid running text: a report that names some customers, not a sample of the list."""

from __future__ import annotations

import math

from leakscan.assessment.case import Case
from leakscan.assessment.saying import count
from leakscan.assessment.severity import SURE_FIGURES
from leakscan.assessment.weights import AROUND, AROUND_MOST, AROUND_USUAL, OFFER_ENOUGH, REPORT, REPORT_MOST
from leakscan.model import Evidence

ORDER = 35


def weigh(case: Case) -> Evidence | None:
    """Against a short list: words around it beyond what a post has, and words that reporters use and sellers do not.

    Nothing where our figures stand beside the names, which no report has but from the list itself.
    """
    if case.best is None or case.sentence or not few(case.listed) or case.figure_bits >= SURE_FIGURES:
        return None
    words, reported = amid_prose(case), in_report(case)
    if not (words or reported):
        return None
    said = [f"about {case.prose} words of running text surround"] if words else []
    said += [f"{count(case.tone.report, 'word', 'words')} of a report stand around"] if reported else []
    says = f"{' and '.join(said)} a list of {case.listed} rows"
    return Evidence("around", AROUND * words + REPORT * reported, says[:1].upper() + says[1:])


def amid_prose(case: Case) -> float:
    """Doublings of the words over what a post has, for a short list; none where the words are a seller's."""
    part, tone = few(case.listed), case.tone
    if not part or case.prose <= AROUND_USUAL or (tone.offer >= OFFER_ENOUGH and tone.offer > tone.report):
        return 0.0
    return part * min(AROUND_MOST, math.log2(case.prose / AROUND_USUAL))


def in_report(case: Case) -> float:
    """Different words of a report, beyond those of an offer, around a short list."""
    return few(case.listed) * min(REPORT_MOST, max(0, case.tone.report - case.tone.offer))


def few(rows: int, full: int = 8, none: int = 32) -> float:
    """How few rows are: 1 up to ``full``, 0 from ``none`` on, in between by their logarithm."""
    return min(1.0, max(0.0, math.log2(none / max(1, rows)) / math.log2(none / full)))
