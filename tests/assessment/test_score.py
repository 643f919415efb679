"""Calibration keeps the order of scores; small samples are bounded."""

from __future__ import annotations

from itertools import pairwise

import pytest

from leakscan.assessment.score import calibrated, probability
from leakscan.model import Evidence
from tests.assessment.given import NAMES, OTHERS, assessed, watchlist


def _score(bits: float) -> float:
    return probability(calibrated((Evidence("purity", bits, "So many"),)))


def test_calibration_is_monotone_and_bounded() -> None:
    scores = [_score(bits / 4) for bits in range(-160, 161)]
    assert all(a <= b for a, b in pairwise(scores))
    assert 0 < scores[0] < 1e-6
    assert scores[-1] > 1 - 1e-6


@pytest.mark.parametrize("bits", [-1000.0, 1000.0])
def test_calibration_survives_any_sum(bits: float) -> None:
    assert round(_score(bits)) == (bits > 0)


def test_bits_add_up_to_the_score_and_calibration_says_how_often() -> None:
    found = assessed("\n".join(NAMES[:9]), watchlist())
    assert found.score == pytest.approx(probability(found.evidence))
    says = next(item.says for item in found.evidence if item.test == "calibration")
    assert says.startswith("Of documents of known truth for which all this adds up to as much, ")
    assert says.endswith(" in 1,000 are leaked lists")


@pytest.mark.parametrize(("ours", "others", "most"), [(2, 3, 0.2), (4, 0, 0.45), (3, 2, 1.0)])
def test_small_samples_are_bounded(ours: int, others: int, most: float) -> None:
    names = [*NAMES[:ours], *OTHERS[:others]]
    found = assessed("\n".join(f"{name};Reno" for name in names), watchlist())
    assert found.score <= most + 1e-9
    assert found.severity.rank <= 1


@pytest.mark.parametrize("ours", [20, 100])
def test_hardly_more_than_half_of_a_list_may_be_anybody_s(ours: int) -> None:
    halves = [name for pair in zip(NAMES[:ours], OTHERS[:ours], strict=True) for name in pair]
    assert 0.33 + 1e-9 < assessed("\n".join(halves), watchlist()).score <= 0.65 + 1e-9
    assert assessed("\n".join([*halves, *OTHERS[ours : ours + 2]]), watchlist()).score <= 0.33 + 1e-9
    purer = [name for name in halves if name in NAMES or name in OTHERS[: ours // 2]]
    assert assessed("\n".join(purer), watchlist()).score > 0.65


def test_figures_vouch_for_a_list_of_which_half_are_clients() -> None:
    rows = [f"{e.name},{e.figures['accounts']},{e.figures['searches']}" for e in watchlist(figures=True).entries[:30]]
    others = [f"{name},{at % 13},{at * 211 % 8311}" for at, name in enumerate(OTHERS[:30])]
    mixed = [row for pair in zip(rows, others, strict=True) for row in pair]
    assert assessed("name,accounts,searches\n" + "\n".join(mixed), watchlist(figures=True)).score > 0.9
