"""Agreement with the owner's numbers is near proof; round numbers, years and rising ids are none."""

from __future__ import annotations

import random

import pytest

from leakscan.assessment import find_blocks
from leakscan.assessment.case import Case, case_of
from leakscan.assessment.numbers import number
from leakscan.assessment.severity import SURE_FIGURES
from leakscan.model import Entry, Watchlist
from tests.assessment.given import NAMES, matches_of, watchlist

CLIENTS = watchlist(figures=True)


def _case(text: str, clients: Watchlist = CLIENTS) -> Case:
    matches = matches_of(text, clients)
    return case_of(matches, find_blocks(text), clients, text)


def _rows(start: int, end: int, say: str, share: float = 1.0) -> str:
    return "\n".join(
        say.format(e.name, int(e.figures["accounts"] * share), int(e.figures["searches"] * share))
        for e in CLIENTS.entries[start:end]
    )


@pytest.mark.parametrize(
    "say", ["{},{},{}", "{2}\t{0}\t{1}", "{} ({} accounts, {} searches)", "{0} - {1} / {2}", "| {} | {:,} | {:,} |"]
)
@pytest.mark.parametrize("rows", [5, 8, 40])
def test_equal_numbers_are_near_proof(say: str, rows: int) -> None:
    case = _case(_rows(20, 20 + rows, say))
    assert case.figure_bits > SURE_FIGURES
    assert {(t.figure, t.compared, t.agree) for t in case.figures} == {
        ("accounts", rows, rows),
        ("searches", rows, rows),
    }


def test_an_older_copy_agrees_too() -> None:
    assert _case(_rows(20, 60, "{},{},{}", share=0.9)).figure_bits > SURE_FIGURES


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("rows", [5, 8, 40])
def test_other_numbers_prove_nothing(rows: int, seed: int) -> None:
    rng = random.Random(seed)
    text = "\n".join(
        f"{name},{rng.randrange(1, 45)},{rng.randrange(9999)},{2010 + i % 12},{i + 1}"
        for i, name in enumerate(NAMES[:rows])
    )
    assert _case(text).figure_bits < SURE_FIGURES


@pytest.mark.parametrize("rows", [5, 8, 40])
def test_seats_of_five_and_ten_prove_nothing(rows: int) -> None:
    rng = random.Random(3)
    clients = Watchlist(
        "acme", tuple(Entry(n, n, figures={"seats": rng.choice([5.0, 5.0, 10.0])}) for n in NAMES), ("seats",)
    )
    text = "\n".join(f"{name}: {rng.choice([5, 5, 10])} seats" for name in NAMES[:rows])
    assert _case(text, clients).figure_bits < SURE_FIGURES


def test_watchlist_without_figures_compares_nothing() -> None:
    assert _case(_rows(0, 20, "{},{},{}"), watchlist()).figures == ()


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("6905", 6905),
        ("6,905", 6905),
        ("6.905", 6905),
        ("6 905", 6905),
        ("1'234'567", 1234567),
        ("87.0", 87),
        ("3,5", 3.5),
        ("1.2.3", None),
    ],
)
def test_numbers_as_people_write_them(said: str, value: float | None) -> None:
    assert number(said) == value
