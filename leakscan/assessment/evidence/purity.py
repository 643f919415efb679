"""The share of a block's rows that are clients: what decides nearly everything."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from functools import lru_cache

from leakscan.assessment.case import Case
from leakscan.assessment.kept import public
from leakscan.assessment.weights import LEAK, NO_BLOCK, OTHER, PURITY, PURITY_CLIP, BetaBinomial
from leakscan.model import Evidence, Watchlist
from leakscan.saying import percent

ORDER = 10
_SHAPES = {
    "sentence": "names of one enumeration",
    "lines": "lines of one list",
    "groups": "records of one list",
    "records": "records of one list",
    "json": "objects of one list",
    "json-strings": "strings of one list",
    "json-columns": "rows of one table",
}

_HARDLY = NO_BLOCK + 1.0
"""Bits of purity up to which a list may as well be none: a score of .0034 with it, of .0005 without."""
_NO_BLOCK = Evidence(
    "purity", PURITY * NO_BLOCK, "Nowhere do our clients make up more than a small part of a list or table"
)


def weigh(case: Case) -> Evidence:
    """Beta-binomial likelihood of so many client rows in a leak against any other list; see ``weights``."""
    if case.best is None or not case.best.listed:
        return _NO_BLOCK
    k, n = case.best.believed, case.best.judged
    bits = clipped(purity_bits(k, n))
    what = _SHAPES.get(case.best.block.kind, "rows of one table")
    clients = "is a client" if k == 1 else "are clients"
    says = f"{k:,} of the {n:,} {what} {clients} ({percent(k, n)})"
    if case.best.clients > k:
        says += f"; {_doubted(case.best.clients - k)}"
    return Evidence("purity", PURITY * bits, says)


def _doubted(number: int) -> str:
    names, counts = ("name is", "counts") if number == 1 else ("names are", "count")
    return f"{number:,} more {names} nearly a client's, as no slip explains, and {counts} as others'"


@lru_cache(maxsize=4096)
def purity_bits(clients: int, listed: int) -> float:
    """log2 of P(clients of listed | leak) / P(… | any other list), both mixtures of beta-binomials."""
    return mixture(clients, listed, LEAK) - mixture(clients, listed, OTHER)


def as_no_list(entries: Collection[str], names: int, watchlist: Watchlist) -> bool:
    """Whether clients are so few among different names that purity weighs hardly more than no list at all does.

    It is held to that with the owner's own ``public`` clients counted and without.
    """
    known, less = len(entries), len(public(watchlist).intersection(entries))
    return purity_bits(known, names) <= _HARDLY and purity_bits(known - less, names - less) <= _HARDLY


def clipped(bits: float) -> float:
    """Bits of purity within what they may weigh."""
    return max(-PURITY_CLIP, min(PURITY_CLIP, bits))


def mixture(k: int, n: int, parts: Iterable[BetaBinomial]) -> float:
    """Log2 of the probability of k client rows among n under a mixture of beta-binomials."""
    ways = _log_ways(k, n)
    return log2_sum(*[math.log2(part.share) + _log2_probability(ways, k, n, part.a, part.b) for part in parts])


def log2_sum(*terms: float) -> float:
    """Log2 of the sum of powers of two, without overflow."""
    most = max(terms)
    return most + math.log2(sum([2 ** (term - most) for term in terms]))


def log2_beta_binomial(k: int, n: int, a: float, b: float) -> float:
    """Log2 of C(n, k) B(k + a, n - k + b) / B(a, b)."""
    return _log2_probability(_log_ways(k, n), k, n, a, b)


def _log_ways(k: int, n: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _log2_probability(ways: float, k: int, n: int, a: float, b: float) -> float:
    return (ways + _log_beta(k + a, n - k + b) - _usual_log_beta(a, b)) / math.log(2)


@lru_cache(maxsize=256)
def _usual_log_beta(a: float, b: float) -> float:
    """As ``_log_beta`` of what a mixture is made of: few different ones."""
    return _log_beta(a, b)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
