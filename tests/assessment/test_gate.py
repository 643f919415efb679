"""A long directory whose densest page is pure by luck is turned away; one that holds a whole leak is not."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from leakscan.assessment import find_blocks, gate
from leakscan.assessment.gate import _fresh, _full, _nearly_full, _stretch, impure
from leakscan.model import Match, MatchKind
from tests.assessment.given import NAMES, OTHERS, TOWNS, matches_of, mentioned_uncut, watchlist, worth

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


@pytest.mark.parametrize("row", ["| {} | {} |", '{{"name": "{}", "state": {}}}', "name: {} of {}"])
def test_a_directory_whose_densest_pages_lie_apart_is_told_by_all_of_it(row: str) -> None:
    """Of 60 rows 40 are clients, and of 160 others 65, so that no wider page lies around the densest one."""
    rng = random.Random(7)
    others = [f"{other} of {town}" for other in OTHERS for town in TOWNS[:12]]
    rng.shuffle(others)
    dense, wide = [*NAMES[:40], *others[:20]], [*NAMES[40:], *others[20:115]]
    rng.shuffle(dense)
    rng.shuffle(wide)
    rows = [*others[115:400], *dense, *others[400:700], *wide, *others[700:]]
    text = "\n".join(row.format(name, at) for at, name in enumerate(rows))
    told, cut = mentioned_uncut(text, CLIENTS)
    assert abs(told - cut) < 0.001


@pytest.mark.parametrize("seed", range(200))
def test_three_clients_of_one_list_are_near_wherever_they_stand_among_the_matches(seed: int) -> None:
    rng = random.Random(seed)
    starts = sorted(rng.choices(range(2 * gate._APART), k=rng.randint(3, 8)))
    matches = [
        Match(rng.choice("ab"), rng.choice("wxyz"), MatchKind.NAME, "", start, start + 1, 1.0, "") for start in starts
    ]
    within = [
        [one for one in matches if one.watchlist == last.watchlist and 0 <= last.start - one.start <= gate._APART]
        for last in matches
    ]
    assert gate.worth_blocks(matches) == any(len({one.entry for one in near}) >= 3 for near in within)


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


@pytest.mark.parametrize("row", ['{{"id": 1, "org": "{}"}}', "('{}', 12)", '["{}", 3]'])
@pytest.mark.parametrize("every", [1, 4])
def test_objects_that_hold_a_match_are_counted_where_all_stand_on_one_line(row: str, every: int) -> None:
    names = [NAMES[i] if i % every == 0 else f"others of {i}" for i in range(40)]
    text = f"[{', '.join(row.format(name) for name in names)}]"
    assert _full(text, 0, len(text), matches_of(text, CLIENTS)) == 1 / every


def _part(share: float, row: Callable[[str], str]) -> str:
    """A page of which so large a share are clients amid pages of others, in rows of one or several lines."""
    rng = random.Random(5)
    others = [f"{OTHERS[i % 100]} of {TOWNS[i // 100]}" for i in range(1200)]
    rng.shuffle(others)
    page = [name if rng.random() < share else others.pop() for name in NAMES]
    return "\n".join(map(row, [*others[:500], *page, *others[500:]]))


ROWS: dict[str, Callable[[str], str]] = {
    "cells": lambda name: f"{name};x;y",
    "keys": lambda name: f"name: {name}\nplan: x\n",
    "objects": lambda name: f'{{\n  "name": "{name}",\n  "plan": "x"\n}},',
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_page_that_is_pure_by_luck_is_told_by_a_wider_one(row: Callable[[str], str]) -> None:
    text = _part(0.5, row)
    told, cut = mentioned_uncut(text, CLIENTS)
    assert abs(told - cut) < 0.004


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_whole_leak_within_a_directory_is_cut(row: Callable[[str], str]) -> None:
    assert worth(_part(1.0, row), CLIENTS)


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_text_that_is_as_full_throughout_is_looked_at_once(
    row: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [NAMES[i // 2 % 100] if i % 2 else f"{OTHERS[i % 100]} of {TOWNS[i // 100]}" for i in range(1200)]
    text, sizes = "\n".join(map(row, names)), list[int]()

    def looking(said: str, matches: Sequence[Match], size: int) -> tuple[int, int] | None:
        sizes.append(size)
        return _stretch(said, matches, size)

    monkeypatch.setattr(gate, "_stretch", looking)
    assert worth(text, CLIENTS)
    assert sizes == [3000]


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("\n".join(NAMES), True),
        ("\n".join(f"{name};1" for name in [*NAMES, *OTHERS[:15]]), True),
        ("\n".join([*NAMES, *OTHERS[:20]]), False),
        ("\n".join(NAMES[:11]), False),
        ("\n".join(f"{one}, {other}" for one, other in zip(NAMES, reversed(NAMES), strict=True)), True),
        ("\n".join(f"{one}, {other}" for one, other in zip(NAMES[:50], NAMES[50:100], strict=True)), False),
        ("\n".join(name + "." * 300 for name in NAMES), False),
        (", ".join(NAMES), False),
    ],
)
def test_a_text_is_nearly_full_where_nearly_each_line_may_be_a_clients(text: str, full: bool) -> None:
    assert _nearly_full(text, matches_of(text, CLIENTS)) is full


def test_no_stretch_is_looked_for_in_a_text_that_is_nearly_full(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(f"{name};{'x' * 80}" for name in NAMES)
    monkeypatch.delattr(gate, "_stretch")
    assert worth(text, CLIENTS)
    assert find_blocks(text, matches_of(text, CLIENTS))


def test_a_list_in_a_string_is_looked_at_in_no_wider_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of its rows are others', as by luck, so that a wider one would be looked at if it stood in no string."""
    posts = [", ".join([*NAMES[at : at + 6], *OTHERS[at : at + 6]]) for at in range(0, 96, 6)] * 10
    text, sizes = "posts = [" + ", ".join(f"'{post}'" for post in posts) + "]", list[int]()

    def looking(said: str, matches: Sequence[Match], size: int) -> tuple[int, int] | None:
        sizes.append(size)
        return _stretch(said, matches, size)

    monkeypatch.setattr(gate, "_stretch", looking)
    assert not impure(text, matches_of(text, CLIENTS))
    assert sizes == [3000]
