"""How many names of a column differ, whatever signs they are written with."""

from __future__ import annotations

import random

import pytest

from leakscan.assessment.bare import _bare, bared, different


@pytest.mark.parametrize("high", [0x80, 0x250, 0x3100, 0x1F700])
def test_cells_are_bared_at_once_as_one_by_one(high: int) -> None:
    rng = random.Random(high)
    for _ in range(200):
        cells = ["".join(chr(rng.randrange(high)) for _ in range(rng.randrange(6))) for _ in range(5)]
        assert bared(cells) == [*map(_bare, cells)]


def test_names_differ_by_letters_and_digits_alone() -> None:
    assert different(["Ärzte – e.V.", "ärzte e. v.", "ÄRZTE, e V", "Ärzte 2", "—", "", " "]) == 2


@pytest.mark.parametrize("signs", ["aA-1 ", "aA\0 ", "aÄ–1"])
def test_cells_of_ascii_differ_as_any_do(signs: str) -> None:
    rng = random.Random(signs)
    for number in range(40):
        cells = ["".join(rng.choices(signs, k=rng.randrange(4))) for _ in range(number)]
        assert different(cells) == len({*map(_bare, cells)} - {""})
