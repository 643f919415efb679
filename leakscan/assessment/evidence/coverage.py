"""How much of the watchlist stands here, told to the reader."""

from __future__ import annotations

from functools import lru_cache

from leakscan.assessment.case import Case
from leakscan.assessment.weights import FEW_CLIENTS
from leakscan.model import Evidence
from leakscan.saying import count, percent

ORDER = 70


def weigh(case: Case) -> Evidence:
    """Weighs nothing from three clients on: a directory has every client, a proof sample few; fewer tell no list."""
    return _weighed(len(case.entries), len(case.watchlist))


@lru_cache(maxsize=4096)
def _weighed(number: int, whole: int) -> Evidence:
    clients = count(number, "client", "different clients")
    says = f"{clients} of the {whole:,} that we have {'stands' if number == 1 else 'stand'} in the document"
    says += f" ({percent(number, whole)})" if whole else ""
    if number < 3:
        return Evidence("coverage", FEW_CLIENTS, f"{says}; fewer than three tell no list")
    return Evidence("coverage", 0.0, says)
