"""A short list amid pages of running text: an article that names some customers, not a sample of the list."""

from __future__ import annotations

import math

from leakscan.assessment.case import Case
from leakscan.assessment.weights import AROUND, AROUND_MOST, AROUND_USUAL
from leakscan.model import Evidence

ORDER = 35


def weigh(case: Case) -> Evidence | None:
    """Against a short list: the more words around it beyond a seller's post, the likelier they are a report."""
    share = amid_prose(case)
    if not share:
        return None
    says = f"About {case.prose} words of running text surround a list of {case.listed} rows, as in a report"
    return Evidence("around", AROUND * share, says)


def amid_prose(case: Case) -> float:
    """Doublings of the words over what a post has, in full up to eight rows and not at all from 32."""
    few = min(1.0, max(0.0, (5 - math.log2(max(1, case.listed))) / 2))
    if case.sentence or not few or case.prose <= AROUND_USUAL:
        return 0.0
    return few * min(AROUND_MOST, math.log2(case.prose / AROUND_USUAL))
