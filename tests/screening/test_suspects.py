"""Unknown words that may be words of a name: compiled code finds those that arrays find."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index
from leakscan.screening.chars import codes_of
from leakscan.screening.hashing import LONGEST
from leakscan.screening.letters import spellings
from leakscan.screening.read import read_plainly
from leakscan.screening.suspects import suspects
from leakscan.screening.text import DIGITS, SIZE
from tests.screening.test_kernels import FEW, NAMES, PIECES, index_of, pytestmark  # noqa: F401


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), FEW), max_size=12))
def test_suspect_words_are_the_same(pieces: list[str]) -> None:
    from leakscan.screening.compiled.suspects import run_suspects

    lookup, text = index_of(NAMES).engine.lookup, " ".join(pieces)
    words = read_plainly(codes_of(text))
    places = np.flatnonzero(words.words[:, SIZE] <= LONGEST)
    arguments = (text, words, places, lookup.vocabulary, lookup.segments)
    assert suspects(*arguments).tolist() == run_suspects(*arguments).tolist()


def test_words_look_the_same_whatever_pairs_of_letters_lie_side_by_side() -> None:
    from leakscan.screening.compiled.suspects import run_suspects

    written = ["".join(letters) for size in (5, 6) for letters in product("rnvcix", repeat=size)]
    some = [Entry(key=word, name=word) for word in random.Random(3).sample(written, 400)]
    lookup = compile_index([Watchlist("w", tuple(some))]).engine.lookup
    text = " ".join(written)
    words = read_plainly(codes_of(text))
    arguments = (text, words, np.arange(len(words.words)), lookup.vocabulary, lookup.segments)
    assert suspects(*arguments).tolist() == run_suspects(*arguments).tolist()


def test_words_with_digits_are_the_same_however_they_begin_and_end() -> None:
    """Compiled code refuses most of them by their edges, before any other is looked at."""
    from leakscan.screening.compiled.suspects import run_suspects

    chance = random.Random(5)
    words = ["".join(chance.choices("rnvciotle", k=chance.randrange(2, 9))) for _ in range(300)]
    figures = [str(chance.randrange(1_000)) for _ in range(30)]
    names = [f"{one} {other}" for one, other in zip(words, chance.choices(words + figures, k=300), strict=True)]
    lookup = index_of(tuple(names)).engine.lookup
    disguises = str.maketrans("oiteln", "013319")
    both = [first + second for first, second in zip(words, chance.choices(words + figures, k=300), strict=True)]
    made = ["".join(chance.choices("rnvciotle0139", k=chance.randrange(2, 12))) for _ in range(20_000)]
    text = " ".join([*made, *both, *(word.translate(disguises) for word in (*words, *both)), "r-n1v", "n.0.n", "é1é1é"])
    found = read_plainly(codes_of(text))
    places = np.flatnonzero((found.words[:, DIGITS] > 0) & (found.words[:, SIZE] <= LONGEST))
    arguments = (text, found, places, lookup.vocabulary, lookup.segments)
    plain = suspects(*arguments).tolist()
    assert plain == run_suspects(*arguments).tolist()
    assert 200 < sum(plain) < len(plain) / 2
    spelt = spellings(text, found, places)
    alike, joined = lookup.vocabulary.alike(spelt), lookup.segments.of(spelt)
    wanted = [n for n, word in enumerate(spelt) if (word in alike and not word.isdigit()) or word in joined]
    assert len(wanted) > 200
    assert all(plain[n] for n in wanted if not lookup.vocabulary.spelling(spelt[n]) >= 0), "none is refused too early"
