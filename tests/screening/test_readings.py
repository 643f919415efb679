"""What words of texts may be, found for many at once and held against what a look at every word finds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from string import ascii_lowercase

import numpy as np
import pytest
from rapidfuzz.distance import OSA

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index
from leakscan.screening.abbreviations import GENERIC
from leakscan.screening.chars import codes_of
from leakscan.screening.hashing import LONGEST, hashes_of
from leakscan.screening.meanings import COLUMNS, EDITS, LOOK, READINGS, USED
from leakscan.screening.numbers import Lookup
from leakscan.screening.read import read_plainly
from leakscan.screening.readings import read_words
from leakscan.screening.suspects import further_words
from leakscan.screening.tables import find
from leakscan.screening.telling import full_traits, traits_at_once
from leakscan.screening.traits import STRANGE, traits_of
from leakscan.screening.vocabulary import Vocabulary
from leakscan.screening.wordlist import is_known, known_words

NAMES = (
    "Milton Hospital",
    "Hilton Hotels",
    "Kharkiv Metallurgical Works",
    "Brockton Savings Bank",
    "Brockten Savings Bank",
    "Délphi Instruments GmbH",
    "Services of Springfield",
    "Road Service 2017",
    "Романов и с",
    "Departmental Communications",
    "Departamental Comunicaciones",
    "R J Steel",
    "Zorbakin Bottle Works",
    "Zorbaken Works",
)


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    return compile_index([Watchlist("w", tuple(Entry(name, name) for name in NAMES))]).engine.lookup


def garbled(lookup: Lookup, count: int) -> list[str]:
    """Words of the vocabulary, some as they are, most with letters lost, added, changed or swapped."""
    dice = random.Random(11)
    found = dict.fromkeys(lookup.vocabulary.spellings)
    while len(found) < count:
        word = dice.choice(lookup.vocabulary.spellings)
        for _ in range(dice.choice((1, 1, 2, 3))):
            at, letter = dice.randrange(len(word) + 1), dice.choice("aeiourst0135оеs")
            changes = word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :], word[:at] + letter + word[at:]
            word = dice.choice((*changes, word[:at] + word[at : at + 2][::-1] + word[at + 2 :])) or "x"
        found[word] = None
    return list(found)


def is_misspelling(word: str, spelling: str, meant: str, edits: int) -> bool:
    """Whether so many edits are allowed, letter by letter."""
    if edits > 1 and (len(spelling) < 10 or len(word) < 8):
        return False
    if word[0] == spelling[0] or meant in GENERIC or sorted(word[:2]) == sorted(spelling[:2]):
        return True
    if edits > 1:
        return len(word) != len(spelling)
    return len(spelling) >= 7 or (len(word) != len(spelling) and len(spelling) >= 6)


def near_one_by_one(word: str, vocabulary: Vocabulary) -> dict[int, int]:
    """Words near to one, each with the edits, from a look at every spelling."""
    found: dict[int, int] = {}
    for spelling, number in zip(vocabulary.spellings, vocabulary.meant.tolist(), strict=True):
        edits = OSA.distance(word, spelling)
        if len(spelling) < 5 or not spelling.isalpha() or len(spelling) > LONGEST or not 0 < edits <= 2:
            continue
        if is_misspelling(word, spelling, vocabulary.words[number], edits):
            found[number] = min(edits, found.get(number, edits))
    return found


def near_in(row: Sequence[int]) -> dict[int, int]:
    told = zip(row[:READINGS], row[EDITS : EDITS + READINGS], strict=True)
    return {word: edits for word, edits in told if word and 0 < edits < LOOK}


def test_words_near_to_a_word_are_found(lookup: Lookup) -> None:
    vocabulary, found, there = lookup.vocabulary, 0, 0
    words = [word for word in garbled(lookup, 3_000) if word.isascii() and word.isalpha() and len(word) > 3]
    rows = read_words(words, vocabulary, len(words)).rows.tolist()
    for word, row in zip(words, rows, strict=True):
        if is_known(word) or row[EDITS] == LOOK:
            continue
        near = near_one_by_one(word, vocabulary)
        if (own := vocabulary.spelling(word)) >= 0:
            meant = int(vocabulary.meant[own])
            assert row[0] == meant
            near = {} if len(word) < 5 else {one: 1 for one, edits in near.items() if edits == 1 and one != meant}
        met, room = near_in(row), READINGS - (own >= 0)
        sure = sum(edits == 1 for edits in near.values())  # of those of two edits a few are passed over
        assert met.items() <= near.items(), word
        assert sum(edits == 1 for edits in met.values()) == min(sure, room), word
        found, there = found + len(met), there + min(len(near), room)
    assert there > 500
    assert found / there > 0.98


def test_the_likeliest_comes_first_and_a_word_of_the_vocabulary_is_itself(lookup: Lookup) -> None:
    vocabulary = lookup.vocabulary
    words = ["zorbakin", "zorbakan", "departamentel", "bottles", "milton"]
    rows = read_words(words, vocabulary, len(words)).rows.tolist()
    met = [[(vocabulary.words[n], told) for n, told in zip(row[:EDITS], row[EDITS:], strict=True) if n] for row in rows]
    assert met == [
        [("zorbakin", 0), ("zorbaken", 1)],
        [("zorbakin", 1), ("zorbaken", 1)],
        [("departamental", 1), ("departmental", 2)],
        [("bottle", 1)],
        [("milton", 0)],
    ]


def test_words_beyond_the_searches_are_left(lookup: Lookup) -> None:
    words = ["brockton", "xylograf", "milten", "kharkow", "and"]
    read = read_words(words, lookup.vocabulary, 1)
    assert read.strange.tolist() == [1]
    assert read.left.tolist() == [2, 3]
    assert not read.rows[read.left].any()


def test_many_at_once_are_what_each_is_alone(lookup: Lookup) -> None:
    words = [*garbled(lookup, 400), *ascii_lowercase, "brocktonsavings", "x" * 60, "9" * 70, "7a", "2O17", "с"]
    rows = lookup.meanings.rows
    numbers, left = lookup._numbers_of(words, len(words))
    assert left == 0
    assert numbers.tolist() == [lookup.number(word) for word in words]
    assert rows.shape[1] == COLUMNS


def test_what_words_say_is_found_at_once() -> None:
    words = sorted({*further_words(), *GENERIC, *ascii_lowercase, *list(known_words())[::7], "xylograf", "qwzrt"})
    plain = [word for word in words if word.isascii() and word.isalpha()]
    rows = traits_at_once(hashes_of(plain)).tolist()
    assert [tuple(row) for row in rows] == [tuple(full_traits(word)) for word in plain]
    assert np.unique(rows, axis=0).shape[0] > 100


@pytest.mark.parametrize("word", ["xylograf", "smth", "qwzrt"])
def test_words_that_say_nothing_are_strange(word: str) -> None:
    assert traits_of(word, 0) == STRANGE == full_traits(word)


@pytest.mark.parametrize("word", ["police", "of", "ca", "gmbh", "vii", "x", "b2b"])
def test_all_others_say_something(word: str) -> None:
    assert full_traits(word) != STRANGE


def test_the_vocabularys_own_words_are_known_before_they_are_met() -> None:
    entry = Entry("a", "Milton Hospital", identifiers=("KHARKIV 2017",))
    index = compile_index([Watchlist("w", (entry, *(Entry(name, name) for name in NAMES)))])
    lookup = index.engine.lookup
    own = lookup.vocabulary.spellings
    text = " ".join(own)
    words = read_plainly(codes_of(text))
    assert not set(lookup.at_once(text, words)) & set(find(lookup.vocabulary.exact, words.hashes)[0])
    numbers = lookup.own.numbers(np.array([lookup.vocabulary.spelling(word) for word in own]), lookup.meanings)
    for word, known in zip(own, lookup.meanings.rows[numbers], strict=True):
        assert known.tolist() == lookup.meanings.rows[lookup.number(word)].tolist(), word
    assert lookup.meanings.marks[lookup.number("kharkiv")] & USED
