"""A name over two cells of a row: all of both, word by word; two columns that happen to meet are none."""

from __future__ import annotations

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import Index, compile_index, screen

NAMES = (
    "Springfield Police Department",
    "Ada County Sheriff's Office",
    "Acme Tool Holdings Ltd",
    "City of Oak Park",
    "Boulder County",
    "Boston College",
    "Morgan Stanley",
)


@pytest.fixture(scope="module")
def index() -> Index:
    return compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))])


@pytest.mark.parametrize(
    ("text", "surface", "entry"),
    [
        ("| Springfield | Police Department |", "Springfield | Police Department", NAMES[0]),
        ("1;Springfield;POLICE DEPT.;7\n", "Springfield;POLICE DEPT", NAMES[0]),
        ("1,Springfield,Police Department,3\n", "Springfield,Police Department", NAMES[0]),
        ('"1","Springfield","Police Department"', 'Springfield","Police Department', NAMES[0]),
        ("x\tAda County\tSheriff's Office\ty", "Ada County\tSheriff's Office", NAMES[1]),
        ("Acme Tool | Holdings Ltd", "Acme Tool | Holdings Ltd", NAMES[2]),
        ("City | Oak Park", "City | Oak Park", NAMES[3]),
    ],
)
def test_a_name_over_two_cells_of_a_row(text: str, surface: str, entry: str, index: Index) -> None:
    (match,) = screen([text], index)[0]
    assert (match.text, match.entry, match.rule) == (surface, entry, "over two cells")
    assert text[match.start : match.end] == surface


@pytest.mark.parametrize(
    "text",
    [
        "| West Springfield | Police Department |",
        "| Springfield | Fire Department |",
        "| Springfield | Police Department of Avon |",
        "| Sprngfield | Police Department |",
        "| Springfield | Police |",
        "| Springfield | Police | Department |",
        "| Springfield || Police Department |",
        "| Springfield |\n| Police Department |",
        "in Springfield,Police Department staff said",
        "Boulder | CO",
        "Boston;College",
        "Morgan,Stanley",
    ],
)
def test_columns_that_happen_to_meet(text: str, index: Index) -> None:
    assert screen([text], index) == [[]]
