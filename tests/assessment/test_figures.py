"""Agreement with the owner's numbers is near proof; round numbers, years and rising ids are none."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from leakscan.assessment import find_blocks
from leakscan.assessment.agreeing import agreeing, all_agree, figures_of, may_agree
from leakscan.assessment.case import Case
from leakscan.assessment.chance import bits_of, chance, least_chance, spread
from leakscan.assessment.figures import FigureTest, _tests, differing
from leakscan.assessment.numbers import Numbers, number
from leakscan.assessment.parts import case_of
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


def test_a_heading_with_more_cells_than_any_row_is_read_as_far_as_there_are_columns() -> None:
    text = "\n".join(f"{name},7" for name in NAMES[:20])
    (block,) = find_blocks(text)
    wide = replace(block, header=("name", "", "searches", "accounts"))
    case = case_of(matches_of(text, CLIENTS), [wide], CLIENTS, text)
    assert case.best is not None
    assert differing(case.best, CLIENTS, text) is None
    near = case_of(matches_of(text, CLIENTS), [replace(block, header=("name", "searches", "accounts"))], CLIENTS, text)
    assert near.differing is not None
    assert (near.differing.figure, near.differing.compared) == ("searches", 20)


@pytest.mark.parametrize("rows", [8, 30])
def test_numbers_stand_under_a_heading_that_jira_draws_with_two_bars(rows: int) -> None:
    said = "\n".join(f"|{name}|{at}|{9_000_000 + at * at}|" for at, name in enumerate(NAMES[:rows]))
    text = f"||name||rank||searches||\n{said}"
    (block,) = find_blocks(text)
    assert (block.header, len(block.rows)) == (("name", "rank", "searches"), rows)
    case = _case(text)
    assert case.differing is not None
    assert (case.differing.figure, case.differing.compared) == ("searches", rows)


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


@pytest.mark.parametrize("seed", range(30))
def test_the_tests_that_are_made_tell_what_all_of_them_do(seed: int) -> None:
    rng = random.Random(seed)
    rows, clients = rng.choice([4, 6, 12, 40]), _figured(rng)
    copied, grown = rng.random(), rng.choice([1.0, 1.0, 0.9])
    lines = []
    for entry in rng.sample(clients.entries, rows):
        own = [int(value * grown) if rng.random() < copied else rng.randrange(40) for value in entry.figures.values()]
        lines.append(",".join(map(str, (entry.name, *own, rng.choice([5, 10]), rng.randrange(9999)))))
    case = _case("\n".join(lines), clients)
    assert case.best is not None
    numbers = Numbers(case.best, case.text)
    assert len(numbers.places) == 5
    assert _tests(numbers, clients, None, clients.figured) == list(_all_tests(numbers, clients))


def _figured(rng: random.Random) -> Watchlist:
    figures = [
        {"seats": rng.choice([5.0, 10.0]), "users": rng.randrange(30), "calls": rng.randrange(999)} for _ in NAMES
    ]
    entries = tuple(Entry(n, n, figures=told) for n, told in zip(NAMES, figures, strict=True))
    return Watchlist("acme", entries, ("seats", "users", "calls"))


def _all_tests(numbers: Numbers, clients: Watchlist) -> Iterator[FigureTest]:
    """The best test of each figure, every place tried, with what is equal and with what may have grown."""
    paid = math.log2(len(clients.figures) * len(numbers.places))
    entries = [numbers.reading.rows[row].entry for row in numbers.rows]
    for figure in clients.figures:
        own = np.array([clients.by_key[entry].figures[figure] for entry in entries])
        best = FigureTest(figure, 0, 0, 0.0)
        for place, theirs in numbers.places.items():
            for grown in (False, True):
                agree = int(all_agree(theirs, own, grown=grown).sum())
                lucky = chance(theirs, own, spread(clients)[None, figure], grown=grown)
                bits = max(0.0, bits_of(len(own), agree, lucky) - paid)
                if agree >= 3 and (bits, agree) > (best.bits, best.agree):
                    equal = int((theirs == own).sum())
                    best = FigureTest(figure, len(own), agree, bits, place, None, equal)
        if best.agree:
            yield best


@pytest.mark.parametrize("n", [3, 5, 8, 9, 400])
def test_chance_is_never_rarer_than_the_least(n: int) -> None:
    clients = Watchlist("acme", CLIENTS.entries, CLIENTS.figures)
    theirs, own = (np.array([row + part for row in range(n)]) for part in (0.5, 0.25))
    unlike = chance(theirs, own, spread(clients)[None, "searches"], grown=False)
    assert unlike == least_chance(n)


@pytest.mark.parametrize("agree", [3, 9, 17, 20])
def test_the_likelier_chance_is_the_fewer_are_the_bits(agree: int) -> None:
    bits = [bits_of(20, agree, lucky / 1000) for lucky in range(1, 901)]
    assert bits == sorted(bits, reverse=True)


def test_a_clients_figures_are_those_of_all_versions_of_its_own_list() -> None:
    entry = Entry("a", "Avonlea Foods", figures={"users": 7.0, "calls": 400.0})
    older = {date(2020, 1, 1): {"a": {"users": 6.0, "calls": 400.0}}}
    clients, others = Watchlist("acme", (entry,), ("users", "calls"), versions=older), Watchlist("acme", (entry,))
    for _ in range(2):
        assert set(figures_of("a", clients)) == {("users", 7, 7), ("users", 6, 6), ("calls", 320, 400)}
        assert set(figures_of("a", others)) == {("users", 7, 7), ("calls", 320, 400)}
    assert not figures_of("b", clients)


@pytest.mark.parametrize(
    ("said", "may"),
    [
        ("7", True),
        ("8", False),
        ("6 users", True),
        ("400", True),
        ("320", True),
        ("319", False),
        ("401", False),
        ("9,400", True),
        ("9.5, 400", True),
        ("9.400", False),
        ("", False),
    ],
)
def test_a_number_agrees_that_may_have_grown_into_ours(said: str, may: bool) -> None:
    entry = Entry("a", "Avonlea Foods", figures={"users": 7.0, "calls": 400.0})
    clients = Watchlist("acme", (entry,), ("users", "calls"), versions={date(2020, 1, 1): {"a": {"users": 6.0}}})
    assert may_agree(said, "a", clients) is may
    assert not may_agree(said, "b", clients)


def test_numbers_at_a_place_are_those_that_made_it_one() -> None:
    case = _case("\n".join(f"{i}\t{name}\t{i * 7}\t{i} of {i * 3}" for i, name in enumerate(NAMES[:9], 100)))
    assert case.best is not None
    numbers = Numbers(case.best, case.text)
    assert len(numbers.places) == 3
    assert [numbers.at(place, numbers.rows).tolist() for place in numbers.places] == numbers.matrix.tolist()
    assert [102 * 7, 105 * 7] in [numbers.at(place, [2, 5]).tolist() for place in numbers.places]


@pytest.mark.parametrize(
    ("rows", "asked", "found"),
    [
        ("110110", "110110", "1111"),
        ("10100", "10100", ""),
        ("100011", "100011", "111"),
        ("100001", "10000", ""),
        ("0011", "00", ""),
        ("11", "", ""),
        ("", "", ""),
        ("00111", "00111", "111"),
    ],
)
def test_rows_are_asked_as_long_as_enough_may_agree(rows: str, asked: str, found: str) -> None:
    told = []

    def agrees(row: str) -> bool:
        told.append(row)
        return row == "1"

    assert "".join(agreeing(rows, agrees)) == found
    assert "".join(told) == asked
