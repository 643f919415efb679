"""Look-alike letters where the list itself holds words that look the same, in legal forms and in single letters."""

from __future__ import annotations

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import Index, compile_index, screen

NAMES = (
    "Silver Bay Limited",
    "Bridge Fortune LLP",
    "General Electric Company",
    "C & P (Meat Sales) Limited",
    "Act Mobility a.s.",
    "Electra Service di Rossi Roberto e C. SNC",
    # Words that look like those above.
    "Llmited Coμpany",
    "Ilp Lip Works",
    "ООО Роман и С",
    "EC Works",
)


@pytest.fixture(scope="module")
def index() -> Index:
    return compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))])


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("1;SILVER BAY LIМITЕD;3", NAMES[0]),
        ("they hit Silver Bay Limi7ed and others", NAMES[0]),
        ("Silver Bay L!mited", NAMES[0]),
        ("Bridge FОRТUNE LLР", NAMES[1]),
        ("x,GENERAL ELEСTRIC СOMPANY,y", NAMES[2]),
        ("С & P (MEAT SALЕS) LIMITED", NAMES[3]),
        ("Act m0bility a.s.", NAMES[4]),
        ("Electra Service di Rossi Roberto e C. SNC", NAMES[5]),
    ],
)
def test_the_most_alike_of_several_words_counts(text: str, entry: str, index: Index) -> None:
    assert [match.entry for match in screen([text], index)[0]] == [entry]


@pytest.mark.parametrize(
    "text", ["I act mobility as you do", "a silver bay and no more", "that general electric сompany here"]
)
def test_ordinary_words_stay_ordinary(text: str, index: Index) -> None:
    assert screen([text], index) == [[]]
