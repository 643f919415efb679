"""A public directory that lists most of the rows explains its clients, unless the block is purer than it could be."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from leakscan.assessment.case import Case
from leakscan.assessment.evidence.purity import clipped, log2_beta_binomial, mixture, purity_bits
from leakscan.assessment.reading import Reading
from leakscan.assessment.weights import LEAK, PURITY, REFERENCE_KNOWN, REFERENCE_SHARE, REFERENCE_STEADY
from leakscan.model import Evidence
from leakscan.reference import plain
from leakscan.saying import percent

ORDER = 14


def weigh(case: Case) -> Evidence | None:
    """What the directory that explains most takes from the purity; the rate of clients is that of the rows' regions."""
    if case.best is None or not case.best.listed:
        return None
    found = [said for name, rates in case.watchlist.references.items() if (said := _explained(case, name, rates))]
    return min(found, key=lambda evidence: evidence.bits, default=None)


def _explained(case: Case, name: str, rates: Mapping[str, float]) -> Evidence | None:
    best = case.best
    rows = list(_rates(case, best, rates)) if best else []
    known = [rate for rate in rows if rate is not None]
    if best is None or len(known) < REFERENCE_KNOWN * len(rows):
        return None
    expected = min(0.995, max(0.005, sum(known) / len(known)))
    k, n = best.believed, best.judged
    chance = log2_beta_binomial(k, n, REFERENCE_STEADY * expected, REFERENCE_STEADY * (1 - expected))
    bits = purity_bits(k, n)
    # log2 of the mixture of both nulls, beside the one that purity is measured against
    more = math.log2((1 - REFERENCE_SHARE) + REFERENCE_SHARE * 2 ** min(200.0, bits + chance - mixture(k, n, LEAK)))
    says = (
        f"{len(known):,} of the {len(rows):,} rows stand in the public list {name!r}, where "
        f"{percent(round(expected * 1000), 1000)} of the organisations of their regions are our clients"
    )
    return Evidence("reference", min(0.0, PURITY * (clipped(bits - more) - clipped(bits))), says)


def _rates(case: Case, best: Reading, rates: Mapping[str, float]) -> Iterator[float | None]:
    """For each row the rate of clients in its region, None for one that the directory does not list."""
    by_key = case.watchlist.by_key
    for index, row in enumerate(best.block.rows):
        match = best.rows.get(index)
        cell = row.cells[best.column] if best.column < len(row.cells) else row
        names = [case.text[cell.start : cell.end]]
        if match is not None:
            names += [by_key[match.entry].name, *by_key[match.entry].aliases]
        yield next((rates[said] for name in names if (said := plain(name)) in rates), None)
