"""What is remembered of words, and what is found for many of them at once."""

from __future__ import annotations

import numpy as np
import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index
from leakscan.screening.hashing import hashes_of
from leakscan.screening.numbers import Lookup
from leakscan.screening.remembered import PLACES, UNKNOWN, Remembered

WORDS = "toront0 tor0nto police p0lice siernens strange aa x 2O17 2017 тоrоnto xylograf wiclgets".lower().split()


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    names = ("Toronto Police Service", "Siemens AG", "Widgets 2017 Ltd", "Santa Clara County")
    return compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in names))]).engine.lookup


def test_numbers_are_found_again_until_newer_ones_take_their_place() -> None:
    remembered = Remembered(17)
    hashes = hashes_of([f"word{n}" for n in range(1_000)])
    assert (remembered.numbers(hashes) == UNKNOWN).all()
    remembered.keep(hashes, np.arange(1_000, dtype=np.int32))
    found = remembered.numbers(hashes)
    assert ((found == np.arange(1_000)) | (found == UNKNOWN)).all()
    assert (found != UNKNOWN).sum() > 950


def test_as_many_words_of_a_place_are_kept_as_lie_beside_it_and_the_oldest_go() -> None:
    remembered = Remembered(5)
    some = hashes_of([f"word{n}" for n in range(100)])
    places = remembered._places(some)
    same = some[places == places[0]][: PLACES + 1]
    remembered.keep(same[:PLACES], np.arange(PLACES, dtype=np.int32))
    assert remembered.numbers(same).tolist() == [*range(PLACES), UNKNOWN]
    remembered.keep(same[PLACES:], np.array([9], np.int32))
    found = remembered.numbers(same)
    assert found[PLACES] == 9
    assert (found == UNKNOWN).sum() == 1


def test_a_batch_looks_like_what_each_word_does(lookup: Lookup) -> None:
    together = lookup.vocabulary.alike(WORDS)
    alone = {word: one[word] for word in WORDS if (one := lookup.vocabulary.alike([word]))}
    assert together == alone
    assert {"toront0", "p0lice", "siernens"} <= together.keys()


def test_two_words_are_neighbours_as_many_are(lookup: Lookup) -> None:
    assert lookup.segments.of(["torontopolice", "torontoclara", "santaclara"]) == {
        "torontopolice": ("toronto", "police"),
        "santaclara": ("santa", "clara"),
    }


def test_numbers_are_never_cut_in_two() -> None:
    names = ("Forever 21", "21 North Street", "2 1 North")
    lookup = compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in names))]).engine.lookup
    assert lookup.segments.of(["forever21", "forever212", "21north", "21northstreet", "north21"]) == {
        "forever21": ("forever", "21"),
        "21north": ("21", "north"),
        "21northstreet": ("21", "north", "street"),
    }
