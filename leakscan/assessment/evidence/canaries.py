"""A planted client that does not exist: finding it proves which copy leaked."""

from __future__ import annotations

from leakscan.assessment.case import Case
from leakscan.assessment.weights import CANARY
from leakscan.model import CanaryFound, Evidence
from leakscan.saying import count

ORDER = 5


def weigh(case: Case) -> Evidence | None:
    """Proof, however few stand here and whatever surrounds them."""
    found = canaries(case)
    if not found:
        return None
    copies = sorted({canary.copy for canary in found})
    what = count(len(found), "client who does not exist and was", "clients who do not exist and were")
    where = count(len(copies), "copy", "copies")
    says = (
        f"{what} planted in {where} of our list ({', '.join(copies)}) {'stands' if len(found) == 1 else 'stand'} here"
    )
    return Evidence("canary", CANARY, says)


def canaries(case: Case) -> tuple[CanaryFound, ...]:
    """The canaries among the matches, in order of the text; a match that fits a real client as well is none."""
    if not case.planted:
        return ()
    found: dict[str, str] = {}
    for match in case.planted:
        canary = case.watchlist.by_key[match.entry].canary
        if canary is not None and not _real(match.ambiguous, case):
            found.setdefault(match.entry, canary)
    return tuple(CanaryFound(entry, copy) for entry, copy in found.items())


def _real(others: tuple[str, ...], case: Case) -> bool:
    by_key = case.watchlist.by_key
    return any(key in by_key and by_key[key].canary is None for key in others)
