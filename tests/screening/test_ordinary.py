"""Ordinary and garbled words that are refused as names before any form is looked up."""

from __future__ import annotations

import random

import numpy as np
import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index
from leakscan.screening.book import WORDS_AT
from leakscan.screening.chars import codes_of
from leakscan.screening.index import Engine
from leakscan.screening.meanings import IS_ALONE, READINGS
from leakscan.screening.ordinary import are_just_words, is_just_a_word
from leakscan.screening.read import read_plainly
from leakscan.screening.text import NUMBER, Text, plainly
from tests.screening.test_whole_cells import one_by_one

NAMES = ("Target", "Private", "Cedar", "Frame", "Solar Ltd", "Zubrin", "IAC", "Michaels", "Sam", "Cedar Holdings SA")
WRITTEN = (*NAMES, "target", "Targett", "TARGET", "michael", "Michael", "Zubrim", "sam", "iac", "Cedars", "frame")
AROUND = (" ", " ", ", ", ". ", "\n", ",", ";", " the ", " of ", "_", "-", "/", ' "', " (", ") ", ": ", " = ", "\t")
FURTHER = ("", "Street", "walks", "Ltd", "private limited", "as", "44", "The", "In", "Holdings", "co")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))]).engine


def read(text: str, engine: Engine) -> tuple[Text, list[int]]:
    """The words of a text, and which may be names by themselves."""
    words = read_plainly(codes_of(text))
    engine.lookup.resolve(text, words, 1_000)
    return words, np.flatnonzero(engine.lookup.meanings.marks[words.numbers] & IS_ALONE).tolist()


def refused(words: Text, places: list[int], engine: Engine) -> list[bool]:
    found = are_just_words(words, engine.lookup.meanings.rows, engine.book, np.array(places, np.int64))
    return [bool(one) for one in found]


@pytest.mark.parametrize("seed", range(12))
def test_no_name_is_refused_and_both_ways_agree(seed: int, engine: Engine) -> None:
    chance = random.Random(seed)
    parts = (chance.choice(table) for _ in range(200) for table in (WRITTEN, AROUND, FURTHER, AROUND))
    words, places = read("".join(parts), engine)
    found = refused(words, places, engine)
    buffers = plainly(words), engine.lookup.meanings.rows.data, plainly(engine.book)
    assert found == [is_just_a_word(*buffers, place) for place in places]
    assert 20 < sum(found) < len(found)
    begin = engine.book.forms[:, WORDS_AT]
    single = {int(engine.book.words[begin[form]]): form for form in np.flatnonzero(np.diff(begin) == 1).tolist()}
    for place, gone in zip(places, found, strict=True):
        readings = engine.lookup.meanings.rows[words.words[place, NUMBER], :READINGS].tolist()
        laid = [one_by_one(words, engine, single[word], 0, place) for word in readings if word in single]
        assert laid
        assert not gone or not any(laid)


@pytest.mark.parametrize(
    "text", ["they met the target again", "self.target = 4", "on Cedar Street", "said Michael, who"]
)
def test_words_amid_others_are_no_names(text: str, engine: Engine) -> None:
    words, places = read(text, engine)
    assert refused(words, places, engine) == [True]


@pytest.mark.parametrize(
    "text", ["1;target;2", "and then Target, which", "we sued target ltd", "\nMichael\n", "in Zubrin, as"]
)
def test_words_that_may_be_names_are_looked_up(text: str, engine: Engine) -> None:
    words, places = read(text, engine)
    assert refused(words, places, engine) == [False]
