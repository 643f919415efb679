from __future__ import annotations

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index, screen
from leakscan.screening.wordlist import is_known, lines

NAMES = ("Initech Robotics", "Globex Dynamics", "Kestrel Analytics", "Redwood Logistics", "Umbra Systems")


def test_no_word_stands_in_two_lists_or_twice() -> None:
    words = [*lines("words.txt"), *lines("work_words.txt")]
    assert len(words) == len(set(words))
    assert words == [word.casefold() for word in words]
    assert is_known("onboarding")
    assert not is_known("globex")


@pytest.mark.parametrize("word", ["Onboarding", "Renewal", "Rollout", "Hotfix", "SSO", "NDA", "Chargeback"])
def test_a_name_in_a_ticket_is_no_part_of_a_longer_one(word: str) -> None:
    index = compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))])
    (found,) = screen(["\n".join(f"[P-{number}] {word} {name}" for number, name in enumerate(NAMES))], index)
    assert [match.entry for match in found] == [*NAMES]


def test_a_word_of_no_list_before_a_name_is_a_part_of_it() -> None:
    index = compile_index([Watchlist("w", (Entry(key="x", name="Redwood Logistics"),))])
    assert [len(found) for found in screen(["[P-3] Zorblat Redwood Logistics", "[P-3] Redwood Logistics"], index)] == [
        0,
        1,
    ]
