"""How much of the watchlist stands here, told to the reader."""

from __future__ import annotations

from leakscan.assessment.case import Case
from leakscan.assessment.weights import FEW_CLIENTS
from leakscan.model import Evidence

ORDER = 70


def weigh(case: Case) -> Evidence:
    """Weighs nothing from three clients on: a directory has every client, a proof sample few; fewer tell no list."""
    number, whole = len(case.entries), len(case.watchlist)
    says = f"{number} different client{'s' * (number != 1)} of {whole} stand{'s' * (number == 1)} in the document"
    says += f" ({number / whole:.1%})" if whole else ""
    if number < 3:
        return Evidence("coverage", FEW_CLIENTS, f"{says}; fewer than three tell no list")
    return Evidence("coverage", 0.0, says)
