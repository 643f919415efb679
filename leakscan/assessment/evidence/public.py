"""Clients that are publicly known explain themselves: the owner's own customers page is no leak."""

from __future__ import annotations

from leakscan.assessment.case import Case
from leakscan.assessment.saying import count
from leakscan.model import Evidence

ORDER = 12


def weigh(case: Case) -> Evidence | None:
    """Told, not weighed: purity leaves the rows of public clients out on both sides."""
    if case.best is None or not case.best.public:
        return None
    who = count(case.best.public, "client among them is", "clients among them are")
    return Evidence("public", 0.0, f"{who} publicly known and left out of the count")
