"""Account identifiers of clients: addresses, customer numbers, usernames that nobody lists by chance."""

from __future__ import annotations

from leakscan.assessment.case import Case
from leakscan.assessment.weights import IDENTIFIER, IDENTIFIERS_MOST
from leakscan.model import Evidence, Match, MatchKind
from leakscan.saying import count

ORDER = 60
_NEAR = 200
"""Characters within which another match of the same client vouches for a short identifier."""


def weigh(case: Case) -> Evidence | None:
    """Every different identifier of a client, up to a bound."""
    found = exact_identifiers(case)
    if not found:
        return None
    clients = len({match.entry for match in found})
    what = count(len(found), "account identifier", "account identifiers")
    whose = count(clients, "client", "clients")
    says = f"{what} of {whose} {'stands' if len(found) == 1 else 'stand'} here in full"
    return Evidence("identifiers", min(IDENTIFIERS_MOST, IDENTIFIER * len(found)), says)


def exact_identifiers(case: Case) -> list[Match]:
    """One match for every different identifier; a short one counts only beside another match of its client."""
    first: dict[str, Match] = {}
    for match in case.exact:
        if _long(match) or _vouched(match, case):
            first.setdefault((match.form or match.text).casefold(), match)
    return list(first.values())


def _long(match: Match) -> bool:
    """Numbers under seven digits and codes under five signs stand in any log or source file by chance."""
    signs = "".join(filter(str.isalnum, match.text))
    return match.kind is not MatchKind.IDENTIFIER or len(signs) >= (7 if signs.isdigit() else 5)


def _vouched(match: Match, case: Case) -> bool:
    return any(
        other.entry == match.entry and other.kind is not MatchKind.IDENTIFIER and abs(other.start - match.start) < _NEAR
        for other in case.matches
    )
