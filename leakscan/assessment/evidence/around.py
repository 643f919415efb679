"""A short list of bare names amid running text: a report that names some customers, not a sample of the list."""

from __future__ import annotations

import math

from leakscan.assessment.blocks import edges
from leakscan.assessment.case import Case
from leakscan.assessment.severity import SURE_FIGURES
from leakscan.assessment.weights import (
    AROUND,
    AROUND_BESIDE,
    AROUND_CAP,
    AROUND_ELSE,
    AROUND_MOST,
    AROUND_USUAL,
    OFFER_ENOUGH,
    REPORT,
    REPORT_MOST,
    TOPIC_ENOUGH,
)
from leakscan.model import Evidence
from leakscan.saying import count

ORDER = 35
_LEADS = (":", "：", " include", " includes", " included", " including", " are", " were")
"""How a line ends that leads to a list."""
_PRINTED, _NAMED = 6, 10
"""Customers that most reports print as a list, and that some do."""


def weigh(case: Case) -> Evidence | None:
    """Against a short list: words around it beyond what a post has, and words that reporters use and sellers do not.

    Less where the text speaks of other things than customers, or a column of data stands beside the names; nothing
    where several do, as in a table, or our figures, which no report has but from the list itself.
    """
    if case.best is None or case.sentence or not few(case.listed, _NAMED) or not (doubt := doubtful(case)):
        return None
    words, reported = amid_prose(case), in_report(case)
    if not (words or reported):
        return None
    said = [f"amid about {case.prose} words of running text"] if words else []
    said += [f"beside {count(case.tone.report, 'word', 'words')} that reporters use"] if reported else []
    article = "that names some customers" if told_of(case) else "though it speaks of no customers and leads to no list"
    bits = doubt * max(-AROUND_CAP, AROUND * words + REPORT * reported)
    rows = count(case.listed, "row stands", "rows stand")
    says = f"The {rows} {' and '.join(said)}, as in an article {article}"
    return Evidence("around", bits, says)


def doubtful(case: Case) -> float:
    """How far what stands around a list can speak against it, from 1 for a short one of bare names down to 0."""
    if case.figure_bits >= SURE_FIGURES or case.beside > 1:
        return 0.0
    columns = AROUND_BESIDE if case.beside else 1.0
    return few(case.listed, _NAMED) * columns * (1.0 if told_of(case) else AROUND_ELSE)


def told_of(case: Case) -> bool:
    """Whether the text around may well tell of the list: it is about customers or a breach, or leads to it.

    So few names as most reports print are told of by whatever text is around them.
    """
    if case.best is None:
        return False
    if case.listed <= _PRINTED or case.tone.topic >= TOPIC_ENOUGH:
        return True
    start, _ = edges(case.best.block)
    low = case.scope.start
    return case.text[low : max(low, case.text.rfind("\n", 0, start) + 1)].rstrip().endswith(_LEADS)


def amid_prose(case: Case) -> float:
    """Doublings of the words over what a post has; none where the words are a seller's."""
    tone = case.tone
    if (tone.offer >= OFFER_ENOUGH and tone.offer > tone.report) or case.prose <= AROUND_USUAL:
        return 0.0
    return min(AROUND_MOST, math.log2(case.prose / AROUND_USUAL))


def in_report(case: Case) -> float:
    """Different words of a report, beyond those of an offer."""
    return float(min(REPORT_MOST, max(0, case.tone.report - case.tone.offer)))


def few(rows: int, full: int = 8, none: int = 32) -> float:
    """How few rows are: 1 up to ``full``, 0 from ``none`` on, in between by their logarithm."""
    return min(1.0, max(0.0, math.log2(none / max(1, rows)) / math.log2(none / full)))
