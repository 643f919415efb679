"""The words around a list are the same on the quick way as on the slow one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from leakscan.assessment.tone import _ANY, _WORD, Tone, _words, tone_of

_PARTS = ("sell", "pm", "said", "porte-parole", "porte", "clients", "échantillon", "a", *"-é'_ \n.9", *"’“²٣\u00a0")


@settings(deadline=None, max_examples=500)
@given(st.lists(st.sampled_from(_PARTS), max_size=20))
def test_words_are_those_of_the_pattern(parts: list[str]) -> None:
    said = "".join(parts)
    assert _words(said) == _ANY & set(_WORD.findall(said))


def test_words_before_and_behind_count_once_each_and_those_within_do_not() -> None:
    text = "Selling: sample! SAMPLE of customers; le porte-parole\nACME said price\nsaid the spokesman"
    start, end = text.index("ACME"), text.index("\nsaid the")
    assert tone_of(text, start, end) == Tone(offer=2, report=3, topic=1)
