"""Purity in bits: its sign changes near one half, and no purity may weigh more than the uniform part leaves it."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from leakscan.assessment.evidence.purity import as_no_list, log2_beta_binomial, purity_bits
from leakscan.assessment.weights import LEAK, OTHER
from leakscan.model import Watchlist


@pytest.mark.parametrize("rows", [5, 8, 25, 120, 1000])
def test_more_clients_weigh_more(rows: int) -> None:
    bits = [purity_bits(k, rows) for k in range(rows // 2, rows + 1)]
    assert all(a <= b + 0.5 for a, b in pairwise(bits))
    assert bits[-1] > 5
    assert purity_bits(rows // 5, rows) < -4


@pytest.mark.parametrize("clients", [1, 3, 5, 12, 40, 150, 600])
def test_more_names_of_others_make_no_list_of_none(clients: int) -> None:
    entries, nobody = {f"{at}" for at in range(clients)}, Watchlist("acme", ())
    none = [as_no_list(entries, names, nobody) for names in range(clients, 12 * clients + 20)]
    assert none == sorted(none)
    assert {*none} == {False, True}


@pytest.mark.parametrize("rows", [25, 320, 5000])
def test_full_purity_stays_arguable(rows: int) -> None:
    assert purity_bits(rows, rows) < 12


@pytest.mark.parametrize("parts", [LEAK, OTHER])
def test_each_expectation_is_a_distribution(parts: tuple[tuple[float, float, float], ...]) -> None:
    assert sum(share for _, _, share in parts) == pytest.approx(1)
    for a, b, _ in parts:
        assert sum(2 ** log2_beta_binomial(k, 40, a, b) for k in range(41)) == pytest.approx(1)
        mean = sum(k * 2 ** log2_beta_binomial(k, 40, a, b) for k in range(41)) / 40
        assert math.isclose(mean, a / (a + b), rel_tol=1e-6)
