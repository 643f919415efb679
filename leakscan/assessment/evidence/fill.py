"""Does a match fill its cell, as a name in a list does, or is it a part of something longer?"""

from __future__ import annotations

from leakscan.assessment.case import Case
from leakscan.assessment.weights import FILL, FILL_USUAL
from leakscan.model import Evidence
from leakscan.saying import percent

ORDER = 40


def weigh(case: Case) -> Evidence | None:
    """Mean share of the name cells that the matches fill, against what is usual in lists."""
    if case.best is None:
        return None
    return Evidence(
        "fill",
        FILL * (case.best.fill - FILL_USUAL),
        f"The matches fill {percent(round(case.best.fill * 1000), 1000)} of their cells",
    )
