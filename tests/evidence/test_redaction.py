from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakscan.evidence import mask, mask_all, redact
from leakscan.evidence.redaction import fold


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Avon Police Department", "A••• P••• D•••"),
        ("A.B. C", "A•••.B•••. C•••"),
        ("jane.doe@acme.example", "j•••.d•••@a•••.e•••"),
        ("Öresund Å/S", "Ö••• Å•••/S•••"),
        ("华为技术有限公司", "华•••"),
        ("4711-08", "•••-•••"),
        ("snake_case", "s•••_c•••"),
        ("", ""),
    ],
)
def test_a_name_is_masked_to_its_initials(name: str, masked: str) -> None:
    assert mask(name) == masked


@given(st.text())
def test_a_mask_shows_no_two_letters_of_a_word_and_not_its_length(name: str) -> None:
    words = [word for word in mask(name).replace("_", " ").split("•••") if word]
    assert not any(a.isalnum() and b.isalnum() for word in words for a, b in pairwise(word))


@given(st.text())
def test_what_stands_around_keeps_nothing_but_punctuation(text: str) -> None:
    assert not any(char.isalnum() for char in mask_all(text))


def test_names_in_a_sentence_are_masked_in_any_case_and_longest_first() -> None:
    says = "the canary NORTHWIND Traders was planted; Northwind is not Northwinds"
    assert (
        redact(says, ["Northwind", "Northwind Traders"]) == "the canary N••• T••• was planted; N••• is not Northwinds"
    )


def test_without_names_a_sentence_stays() -> None:
    assert redact("212 of 220 rows", ["", " "]) == "212 of 220 rows"


def test_names_are_no_patterns() -> None:
    assert redact("a+b and aab", ["a+b"]) == "a•••+b••• and aab"


def test_folding_keeps_together_whatever_an_expression_takes_for_equal() -> None:
    """Names are looked for in folded text first: what that missed would never be masked."""
    letters = [chr(n) for n in range(0x110000) if chr(n).lower() != chr(n) or chr(n).upper() != chr(n)]
    together = "".join(letters)
    apart = [(a, b) for a in letters for b in re.findall(re.escape(a), together, re.IGNORECASE) if fold(a) != fold(b)]
    assert apart == []
