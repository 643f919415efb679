"""Tests of :mod:`leakscan.screening.choose`: forms that meet are decided on together, all others are taken."""

from __future__ import annotations

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from leakscan.screening.choose import chosen
from leakscan.screening.kernels import SWITCH
from leakscan.screening.walk import FIELDS, FIRST, FORM, LAST, MERIT


def forms(spans: list[tuple[int, int, int]]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Rows of forms from their first word, last word and merit, each of another entry."""
    rows = np.zeros((len(spans), FIELDS), np.int64)
    for n, (first, last, merit) in enumerate(spans):
        rows[n, [FIRST, LAST, MERIT, FORM]] = first, last, merit, n
    return rows, np.arange(len(spans), dtype=np.int32)


def by_the_rule(spans: list[tuple[int, int, int]]) -> tuple[list[int], list[int]]:
    """What :func:`chosen` promises, one form after the other."""
    kept: list[int] = []
    alike = [-1] * len(spans)
    for n in sorted(range(len(spans)), key=lambda n: (-spans[n][2], spans[n][0], n)):
        # The chosen one that has the first word that is taken already.
        met = [k for word in range(spans[n][0], spans[n][1] + 1) for k in kept if spans[k][0] <= word <= spans[k][1]]
        if not met:
            kept.append(n)
        elif spans[met[0]] == spans[n]:
            alike[n] = met[0]
    return sorted(kept, key=lambda n: spans[n][0]), alike


@pytest.fixture(autouse=True)
def _plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "no")


@pytest.mark.parametrize("words", [12, 60, 2000])
def test_the_best_of_forms_that_meet_is_kept(words: int) -> None:
    chance = random.Random(words)
    for _ in range(60):
        firsts = [chance.randrange(words) for _ in range(chance.randrange(1, 60))]
        spans = [
            (first, min(words - 1, first + chance.choice((0, 0, 1, 2, 9))), chance.randrange(3)) for first in firsts
        ]
        rows, owners = forms(spans)
        kept, alike = chosen(rows, owners, words)
        assert (kept.tolist(), alike.tolist()) == by_the_rule(spans)


def test_a_long_form_keeps_away_all_that_begin_within_it() -> None:
    rows, owners = forms([(0, 9, 2), (1, 1, 1), (8, 8, 1), (9, 12, 1), (13, 13, 1)])
    kept, alike = chosen(rows, owners, 20)
    assert kept.tolist() == [0, 4]
    assert alike.tolist() == [-1] * 5
