"""What is told at once of what stands between words, and of which words stand beside a form, is what walking meets."""

from __future__ import annotations

import random

import numpy as np
import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index
from leakscan.screening.gaps import COMMAED, SPACED, TIED, gap
from leakscan.screening.index import Engine
from leakscan.screening.read import read
from leakscan.screening.side_by_side import are_commaed, are_tied, gaps_of, side_by_side
from leakscan.screening.text import END, START, plainly
from tests.screening.test_whole_cells import candidates

SIGNS = (" ", " ", ",", ", ", ". ", "., ", "), ", ": ", " - ", "-", "-, ", " ,", ";", "\n", "\t", '"', ' "', "  ")


@pytest.fixture(scope="module")
def engine() -> Engine:
    names = ("Springfield Police Department", "Bank of the Northern Plains", "Rice & Oil Mill", "Acme")
    return compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in names))]).engine


@pytest.mark.parametrize("seed", range(10))
def test_what_ties_words_and_what_is_a_comma_is_so_for_each(seed: int) -> None:
    chance = random.Random(seed)
    text = read("".join(chance.choice(("Acme", "x", "22")) + chance.choice(SIGNS) for _ in range(400)))
    left = np.arange(len(text.words) - 1)
    slow = np.array([gap(plainly(text), place) for place in left.tolist()])
    tied, commaed = are_tied(text, left), are_commaed(text, left)
    assert np.isin(slow[tied], (SPACED, TIED)).all()
    assert (slow[commaed] == COMMAED).all()
    assert commaed.sum() > (slow == COMMAED).sum() / 2 > 10


def beside(text: str, engine: Engine) -> dict[str, list[list[str]]]:
    """By name of forms that something in a text leads to, the words of the text that their words would be."""
    words, (places, at, forms) = candidates(text, engine)
    pairs = side_by_side(words, engine.lookup.meanings.rows, engine.book, places, at, forms)
    names = engine.names_of(forms.astype(np.int64))[1]
    found: dict[str, list[list[str]]] = {}
    for n, name in enumerate(names):
        rows = np.flatnonzero((pairs.owners == n) & pairs.inside)
        spans = words.words[pairs.places[rows]][:, [START, END]].tolist()
        found.setdefault(name, []).append([text[start:end] for start, end in spans])
    return found


def test_words_stand_beside_a_form_past_stop_words(engine: Engine) -> None:
    found = beside("the Springfield of the Police Department, Bank Northern of the Plains", engine)
    assert ["Springfield", "Police", "Department"] in found["Springfield Police Department"]
    assert ["Bank", "Northern", "Plains"] in found["Bank of the Northern Plains"]


def test_beyond_the_text_there_is_no_word(engine: Engine) -> None:
    assert ["Police", "Department"] in beside("Police Department", engine)["Springfield Police Department"]


def test_too_many_stop_words_are_no_part_of_a_name(engine: Engine) -> None:
    words, (places, at, forms) = candidates("Springfield Police of the of the of the Department", engine)
    rows, book = engine.lookup.meanings.rows, engine.book
    pairs = side_by_side(words, rows, book, places, at, forms)
    assert gaps_of(words, rows, pairs, np.ones(len(forms), np.bool_)).open.any()
