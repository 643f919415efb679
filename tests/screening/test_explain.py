"""The sentences of edits: which garbled word stands for which spelling, with what else was met around them."""

from __future__ import annotations

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index, screen
from leakscan.screening.index import Index

NAMES = ("Toronto Police Service", "Springfield Police Department", "Wohnungsbaugesellschaft Regenbogen GmbH")


@pytest.fixture(scope="module")
def index() -> Index:
    return compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Tornto Police Service", "1 edit: tornto → toronto"),
        ("Springfeild Police Departmnt", "2 edits: springfeild → springfield, departmnt → department"),
        (
            "Wohnungsbaugeselschaft Regenbögn",
            "2 edits: wohnungsbaugeselschaft → wohnungsbaugesellschaft, regenbogn → regenbogen; without “gmbh”",
        ),
    ],
)
def test_edits_are_told_word_by_word(text: str, rule: str, index: Index) -> None:
    ((match,),) = screen([text], index)
    assert match.rule == rule


def test_many_at_once_are_told_as_each_alone(index: Index) -> None:
    texts = ["Tornto Police Service", "Springfeild Police Departmnt", "Toronto Police Service", "Regenbögn"] * 3
    each = [match.rule for text in texts for match in screen([text], index)[0]]
    assert [match.rule for match in screen(["\n".join(texts)], index)[0]] == each
