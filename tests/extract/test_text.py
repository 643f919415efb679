from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakscan.extract.charset import decode
from leakscan.extract.formats.binary import _REFUSED, _SKIPPED, _named, is_binary
from leakscan.extract.formats.text import _CONTROL_TEXT, _controls

ODD = st.characters(codec="utf-8") | st.sampled_from("\0\x01\x08\t\n\x1b\x7f\x80\x85\x9f\xa0\u0153\ufffd")


@given(st.text(ODD, max_size=40))
def test_control_characters_are_counted_alike_by_either_way(text: str) -> None:
    assert _controls(text) == len(_CONTROL_TEXT.findall(text))


@given(st.binary(max_size=80) | st.sampled_from([b"MZ\x90" + bytes(90), b"%PDF-1.7", b"\0\0\1\0", b"RIFF1234WAVEfmt"]))
def test_one_look_for_all_signatures_overlooks_none(head: bytes) -> None:
    assert is_binary(head) == (_named(head, _SKIPPED) is not None or _named(head, _REFUSED) is not None)


@pytest.mark.parametrize("content", [b"+2D0-", "half \ud83d".encode("utf-16", "surrogatepass"), b"caf\xc3\xa9"])
@pytest.mark.parametrize("declared", [None, "utf-7", "utf-16", "utf-8"])
def test_no_half_of_a_character_comes_out(content: bytes, declared: str | None) -> None:
    decode(content, declared).encode("utf-8")
