"""Strings of many lines are told from the last quote before each line that matters."""

from __future__ import annotations

import pytest

from leakscan.assessment.blocks._lining import page_of
from leakscan.assessment.blocks._pasted import pasted, plain

STRING = "Sellers of it:\nAlpha\nBeta\nGamma\nDelta\n"


def _strings(text: str, *names: str) -> list[str]:
    return [text[a:b] for a, b in pasted(page_of(text, [text.index(name) for name in names]))]


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("before", ["", "'No', 'Yes'\n", "it's late\n", 'a 12" disc\n', "> 'No'\n> 'Yes'\n"])
@pytest.mark.parametrize("talk", [0, 1, 30])
def test_a_string_that_opens_lines_before_what_matters(quote: str, before: str, talk: int) -> None:
    said = "and so on\n" * talk + STRING
    text = f"{before}(7, {quote}{said}{quote}),\n(8, {quote}again{quote})"
    assert _strings(text, "Alpha", "Beta", "Delta") == [said]


def test_one_quote_that_opens_nothing_does_not_hide_a_later_one() -> None:
    text = f"it's Omega\nof a town\n(7, '{STRING}'),\n(8, 'again')"
    assert _strings(text, "Omega", "Alpha", "Beta", "Gamma") == [STRING]
    assert _strings(text, "town", "Alpha", "Beta", "Gamma") == [STRING]


def test_quotes_that_are_closed_before_each_line_open_none() -> None:
    text = "('a', 'b'),\nAlpha\n('c', 'd'),\nBeta\nGamma\nDelta\n"
    assert not _strings(text, "Alpha", "Beta", "Gamma")


CURLED = "[{”name”: ”Alpha”, ”n”: 5}, {”name”: ”Beta’s”, ”n”: 7}]"


def test_quotes_that_were_references_are_quotes_in_a_string_at_the_same_places() -> None:
    read = plain(CURLED, '"', '"')
    assert read == CURLED.replace("”", '"')
    assert plain("’a’, ’b’, ’’, ’it”s’", '"', '"') == "'a', 'b', '', 'it”s'"


@pytest.mark.parametrize("said", ["“Alpha”, ”Beta”, ”Gamma”", "Alpha’s and Beta’s, since ’90", CURLED + ' "Delta"'])
def test_a_writers_own_quotes_stay(said: str) -> None:
    assert plain(said, "", "") == said
