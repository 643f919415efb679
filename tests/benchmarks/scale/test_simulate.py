"""The simulation agrees with what can be told with a pencil."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.benchmarks.scale.simulate import GBIT, MB, Setup, simulate, table

ROOT = Path(__file__).parents[3]
CALM = Setup(8, spread=0.0, lifetime=1e12, hits=0.0)


def test_one_file_after_the_other() -> None:
    out = simulate(CALM)
    one = CALM.packed / CALM.connection + CALM.packed * CALM.ratio / CALM.text_rate
    assert out.rate == pytest.approx(8 / one, rel=0.02)
    assert out.bottleneck == "cores"
    assert out.hours(8_000) == pytest.approx(1_000 * one / 3600, rel=0.02)


def test_a_narrow_network_holds_everybody_up() -> None:
    out = simulate(replace(CALM, workers=100, link=0.1 * GBIT, spread=0.5))  # else all fetch, and all examine, at once
    assert out.rate == pytest.approx(0.1 * GBIT / CALM.packed, rel=0.03)
    assert out.network == pytest.approx(1.0, rel=0.03)
    assert out.bottleneck == "the network"


def test_a_slow_sender_holds_everybody_up() -> None:
    out = simulate(replace(CALM, workers=100, call=10.0))
    assert out.rate == pytest.approx(1 / 10, rel=0.02)
    assert out.sender == pytest.approx(1.0, rel=0.02)
    assert out.bottleneck == "the sender"


def test_dead_workers_cost_what_they_had_begun() -> None:
    calm, deadly = simulate(CALM), simulate(replace(CALM, lifetime=350.0))
    assert deadly.repeated > 20
    assert 0.6 < deadly.rate / calm.rate < 0.95


def test_what_the_documentation_shows_is_what_the_simulation_says() -> None:
    shown = [line for line in (ROOT / "docs" / "scale.md").read_text("utf-8").splitlines() if " Gbit/s | " in line]
    assert len(shown) > 6
    assert set(shown) <= set(table(Setup(1), 0.04))


def test_the_table_has_a_line_for_each_case() -> None:
    lines = table(Setup(1, text_rate=50 * MB), 0.04)
    assert len(lines) == 2 + 3 * 3 * 2
    assert any(line.endswith("the sender |") for line in lines)
