"""With the compiler and without it the answer is the same, on hostile characters too."""

from __future__ import annotations

import random
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index, screen_texts
from leakscan.screening.fold import fold_codes
from leakscan.screening.kernels import SWITCH, is_fast, run_words
from leakscan.screening.tokens import BASE, _by_columns, _classes
from tests.screening.test_tokens import ALPHABET

pytestmark = pytest.mark.skipif(find_spec("numba") is None, reason="the extra is not installed")
NAMES = (
    "Springfield Police Department",
    "AT&T Inc.",
    "Société Générale SA",
    "トヨタ自動車株式会社",
    "ООО Ромашка",
    "U.S. Steel Corp",
    "Ada County Sheriff's Office",
)
PIECES = (
    *NAMES,
    *("Sprngfield PD", "Spring field Police", "AdaCounty Sheriff", "U. S. Steel", "a.b.c.d.e.f.g.h.i.j", "P0lice"),
    *("\u200b", "\u202e", "\x00", "\ud800", "\U0001f600", "\U0001d400", "株", "ア", "é", "e\u0301", "İ", "ﬁ", "½"),
    *(" ", "\n", "\t", ",", ".", "'", "-", "_", "1" * 70, "x" * 80, "the", "of", "IN"),
)


@settings(max_examples=300, deadline=None)
@given(st.text(ALPHABET, max_size=60))
def test_words_are_the_same_to_the_bit(text: str) -> None:
    codes = fold_codes(text)
    fast, plain = run_words(codes, _classes(), BASE), _by_columns(codes)
    assert [array.tolist() for array in fast] == [array.tolist() for array in plain]


def test_matches_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)
    texts = ["".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 60))) for _ in range(400)]
    index = compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))])
    monkeypatch.setenv(SWITCH, "yes")
    assert is_fast()
    fast = screen_texts(texts, index)
    monkeypatch.setenv(SWITCH, "no")
    assert not is_fast()
    plain = screen_texts(texts, compile_index(list(index.watchlists.values())))
    assert fast == plain
    assert sum(len(screening.matches) for screening in fast) > 500
