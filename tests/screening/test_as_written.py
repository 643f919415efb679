"""Names stand for themselves: in a cell each is found as its watchlist writes it, and as leaks tie its words."""

from __future__ import annotations

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import Index, compile_index, screen

NAMES = (
    "EMERGE! RESTAURANT GROUP, LLC",
    "Yum! Brands, Inc. Master Trust",
    "RBC $U.S. Global Balanced Portfolio",
    "US$ GROWTH STRATEGY",
    "USS Steel Union",
    "American Logistics Company, LLC",
    "American Hotel Income Properties REIT LP",
    "INTERNATIONAL DEVELOPMENT COMPANY A/S",
    "ENERGY FUND FINANCE CO PTY LIMITED",
    "Energy, Inc.",
    "Lenord, Bauer & Co GmbH",
    "NOS, S.G.P.S., S.A.",
    "Walworth, Town of",
    "Global X S&P 500 Christian Values ETF",
    "XS Holding Zug AG",
    "BSREP V-B NICKEL REIT SUB L.P.",
    "VB Nickel Works",
    "AIP Infrastructure I K/S",
    "IK Capital AB",
    "R J INDUSTRIES",
)


@pytest.fixture(scope="module")
def index() -> Index:
    return compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))])


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_a_cell_of_its_own(name: str, index: Index) -> None:
    assert [match.entry for match in screen([f"7\t{name}\tx\n"], index)[0]] == [name]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("R_J_INDUSTRIES", "R J INDUSTRIES"),
        ("R-J-INDUSTRIES", "R J INDUSTRIES"),
        ("R \u0408 INDUSTRIES", "R J INDUSTRIES"),  # a Cyrillic J
        ("Walworth\u200b, Town of", "Walworth, Town of"),
        ("Town of Walworth", "Walworth, Town of"),
        ("US$ Growth Strategy", "US$ GROWTH STRATEGY"),
        ("U$$ Steel Union", "USS Steel Union"),
        ("american logistics company llc", "American Logistics Company, LLC"),
    ],
)
def test_a_name_as_leaks_tie_its_words(text: str, entry: str, index: Index) -> None:
    assert [match.entry for match in screen([f"7\t{text}\tx\n"], index)[0]] == [entry]


def test_a_legal_form_behind_a_comma_may_begin_the_next_name() -> None:
    names = ("Acme Widgets Inc", "SA Brovarnia", "AG Zwirnhaus")
    index = compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in names))])
    found = screen(["our clients: Acme Widgets Inc, SA Brovarnia, AG Zwirnhaus and others\n"], index)[0]
    assert [match.entry for match in found] == list(names)
    assert found[0].text == "Acme Widgets Inc"


@pytest.mark.parametrize(
    "text",
    ["they met lenord, bauer and co", "they met Walworth, Town by Town", "the Company, LLC or not", "A, B or V-C"],
)
def test_parts_of_them_are_no_names(text: str, index: Index) -> None:
    assert screen([text], index) == [[]]
