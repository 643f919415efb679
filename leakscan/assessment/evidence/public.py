"""Clients that are publicly known explain themselves: the owner's own customers page is no leak."""

from __future__ import annotations

from leakscan.assessment.case import Case
from leakscan.assessment.evidence.purity import log2_beta_binomial, log2_sum
from leakscan.assessment.kept import public_share
from leakscan.assessment.weights import PUBLIC_PAGE, PUBLIC_STEADY, PURITY_CLIP
from leakscan.model import Evidence
from leakscan.saying import count

ORDER = 12


def weigh(case: Case) -> Evidence | None:
    """Against a list whose clients are publicly known far more often than those of the whole watchlist.

    Purity leaves the rows of public clients out on both sides. In a leak they are as frequent as in the watchlist, on
    the owner's own page nearly all are; either is a beta-binomial, and both are thought equally likely beforehand.
    """
    if case.best is None or not case.best.public:
        return None
    public, clients = case.best.public, case.best.public + case.best.clients
    mean = min(0.95, max(0.01, public_share(case.watchlist)))
    leak = log2_beta_binomial(public, clients, PUBLIC_STEADY * mean, PUBLIC_STEADY * (1 - mean))
    page = log2_beta_binomial(public, clients, *PUBLIC_PAGE)
    bits = leak - (log2_sum(leak, page) - 1)
    who = count(public, "client among them is", "clients among them are")
    return Evidence("public", max(-PURITY_CLIP, min(0.0, bits)), f"{who} publicly known and left out of the count")
