"""The letters of words: which they are tells that two words can't be near."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from leakscan.screening.letters import letters_of

WORDS = st.lists(st.text(alphabet=st.sampled_from(list("abcdöя株")), max_size=8), min_size=2, max_size=2)


@given(WORDS)
def test_an_edit_takes_one_letter_at_most_and_gives_one(words: list[str]) -> None:
    first, second = letters_of(words).which()
    assert np.bitwise_count(first ^ second) <= 2 * OSA.distance(*words)


def test_the_letters_of_each_word_are_its_own() -> None:
    some = letters_of(["ab", "", "ba", "aab", "b"]).which().tolist()
    assert some[0] == some[2] == some[3] == 0b110
    assert (some[1], some[4]) == (0, 0b100)
