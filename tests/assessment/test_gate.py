"""A long directory whose densest page is pure by luck is turned away; one that holds a whole leak is not."""

from __future__ import annotations

import random

import pytest

from leakscan.assessment import find_blocks
from leakscan.assessment.gate import impure
from tests.assessment.given import NAMES, OTHERS, TOWNS, matches_of, watchlist

CLIENTS = watchlist()


def _directory(share: float) -> str:
    """A page of which so large a share are clients amid eleven pages of others."""
    rng = random.Random(7)
    others = [f"{OTHERS[i % 100]} of {TOWNS[i // 100]}" for i in range(1100)]
    rng.shuffle(others)
    page = [name if rng.random() < share else others.pop() for name in NAMES]
    return "\n".join(f"{name};{i}" for i, name in enumerate([*others[:500], *page, *others[500:]]))


@pytest.mark.parametrize("share", [0.6, 0.8])
def test_a_page_that_is_pure_by_luck_is_looked_at_wider(share: float) -> None:
    text = _directory(share)
    blocks = impure(text, matches_of(text, CLIENTS))
    assert [len(block.rows) > 2 * len(NAMES) for block in blocks] == [True]


@pytest.mark.parametrize("share", [0.95, 1.0])
def test_a_page_that_is_nearly_full_of_clients_is_no_luck(share: float) -> None:
    text = _directory(share)
    matches = matches_of(text, CLIENTS)
    assert not impure(text, matches)
    assert sum(len(block.rows) for block in find_blocks(text, matches)) == text.count("\n") + 1
