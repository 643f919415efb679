from __future__ import annotations

import pytest

from leakscan.assessment.score import prior
from leakscan.saying import count, percent
from tests.assessment.given import NAMES, assessed, watchlist


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (264, 265, "over 99%"),
        (9999, 10000, "over 99%"),
        (265, 265, "100%"),
        (98, 100, "98%"),
        (1, 1000, "under 1%"),
        (0, 10, "0%"),
        (0, 0, "0%"),
        (1, 2, "50%"),
    ],
)
def test_shares_are_never_said_to_be_whole_when_they_are_not(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == said


@pytest.mark.parametrize(("number", "said"), [(1, "1 client"), (0, "0 clients"), (1234, "1,234 clients")])
def test_words_fit_their_number(number: int, said: str) -> None:
    assert count(number, "client", "clients") == said


def test_a_client_short_of_all_is_over_99_percent() -> None:
    clients = watchlist(tuple(f"{name} {i}" for i in range(3) for name in NAMES))
    text = "\n".join([*(entry.name for entry in clients.entries[:264]), "Somebody Else Altogether"])
    says = {item.test: item.says for item in assessed(text, clients).evidence}
    assert says["purity"] == "264 of the 265 lines of one list are clients (over 99%)"


def test_prior_is_said_as_odds() -> None:
    assert "the odds of a leak were taken to be 1.7 to 1" in prior().says


@pytest.mark.parametrize("text", ["", NAMES[0], "\n".join(NAMES), "\n".join([*NAMES[:2], "Somebody", "Else"])])
def test_every_sentence_says_something(text: str) -> None:
    for item in assessed(text, watchlist()).evidence:
        assert len(item.says) > 20
        assert not any(wrong in item.says for wrong in (" 1 clients", " 1 different clients", "of 1 clients"))
