"""Numbers under the heading of our figure that are not ours: clients we share with somebody else's list."""

from __future__ import annotations

from leakscan.assessment.case import Case
from leakscan.assessment.weights import FIGURES_DIFFER
from leakscan.model import Evidence

ORDER = 22
_ENOUGH = 8
"""Compared rows from which on the difference counts in full."""


def weigh(case: Case) -> Evidence | None:
    """Mildly against: a list that is years older than ours differs as well."""
    test = case.differing
    if test is None:
        return None
    says = (
        f"The column headed {test.figure!r} agrees with our {test.figure} in only {test.agree} of {test.compared} rows"
    )
    return Evidence("figures-differ", FIGURES_DIFFER * differ(case), says)


def differ(case: Case) -> float:
    """How much the numbers differ, from 0 to 1."""
    return min(1.0, case.differing.compared / _ENOUGH) if case.differing else 0.0
