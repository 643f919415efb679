"""What is refused amid other words all at once would be refused one by one, and much of prose and code is."""

from __future__ import annotations

import random

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index
from leakscan.screening.amid import are_no_names
from leakscan.screening.in_order import in_order
from leakscan.screening.index import Engine
from tests.screening.test_whole_cells import candidates, one_by_one

NAMES = (
    "Target Corporation",
    "Private Holdings Ltd",
    "Global Business Inc",
    "Cedar GmbH",
    "Growth Fund",
    "Zubrin Metals",
    "Metals Co",
    "University Hospital",
    "Man Group plc",
    "One",
    "The Works",
    "Bank of the North LLC",
    "Avon Police Department",
)
WRITTEN = (
    *NAMES,
    "Police Department of Avon",
    "Police Department Avon",
    "Police Department, Avon",
    "target",
    "Target",
    "private",
    "PRIVATE LIMITED",
    "global business",
    "Cedar",
    "growth fund",
    "METALS",
    "University Hospital",
    "man",
    "one",
    "works",
)
AROUND = (
    " ",
    " ",
    " the ",
    " of ",
    " The ",
    ", ",
    ". ",
    "\n",
    ",",
    ";",
    ' "',
    " (",
    "_",
    ".",
    "/",
    " - ",
    " IN ",
    ": ",
)
FURTHER = (
    "",
    "Zqx",
    "walks",
    "Ltd",
    "St",
    "Sdn Bhd",
    "a",
    "Small Cap",
    "Inc.",
    "44",
    "IN",
    "of Ohio",
    "private limited",
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))]).engine


def written(seed: int) -> str:
    chance = random.Random(seed)
    parts = (chance.choice(table) for _ in range(150) for table in (WRITTEN, AROUND, FURTHER, AROUND))
    return "".join(parts)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_refused_at_once_is_refused_one_by_one(seed: int, engine: Engine) -> None:
    words, (places, at, forms) = candidates(written(seed), engine)
    mine = engine.lookup.meanings.rows
    first, last, of, _ = in_order(words, mine, engine.book, places, at, forms)
    located = (first >= 0).nonzero()[0]
    refused = located[
        are_no_names(words, mine, engine.book, first[located], last[located], of[located], forms[located])
    ]
    wrong = [n for n in refused.tolist() if one_by_one(words, engine, int(forms[n]), int(at[n]), int(places[n]))]
    assert wrong == []
    assert len(refused) > len(located) / 10


@pytest.mark.parametrize(
    "text",
    [
        "they met the target again",
        "on the way to Target Practice",
        "self.target = value",
        "in the Zqx Metals pool",
        "that is one of them, and",
    ],
)
def test_ordinary_words_amid_others_need_no_laying(text: str, engine: Engine) -> None:
    words, (places, at, forms) = candidates(text, engine)
    mine = engine.lookup.meanings.rows
    first, last, of, _ = in_order(words, mine, engine.book, places, at, forms)
    located = (first >= 0).nonzero()[0]
    assert len(located)
    assert are_no_names(words, mine, engine.book, first[located], last[located], of[located], forms[located]).all()
