"""Hostile texts are cut short, and that is said; their neighbours and ordinary texts are not."""

from __future__ import annotations

import random

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index, screen_texts


def test_a_text_of_nothing_but_near_misses_is_cut_and_says_so() -> None:
    chance = random.Random(1)
    letters = "bcdfghjklmnpqrstvwxz"
    names = ["".join(chance.choices(letters, k=9)) for _ in range(200)]
    index = compile_index([Watchlist("w", tuple(Entry(key=name, name=f"{name} Widgets") for name in names))])

    def near(name: str) -> str:
        place = chance.randrange(1, 9)
        return name[:place] + chance.choice(letters) + name[place + 1 :]

    hostile = " ".join(near(chance.choice(names)) for _ in range(20_000))
    (cut,) = screen_texts([hostile], index)
    assert cut.cut is not None
    assert "unknown words" in cut.cut
    (plain,) = screen_texts([f"said {names[0]} Widgets"], index)
    assert plain.cut is None
    assert [match.entry for match in plain.matches] == [names[0]]


def test_more_places_than_the_size_allows_are_cut_and_the_first_ones_kept() -> None:
    entries = tuple(Entry(key=str(n), name="Salem Police Department") for n in range(400))
    index = compile_index([Watchlist("w", entries)])
    (cut,) = screen_texts(["Salem Police Department\n" * 2_000], index)
    assert cut.cut is not None
    assert "more places to try" in cut.cut
    assert cut.matches
