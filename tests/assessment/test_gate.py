"""A long directory whose densest page is pure by luck is turned away; one that holds a whole leak is not."""

from __future__ import annotations

import random

import numpy as np
import pytest

from leakscan.assessment import find_blocks
from leakscan.assessment.gate import _fresh, _full, impure
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


@pytest.mark.parametrize("seed", range(60))
def test_the_first_match_of_a_client_within_reach_is_told_of_all_at_once(seed: int) -> None:
    rng = random.Random(seed)
    entries = [rng.choice("abcdefgh") for _ in range(rng.randrange(1, 40))]
    starts = np.cumsum([rng.randrange(0, 30) for _ in entries])
    before = [max((s for s, e in zip(starts[:at], entries[:at], strict=True) if e == one), default=-999)
              for at, one in enumerate(entries)]  # fmt: skip
    assert _fresh(starts, entries, 40).tolist() == [int(s) - last > 40 for s, last in zip(starts, before, strict=True)]


@pytest.mark.parametrize("seed", range(40))
def test_lines_that_hold_a_match_are_counted_among_those_that_say_something(seed: int) -> None:
    rng = random.Random(seed)
    lines = [rng.choice([*NAMES[:6], *NAMES[:6], "", "  ", f"{NAMES[7]}; {NAMES[8]}", "others"]) for _ in range(30)]
    text, start = "\n".join(["before", *lines, "behind"]), len("before\n")
    end = len(text) - len("\nbehind")
    matches = [match for match in matches_of(text, CLIENTS) if start <= match.start < end]
    said, held = [line for line in lines if line.strip()], [line for line in lines if "other" not in line]
    share = sum(bool(line.strip()) for line in held) / len(said) if len(said) >= 12 else 0.0
    assert _full(text, start, end, matches) == share
