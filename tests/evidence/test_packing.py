from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakscan.errors import EvidenceError
from leakscan.evidence.packing import pack, train, unpack, unpacked
from leakscan.store import PackedText

POSTS = [
    f"Posted by user{n}: does anybody know the {n} of {n * 7} in the forum rules? Thank you, #{n}" for n in range(300)
]


@given(st.text())
def test_what_goes_in_comes_out(text: str) -> None:
    assert unpack(pack(text), len(text)) == text


def test_a_dictionary_makes_short_texts_smaller() -> None:
    dictionary = train(POSTS)
    assert dictionary is not None
    with_it, without = pack(POSTS[7], dictionary), pack(POSTS[7])
    assert len(with_it) < len(without) * 0.8
    assert unpack(with_it, len(POSTS[7]), dictionary) == POSTS[7]
    with pytest.raises(EvidenceError, match="damaged"):
        unpack(with_it, len(POSTS[7]))


@pytest.mark.parametrize("texts", [[], ["one"], [""] * 500, ["a"] * 63])
def test_too_little_to_train_on(texts: list[str]) -> None:
    assert train(texts) is None


def test_a_bomb_unpacks_to_what_was_promised_and_no_further() -> None:
    with pytest.raises(EvidenceError, match="damaged"):
        unpack(pack("a" * 50_000_000), 10)


@pytest.mark.parametrize("packed", [b"", b"\0" * 40, pack("a text of some length")[:-3]])
def test_damage_is_told(packed: bytes) -> None:
    with pytest.raises(EvidenceError, match="damaged"):
        unpack(packed, 21)


def test_a_text_whose_dictionary_is_lost_says_so() -> None:
    dictionary = train(POSTS)
    kept = PackedText(pack(POSTS[7], dictionary), len(POSTS[7]), 3)
    assert unpacked(kept, {3: dictionary or b""}) == POSTS[7]
    with pytest.raises(EvidenceError, match="lost dictionary 3"):
        unpacked(kept, {})
