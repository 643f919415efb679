"""What is told of names amid other words all at once would be told one by one, and most of prose and code is."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index
from leakscan.screening.amid import Lying, told_apart
from leakscan.screening.cells import borders_before, borders_behind, closes, fills_cell, is_glued, opens_sentence
from leakscan.screening.cells_at_once import are_glued, close_at_once, open_at_once, open_sentences
from leakscan.screening.chars import codes_of
from leakscan.screening.in_order import in_order
from leakscan.screening.index import Engine
from leakscan.screening.meanings import IS_ALONE
from leakscan.screening.ordinary import are_just_words
from leakscan.screening.read import read_plainly
from leakscan.screening.text import END, START, Text, plainly
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
    "NTS ASA",
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
    "N.T.S",
    "N.t.S",
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
    "Co., Inc.",
    "Company LLC",
    "Corp, SA",
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))]).engine


def written(seed: int) -> str:
    chance = random.Random(seed)
    parts = (chance.choice(table) for _ in range(150) for table in (WRITTEN, AROUND, FURTHER, AROUND))
    return "".join(parts)


def lying_in(text: str, engine: Engine) -> tuple[Text, Lying, list[list[int]]]:
    """The words of a text; forms that lie as they should but not in cells; each with a word of it and a place."""
    words, (places, at, forms) = candidates(text, engine)
    first, last, of, _, splits = in_order(words, engine.lookup.meanings.rows, engine.book, places, at, forms)
    edges = zip(words.words[first, START].tolist(), words.words[last, END].tolist(), strict=True)
    cells = [borders_before(plainly(words), begin) and borders_behind(plainly(words), end) for begin, end in edges]
    some = ((first >= 0) & ((splits > 0) | ~np.array(cells, bool))).nonzero()[0]
    lying = Lying(forms[some], first[some], last[some], of[some], splits[some] > 0, some < 0)
    return words, lying, np.stack((forms, at, places), axis=1)[some].tolist()


def just_words(words: Text, engine: Engine) -> int:
    """How many words that may be names by themselves are refused before any form is looked up."""
    told = engine.lookup.meanings
    alone = np.flatnonzero(told.marks[words.numbers] & IS_ALONE)
    return int(are_just_words(words, told.rows, engine.book, alone).sum())


@pytest.mark.parametrize("seed", range(12))
def test_what_is_told_at_once_is_told_one_by_one(seed: int, engine: Engine) -> None:
    words, lying, tried = lying_in(written(seed), engine)
    refused, accepted, *_ = told_apart(words, engine.lookup.meanings.rows, engine.book, lying)
    slow = [one_by_one(words, engine, *one) is not None for one in tried]
    assert not any(slow[n] for n in refused.nonzero()[0])
    assert all(slow[n] for n in accepted.nonzero()[0])
    before = just_words(words, engine)
    assert refused.sum() + before > (len(slow) + before) / 5


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
    words, lying, tried = lying_in(text, engine)
    assert tried or just_words(words, engine)
    assert told_apart(words, engine.lookup.meanings.rows, engine.book, lying).refused.all()


@pytest.mark.parametrize(
    "text",
    [
        "we bought Zubrin Metals today",
        "Zubrin Metals: 44",
        "in Cedar, Zubrin Metals",
        " - Growth Fund\n",
        " - Zubrin Metals Company, Inc.\n",
        "Zubrin Metals Co; ",
        "Zubrin Metals Corporation (L.L.C.)",
    ],
)
def test_names_amid_words_that_say_nothing_need_no_laying(text: str, engine: Engine) -> None:
    words, lying, tried = lying_in(text, engine)
    assert tried
    assert told_apart(words, engine.lookup.meanings.rows, engine.book, lying).accepted.any()


LINES = st.text(st.sampled_from("Ab1 \t\n\r.,;:|()[]<>{}=*#-_/'\"!$@\\\u200b"), max_size=80)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=4), st.sampled_from((" ", ".", "\u200b", ' "')))
def test_where_words_stand_is_found_for_all_at_once(lines: list[str], pad: str) -> None:
    words = read_plainly(codes_of("x" + f"{pad * 30}\n".join(lines) + f"Abc{pad * 30}"))
    places = np.arange(len(words.words))
    plain, every = plainly(words), places.tolist()
    cells = open_at_once(words, places) & close_at_once(words, places)
    assert cells.tolist() == [fills_cell(plain, place, place) for place in every]
    assert close_at_once(words, places).tolist() == [closes(plain, plain.words[place, END]) for place in every]
    assert open_sentences(words, places).tolist() == [opens_sentence(plain, place) for place in every]
    assert are_glued(words, places, places).tolist() == [is_glued(plain, place, place) for place in every]
