"""The table of verdicts and severities, edge by edge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leakscan.assessment.severity import SURE_FIGURES, Grounds, severity_of, verdict_of
from leakscan.model import Severity, Verdict

NOTHING = Grounds(probability=0.0, rows=0, clients=0, purity=0.0, figure_bits=0.0, identifiers=0, canaries=0)


@pytest.mark.parametrize(
    ("probability", "rows", "purity", "severity"),
    [
        (0.975, 25, 0.9, Severity.CRITICAL),
        (0.974, 25, 0.9, Severity.HIGH),
        (0.999, 25, 0.89, Severity.HIGH),
        (0.99, 24, 1.0, Severity.HIGH),
        (0.76, 13, 0.6, Severity.HIGH),
        (0.99, 5, 1.0, Severity.HIGH),
        (0.76, 12, 0.6, Severity.HIGH),
    ],
)
def test_client_lists(probability: float, rows: int, purity: float, severity: Severity) -> None:
    grounds = replace(NOTHING, probability=probability, rows=rows, clients=rows, purity=purity)
    assert verdict_of(grounds) is Verdict.CLIENT_LIST
    assert severity_of(Verdict.CLIENT_LIST, grounds) is severity


@pytest.mark.parametrize(
    ("purity", "coverage", "severity"),
    [(0.8, 0.34, Severity.CRITICAL), (0.8, 0.33, Severity.HIGH), (0.79, 0.9, Severity.HIGH)],
)
def test_less_pure_list_is_critical_where_it_exposes_much_of_the_watchlist(
    purity: float, coverage: float, severity: Severity
) -> None:
    grounds = replace(NOTHING, probability=0.99, rows=49, clients=42, purity=purity, coverage=coverage)
    assert severity_of(Verdict.CLIENT_LIST, grounds) is severity


@pytest.mark.parametrize("proof", [{"figure_bits": SURE_FIGURES}, {"identifiers": 3}])
@pytest.mark.parametrize(
    ("probability", "severity"), [(0.975, Severity.CRITICAL), (0.76, Severity.HIGH), (0.5, Severity.MEDIUM)]
)
def test_what_only_the_owner_knows_vouches_for_three_rows(
    proof: dict[str, float], probability: float, severity: Severity
) -> None:
    grounds = replace(NOTHING, probability=probability, rows=3, clients=3, purity=0.6, known=4, **proof)  # type: ignore[arg-type]
    assert severity_of(Verdict.CLIENT_LIST, grounds) is severity
    assert verdict_of(grounds) is Verdict.CLIENT_LIST


@pytest.mark.parametrize(("probability", "rows"), [(0.75, 300), (0.75, 12), (0.999, 4), (0.0, 0)])
def test_mentions_are_low_at_most(probability: float, rows: int) -> None:
    grounds = replace(NOTHING, probability=probability, rows=rows, clients=rows)
    assert verdict_of(grounds) is Verdict.MENTION
    assert severity_of(Verdict.MENTION, grounds).rank <= Severity.LOW.rank


@pytest.mark.parametrize(
    ("clients", "known", "bits", "enough"), [(3, 3, 0.0, False), (3, 3, 4.0, True), (2, 9, 4.0, False)]
)
def test_fewer_than_four_clients_are_no_list_however_likely(
    clients: int, known: int, bits: float, enough: bool
) -> None:
    grounds = replace(NOTHING, probability=0.99, rows=5, clients=clients, known=known, figure_bits=bits, purity=0.6)
    assert (verdict_of(grounds) is Verdict.CLIENT_LIST) == enough
    vouched = replace(grounds, figure_bits=0.0, identifiers=3, clients=3, known=3)
    assert severity_of(verdict_of(vouched), vouched) is Severity.MEDIUM


def test_canary_outranks_everything() -> None:
    grounds = replace(NOTHING, canaries=1, identifiers=9, probability=0.99, rows=50)
    assert verdict_of(grounds) is Verdict.CANARY
    assert severity_of(Verdict.CANARY, grounds) is Severity.CRITICAL


def test_list_outranks_identifiers() -> None:
    assert verdict_of(replace(NOTHING, identifiers=9, probability=0.99, rows=50)) is Verdict.CLIENT_LIST
    assert verdict_of(replace(NOTHING, identifiers=3)) is Verdict.IDENTIFIERS
    assert verdict_of(replace(NOTHING, identifiers=2)) is Verdict.MENTION
