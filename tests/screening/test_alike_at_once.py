"""Words near to wanted ones, or half of them, are those that brute force finds."""

from __future__ import annotations

import random

import numpy as np
import pytest
from rapidfuzz.distance import OSA

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index
from leakscan.screening.alike_at_once import alike_at_once
from leakscan.screening.book import SPELLINGS_AT, Book
from leakscan.screening.chars import codes_of
from leakscan.screening.read import read_plainly
from leakscan.screening.text import END, START

NAMES = ("Zubrin Metals", "Springfield Police Department", "Aopen", "Odra Gas Works", "Ems")
OWN = frozenset(" ".join(NAMES).lower().split())
SAID = "zubrin zubrim zu brin spring field springfeild pol ice police poliec od ra odra odar em s aop'en ao'pem works x"


@pytest.fixture(scope="module")
def book() -> Book:
    index = compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))])
    return index.engine.book


def spellings(book: Book, wanted: int) -> list[str]:
    first, last = book.vocabulary[wanted : wanted + 2, SPELLINGS_AT]
    return [
        bytes(book.letters[book.letters_at[n] : book.letters_at[n + 1]]).decode("latin-1") for n in range(first, last)
    ]


def is_near(word: str, wanted: str) -> bool:
    most = 0 if len(wanted) < 3 else 1 if len(wanted) < 5 else 2
    if not most or abs(len(word) - len(wanted)) > most or OSA.distance(word, wanted) > 2:
        return False
    return word[0] == wanted[0] or word[-1] == wanted[-1]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("step", [1, -1])
def test_words_are_near_or_half_as_brute_force_finds_them(seed: int, step: int, book: Book) -> None:
    chance = random.Random(seed)
    text = " ".join(chance.choices(SAID.split(), k=200))
    words = read_plainly(codes_of(text))
    said = [text[start:end].replace("'", "") for start, end in words.words[:, [START, END]].tolist()]
    mine = [n for n in range(len(book.vocabulary) - 1) if not OWN.isdisjoint(spellings(book, n))]
    asked = [(place, wanted, chance.random() < 0.5) for place in range(len(said)) for wanted in mine]
    places, wanted, comparable = (np.array(column) for column in zip(*asked, strict=True))
    found = alike_at_once(words, book, places, step, wanted.astype(np.int32), comparable).tolist()
    met = 0
    for (place, word, may_be_near), told in zip(asked, found, strict=True):
        left = place - (step < 0)
        both = "".join(said[left : left + 2]) if 0 <= left < len(said) - 1 else None
        odd = "'" in text[words.words[max(left, 0), START] : words.words[min(left + 1, len(said) - 1), END]]
        wanted_ones = spellings(book, word)
        near = may_be_near and any(is_near(said[place], one) for one in wanted_ones)
        if near or both in wanted_ones:
            assert told, (said[place], wanted_ones)
        elif told:  # signs inside hide which letters stand where, so that such words may be halves of any as long
            assert odd, (said[place], wanted_ones)
            assert len(both or "") in map(len, wanted_ones)
        met += told
    assert met > 20
