"""Forms at places that are the same all around come out as they would one by one."""

from __future__ import annotations

import random
from bisect import bisect
from itertools import accumulate

import pytest

from leakscan.model import Entry, Match, Watchlist
from leakscan.screening import compile_index, screen
from leakscan.screening.index import Index
from leakscan.screening.kernels import SWITCH
from leakscan.screening.laying import laid_forms
from leakscan.screening.spots import spots
from tests.screening.test_whole_cells import candidates, one_by_one

NAMES = (
    "Springfield Police Department",
    "Acme Widgets Inc.",
    "Solar Roof Tilers GmbH",
    "Mutual Northern Bank",
    "Solar Roof",
)
# Each asks for places that are laid or judged one by one.
UNITS = (
    "Springfield Police Department ",
    "we asked Springfeld Police Department of it, ",
    "springfield, police department; ",
    "Acme Wigdets, Inc. and ",
    "SOLAR  ROOF TILERS gmbh - ",
    "a Mutual North-ern Bank. ",
)


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "no")


@pytest.fixture(scope="module")
def index() -> Index:
    return compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))])


def told(matches: list[Match]) -> list[tuple[str, str, float, str]]:
    return [(match.entry, match.text, match.score, match.rule) for match in matches]


@pytest.mark.parametrize("unit", UNITS)
def test_the_same_over_and_over_is_found_each_time_where_it_stands(unit: str, index: Index) -> None:
    (few,), (many,) = screen([unit * 2], index), screen([unit * 60], index)
    assert len(many) == 60
    assert told(many)[:1] == told(few)[:1]
    assert len(set(told(many[1:-1]))) == 1
    assert [match.start - many[1].start for match in many[1:]] == [len(unit) * n for n in range(59)]
    assert all(match.text == (unit * 60)[match.start : match.end] for match in many)


@pytest.mark.parametrize("seed", range(6))
def test_rows_are_those_of_laying_and_judging_each(seed: int, index: Index) -> None:
    chance = random.Random(seed)
    units = [chance.choice(UNITS) + chance.choice(UNITS) * 3 for _ in range(3)]
    text = "".join(chance.choice(("", "\n", "West ", "Town of ", "Co. ")) + chance.choice(units) for _ in range(80))
    words, (places, at, forms) = candidates(text, index.engine)
    each = (
        one_by_one(words, index.engine, *one) for one in zip(forms.tolist(), at.tolist(), places.tolist(), strict=True)
    )
    found = spots(words, index.engine.lookup, index.engine.book, index.engine.anchors)
    rows = laid_forms(words, index.engine.lookup.meanings.rows, index.engine.book, found)
    assert {tuple(row) for row in rows.tolist()} == {tuple(row) for row in each if row}
    assert len(rows) > 100


@pytest.mark.parametrize(
    ("before", "behind"),
    [("West ", ""), ("", "of Ohio "), ("Town of ", ""), ("", "Foundation ")],
)
def test_what_stands_right_beside_decides_among_many(before: str, behind: str, index: Index) -> None:
    unit = "Springfield Police Department, "
    text = unit * 40 + before + unit.replace(", ", " ") + behind + ", " + unit * 40
    few = unit * 2 + text[40 * len(unit) : -40 * len(unit)] + unit * 2
    (alone,), (amid,) = screen([few], index), screen([text], index)
    assert len(amid) - 80 == len(alone) - 4


LEGAL = "société à responsabilité limitée"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "in it to us " * 14 + "Springfield\nPolice Department said so\n\n",
            "| " + "in it to us " * 14 + "Springfield\nPolice Department said so\n\n",
        ),
        (f"\n- soler roof {LEGAL}\n\n", f"\n- soler roof {LEGAL} then and there\n\n"),
        (f"\n{LEGAL} soler roof\n\n", f"\nwe asked {LEGAL} soler roof\n\n"),
    ],
)
def test_what_stands_far_off_decides_among_many(one: str, other: str, index: Index) -> None:
    """A bar early in the line, the end of a cell behind a legal form or before one."""
    order = random.Random(5).choices((one, other), k=400)
    (found,) = screen(["".join(order)], index)
    ends = list(accumulate(map(len, order)))
    assert [order[bisect(ends, match.start)] for match in found] == [one] * order.count(one)
