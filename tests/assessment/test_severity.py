"""The table of verdicts and severities, edge by edge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leakscan.assessment.severity import SURE_FIGURES, Grounds, severity_of, verdict_of
from leakscan.model import Severity, Verdict

NOTHING = Grounds(probability=0.0, rows=0, clients=0, figure_bits=0.0, identifiers=0, canaries=0)


@pytest.mark.parametrize(
    ("probability", "rows", "figures", "severity"),
    [
        (0.98, 25, 0.0, Severity.CRITICAL),
        (0.979, 25, 0.0, Severity.HIGH),
        (0.99, 24, 0.0, Severity.HIGH),
        (0.99, 5, 0.0, Severity.HIGH),
        (0.99, 5, SURE_FIGURES, Severity.CRITICAL),
        (0.9, 3, SURE_FIGURES, Severity.HIGH),
        (0.5, 25, 0.0, Severity.MEDIUM),
        (0.6, 25, 0.0, Severity.HIGH),
        (0.69, 24, 0.0, Severity.MEDIUM),
        (0.5, 5, 0.0, Severity.MEDIUM),
    ],
)
def test_client_lists(probability: float, rows: int, figures: float, severity: Severity) -> None:
    grounds = replace(NOTHING, probability=probability, rows=rows, clients=rows, figure_bits=figures)
    assert verdict_of(grounds) is Verdict.CLIENT_LIST
    assert severity_of(Verdict.CLIENT_LIST, grounds) is severity


@pytest.mark.parametrize(("probability", "rows"), [(0.49, 300), (0.49, 12), (0.999, 4), (0.0, 0)])
def test_mentions_are_low_at_most(probability: float, rows: int) -> None:
    grounds = replace(NOTHING, probability=probability, rows=rows, clients=rows)
    assert verdict_of(grounds) is Verdict.MENTION
    assert severity_of(Verdict.MENTION, grounds).rank <= Severity.LOW.rank


def test_canary_outranks_everything() -> None:
    grounds = replace(NOTHING, canaries=1, identifiers=9, probability=0.99, rows=50)
    assert verdict_of(grounds) is Verdict.CANARY
    assert severity_of(Verdict.CANARY, grounds) is Severity.CRITICAL


def test_list_outranks_identifiers() -> None:
    assert verdict_of(replace(NOTHING, identifiers=9, probability=0.99, rows=50)) is Verdict.CLIENT_LIST
    assert verdict_of(replace(NOTHING, identifiers=3)) is Verdict.IDENTIFIERS
    assert verdict_of(replace(NOTHING, identifiers=2)) is Verdict.MENTION
