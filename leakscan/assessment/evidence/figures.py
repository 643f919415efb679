"""Numbers beside the names that equal what only the owner knows."""

from __future__ import annotations

from leakscan.assessment.case import Case
from leakscan.assessment.weights import FIGURES, FIGURES_MOST
from leakscan.model import Evidence

ORDER = 20


def weigh(case: Case) -> Evidence | None:
    """The figures that agree, against a null that constants, years and rising numbers can't fool."""
    if not case.figure_bits:
        return None
    said = [f"{t.agree:,} of {t.compared:,} numbers agree with our {t.figure}" for t in case.figures if t.bits]
    return Evidence("figures", FIGURES * min(FIGURES_MOST, case.figure_bits), "Beside the names, " + ", ".join(said))
