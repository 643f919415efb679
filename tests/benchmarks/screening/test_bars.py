"""Measured bars: recall by kind of noise and against brute force, precision, speed against exact search.

Run with ``pytest -m benchmark -s tests/benchmarks/screening``. Speeds are ratios of processor time in one run.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import Index, compile_index, screen
from tests.benchmarks.screening.names import names
from tests.benchmarks.screening.noise import KINDS
from tests.benchmarks.screening.oracle import oracle

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]
# Floors are a little below what was measured on invented names; real tables hold stranger names and get lower ones.
FLOORS = {"case": 0.99, "short": 0.99, "legal": 0.98, "edit": 0.97, "homoglyph": 0.98, "leet": 0.97, "split": 0.98}
FLOORS |= {"joined": 0.9, "anywhere": 0.8, "broken": 0.9}
LOWER = 0.1 if "LEAKSCAN_BENCH_DATA" in os.environ else 0.0


def say(line: object) -> None:
    """Show a measurement under ``pytest -s``."""
    sys.stdout.write(f"{line}\n")


def compiled(watched: list[str]) -> Index:
    return compile_index([Watchlist("bench", tuple(Entry(key=name, name=name) for name in watched))])


def garbled(watched: list[str], seed: int) -> list[tuple[str, str, str]]:
    """Rows of a leak: (kind of noise, name, row)."""
    chance = random.Random(seed)
    rows = []
    for name in watched:
        kind = chance.choice(KINDS)
        surface = kind(name, chance)
        if surface is not None:
            rows.append((kind.__name__, name, f"{surface},{chance.randrange(99)},{chance.randrange(999)}"))
    return rows


def test_recall_by_kind_of_noise_and_precision() -> None:
    watched = names(5_000)
    rows = garbled(watched[:3_000], seed=2)
    total, met, wrong = Counter[str](), Counter[str](), 0
    for (kind, name, _), matches in zip(rows, screen([row for _, _, row in rows], compiled(watched)), strict=True):
        total[kind] += 1
        met[kind] += any(name in {match.entry, *match.ambiguous} for match in matches)
        wrong += sum(name not in {match.entry, *match.ambiguous} for match in matches)
    recall = {kind: met[kind] / total[kind] for kind in sorted(total)}
    precision = met.total() / (met.total() + wrong)
    say(f"{ {kind: round(share, 3) for kind, share in recall.items()} } precision {precision:.4f}")
    assert precision >= 0.99 - LOWER / 5
    assert all(recall[kind] >= floor - LOWER for kind, floor in FLOORS.items())


def test_recall_against_brute_force() -> None:
    watched = names(2_000)
    rows = garbled(watched[:400], seed=3)
    lines = [row for _, _, row in rows]
    truth = oracle(lines, watched)
    found = screen(lines, compiled(watched))
    both = [
        any(name in {match.entry, *match.ambiguous} for match in matches)
        for (_, name, _), near, matches in zip(rows, truth, found, strict=True)
        if watched.index(name) in near
    ]
    say(f"the oracle finds {len(both)} of {len(rows)}, screening {sum(both) / len(both):.3f} of those")
    assert sum(both) / len(both) >= 0.9
