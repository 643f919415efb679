"""Of laid forms that overlap the best is chosen, one by one or with those that lie alone at once."""

from __future__ import annotations

import random

import numpy as np
import pytest

from leakscan.screening.choose import chosen
from leakscan.screening.kernels import SWITCH
from leakscan.screening.walk import FIELDS, FIRST, FORM, LAST, MERIT


def one_by_one(forms: list[tuple[int, int, int, int]]) -> tuple[list[int], list[int]]:
    """The places of chosen forms, and the chosen one that each other is as good as; forms as below."""
    best: list[int] = []
    alike = [-1] * len(forms)
    for n in sorted(range(len(forms)), key=lambda n: (-forms[n][2], forms[n][0], forms[n][3], n)):
        first, last, merit, form = forms[n]
        over = [other for other in best if forms[other][0] <= last and first <= forms[other][1]]
        if not over:
            best.append(n)
            continue
        other = min(over, key=lambda other: forms[other][0])
        if forms[other][:3] == (first, last, merit) and forms[other][3] // 2 != form // 2:
            alike[n] = other
    return sorted(best, key=lambda n: forms[n][0]), alike


@pytest.mark.parametrize("size", [6, 20, 200])
def test_the_best_is_chosen_whether_forms_lie_alone_or_not(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "no")
    chance = random.Random(size)
    for _ in range(300):
        forms = []  # first and last word, merit, number
        for _ in range(chance.randrange(30)):
            first = chance.randrange(size - 4)
            forms.append((first, first + chance.randrange(4), chance.randrange(3), chance.randrange(20)))
        rows = np.zeros((len(forms), FIELDS), np.int64)
        rows[:, [FIRST, LAST, MERIT, FORM]] = np.array(forms, np.int64).reshape(-1, 4)
        kept, alike = chosen(rows, (rows[:, FORM] // 2).astype(np.int32), size)
        assert (kept.tolist(), alike.tolist()) == one_by_one(forms)


def test_a_long_form_keeps_away_all_that_begin_within_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "no")
    rows = np.zeros((5, FIELDS), np.int64)
    rows[:, [FIRST, LAST, MERIT]] = (0, 9, 2), (1, 1, 1), (8, 8, 1), (9, 12, 1), (13, 13, 1)
    kept, alike = chosen(rows, np.arange(5, dtype=np.int32), 20)
    assert kept.tolist() == [0, 4]
    assert alike.tolist() == [-1] * 5
