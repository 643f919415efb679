"""What has to be put together, found by compiled code as by plain code."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index
from leakscan.screening.chars import codes_of
from leakscan.screening.glance import BLOCK
from leakscan.screening.joining import Joins, joins
from leakscan.screening.merging import runs_around
from leakscan.screening.numbers import Lookup
from leakscan.screening.read import read_plainly
from leakscan.screening.text import Text

pytestmark = [
    pytest.mark.skipif(find_spec("numba") is None, reason="the extra is not installed"),
    pytest.mark.long,
    pytest.mark.timeout(300),
]
NAMES = ("Springfield Police Department", "R J Steel", "Siemens Energy")
PIECES = (
    *("Siemen$", "$iemens", "Siem@ns", "@@", "$", "!", "@", "!$@", "spring", "field", "Po", "lice", "R", "J", "r", "x"),
    *("a@b.com", "@host.example", ".", ".x", " ", "  ", "-", "_", "/", "\n", "7", "42", "\u200b", "\uff20", "é"),
    *("\ud800", "z" * 70),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    return compile_index([Watchlist("w", tuple(Entry(name, name) for name in NAMES))]).engine.lookup


def both(text: str, lookup: Lookup) -> tuple[Text, Joins, Joins]:
    """The words of a text and what plain and compiled code find among them."""
    import numpy as np

    from leakscan.screening.compiled.compiler import compiled
    from leakscan.screening.compiled.joining import find_joins, joins_of
    from leakscan.screening.hashing import BASE, powers

    words, exact = read_plainly(codes_of(text)), lookup.vocabulary.exact
    some, out = np.empty(len(words.words) + 1, np.int32), np.empty((4 * len(words.words) + 4, 3), np.int32)
    return words, joins(words, exact), joins_of(out[: compiled(find_joins)(words, exact, powers(64, BASE), some, out)])


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("")
@example("x" * BLOCK + "@")
@example("$a")
@example("spring field")
@example("R J")
def test_the_same_has_to_be_put_together(lookup: Lookup, text: str) -> None:
    _, plain, fast = both(text, lookup)
    assert [column.tolist() for column in fast] == [column.tolist() for column in plain]


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("@a@b@c@d@e")
@example("Siemen$ @ $iemens!! .x")
def test_signs_tie_the_same_words_together(lookup: Lookup, text: str) -> None:
    from leakscan.screening.compiled.runs import run_runs

    words, plain, _ = both(text, lookup)
    if len(plain.signs):
        assert run_runs(words, plain) == runs_around(words, plain.signs, plain.behind)


def test_what_is_put_together_is_there_at_all(lookup: Lookup) -> None:
    words, found, _ = both("spring field, R J, Siemen$ and $iem@ns", lookup)
    assert [len(column) for column in found] == [1, 1, 3, 3]
    assert len(runs_around(words, found.signs, found.behind)) == 2
