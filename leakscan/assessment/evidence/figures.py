"""Numbers beside the names that equal what only the owner knows."""

from __future__ import annotations

from leakscan.assessment.case import Case
from leakscan.assessment.weights import FIGURES, FIGURES_MOST
from leakscan.model import Evidence

ORDER = 20


def weigh(case: Case) -> Evidence | None:
    """The figure that agrees best, against a null that constants, years and rising numbers can't fool."""
    if not case.figure_bits:
        return None
    best = case.figures[0]
    says = f"{best.agree} of {best.compared} numbers beside the names agree with our {best.figure}"
    return Evidence("figures", FIGURES * min(FIGURES_MOST, best.bits), says)
