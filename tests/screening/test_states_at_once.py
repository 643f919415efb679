"""States beside names are told at once as the look at each name tells them."""

from __future__ import annotations

import random

import numpy as np
import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index
from leakscan.screening.around import state_beside
from leakscan.screening.index import Engine
from leakscan.screening.states_at_once import states_beside
from leakscan.screening.text import plainly
from tests.screening.test_whole_cells import candidates

WORDS = ("Avon", "Police", "IN", "in", "In", "TX", "N.Y.", "Co", "CO", "Indiana", "indiana", "New York", "DE", "Or")
BETWEEN = (" ", " ", ", ", ",", " - ", "-", " (", ": ", "; ", "\n", "\t", "/", "  ,  ", " -- ", "")


@pytest.fixture(scope="module")
def engine() -> Engine:
    names = ("Avon Police Department", "Indiana Police", "New York Bank")
    return compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in names))]).engine


@pytest.mark.parametrize("seed", range(10))
def test_states_are_those_of_one_look_each(seed: int, engine: Engine) -> None:
    chance = random.Random(seed)
    words, _ = candidates("".join(chance.choice(WORDS) + chance.choice(BETWEEN) for _ in range(400)), engine)
    mine, size = engine.lookup.meanings.rows, len(words.words)
    first = np.arange(size)
    last = np.minimum(first + np.arange(size) % 3, size - 1)
    slow = [state_beside(plainly(words), mine.data, *span) for span in zip(first.tolist(), last.tolist(), strict=True)]
    assert states_beside(words, mine, first, last).tolist() == slow
    assert len(set(slow)) > 4
