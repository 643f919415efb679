"""Words of a text: the fast columns agree with the slow word-by-word reading, and places are places."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leakscan.screening.chars import fold, fold_char
from leakscan.screening.forms import forms_of
from leakscan.screening.hashing import hashes_of
from leakscan.screening.literals import marks
from leakscan.screening.read import _looked_up, plain_words_of, read, words_of
from leakscan.screening.text import spelt

# Letters of many kinds, with what may stand between and inside words.
SIGNS = [*"absSZ9 .,-_'@\n\t&\"$!", "é", "ß", "Ⅷ", "\u200b", "\u0301", "т", "株", "式", "ア", "가", "𝐀", "\ud800", "İ"]
PARTS = st.sampled_from([*SIGNS, "foos", "bars.a"])
TEXTS = st.lists(PARTS, max_size=40).map("".join)


def words(text: str) -> tuple[str, ...]:
    found = read(text)
    return tuple(spelt(text, found, np.arange(len(found.words))))


def unmarked(text: str) -> str:
    """The text without the marks of its literals, which no name has."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    bare = {*marks(codes, _looked_up(codes)[0]).tolist()}
    return "".join(" " if at in bare else sign for at, sign in enumerate(text))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("b'a'")
@example("ab'a'")
@example("b'a's")
def test_columns_find_the_words_that_names_have(text: str) -> None:
    assert words(text) == words_of(unmarked(text))


def test_the_mark_of_a_literal_is_no_part_of_its_word() -> None:
    assert (words("b'a'"), words("ab'a'"), words("b'a's")) == (("a",), ("aba",), ("bas",))


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from([1, 300]))
def test_long_texts_are_folded_as_short_ones(text: str, times: int) -> None:
    assert fold((text + "é\0") * times) == "".join(map(fold_char, (text + "é\0") * times))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_plain_words_are_the_words_wherever_there_are_some(text: str) -> None:
    assert plain_words_of(text) in ((), words_of(text))


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("R J Steel", "rj steel"),
        ("Acme Inc. R J", "acme inc rj"),
        ("A & B Steel", "a b steel"),
        ("Steel R", "steel r"),
        ("José R J", "jose rj"),
    ],
)
def test_single_letters_beside_each_other_are_one_word(name: str, raw: str) -> None:
    assert " ".join(next(forms_of(name)).raw) == raw


@pytest.mark.parametrize("name", ["--", "…", "\u200b"])
def test_a_name_without_words_has_no_forms(name: str) -> None:
    assert list(forms_of(name)) == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_hashes_are_those_of_the_words(text: str) -> None:
    found = read(text)
    listed = spelt(text, found, np.arange(len(found.words)))
    assert found.hashes.tolist() == hashes_of(listed).tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P.D.", ("pd",)),
        ("U. S. Steel", ("us", "steel")),
        ("J.P. Morgan", ("jp", "morgan")),
        ("Sheriff’s", ("sheriffs",)),
        ("Plan B. New", ("plan", "b", "new")),
        ("トヨ car", ("ト", "ヨ", "car")),
        ("ＦＵＬＬ ｗｉｄｔｈ", ("full", "width")),
        ("Zürich STRASSE", ("zurich", "strasse")),
        ("METRO INVESTMENTSS.A.", ("metro", "investments", "sa")),
        ("SICIT GroupS.p.A", ("sicit", "group", "spa")),
        ("StamBeheerB.V., CRAFTd.o.o.", ("stambeheer", "bv", "craft", "doo")),
        ("users.a.com foos.a bars.a@x.de", ("users", "a", "com", "foos", "a", "bars", "a", "x", "de")),
        ("abcdS.r.l.x AbcdX.Y.", ("abcds", "rlx", "abcdx", "y")),
        ("", ()),
        ("...", ()),
    ],
)
def test_words(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == words_of(text) == expected
