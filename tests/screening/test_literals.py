"""The mark of a string literal is no part of the name within; an apostrophe of a name's own is."""

from __future__ import annotations

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index, screen
from leakscan.screening.read import read

MARKED = (
    "INSERT [dbo].[c] ([name], [n]) VALUES (N'{}', N'active', 4)",
    "INSERT INTO c VALUES (4,N'{}');",
    "INSERT INTO c VALUES (n'{}')",
    "N'{}', 4",
    "SELECT N'{}' UNION ALL",
    "x = N'{}'",
    "[u'Someone''s', u'{}', 4]",
    "{{u'name': u'{}', u'accounts': 4}}",
    "{{b'name': b'{}'}}",
    "COPY c VALUES (E'it\\'s', E'{}')",
    "12\tb'{}'\t4",
)
NAMES = ("ERG", "Acme", "Target Corporation", "Springfield Police Department", "Ünal Çelik", "2K Games")
UNMARKED = (
    "We met N'Djamena Holdings in town",
    "1,N'Djamena Holdings,'4'",
    "Lagos, N'Djamena Holdings, 'x'",
    "(B'nai B'rith International, 'x')",
    "the n'est-ce pas of\nN'Djamena",
    "O'Neill, D'Angelo, L'Oréal",
    "'n' 'u'",
    "ROCK_N'Roll'",
    "x'n'Roll'",
    "N'",
    "'",
    "",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("row", MARKED)
def test_a_name_in_a_marked_literal_is_met_as_in_a_plain_one(row: str, name: str) -> None:
    index = compile_index([Watchlist("w", (Entry(key="a", name=name),))])
    text = row.format(name)
    (match,), (plain,) = screen([text, f"('{name}', 4)"], index)
    assert (match.text, match.start, match.rule) == (name, text.index(name), "")
    assert match.score == plain.score


def bare(text: str) -> str:
    """The text with blanks for marks."""
    return "".join(
        letter if low != ord(" ") else " " for letter, low in zip(text, read(text).low.tolist(), strict=True)
    )


@pytest.mark.parametrize("text", UNMARKED)
def test_an_apostrophe_that_opens_no_literal_is_left(text: str) -> None:
    assert bare(text) == text


@pytest.mark.parametrize("name", ["N'Djamena Holdings", "B'nai B'rith International", "E'Town Brewing"])
def test_names_that_begin_like_a_mark_are_found(name: str) -> None:
    index = compile_index([Watchlist("w", (Entry(key="a", name=name),))])
    for text in (f"1,{name},'4'", f"They met {name} there", f"x, {name}, y"):
        assert [match.entry for match in screen([text], index)[0]] == ["a"], text


def test_a_quotation_mark_that_stands_twice_is_within_the_literal() -> None:
    assert bare("(N'Prince George''s County', N'x')") == "( 'Prince George''s County',  'x')"
    assert bare("(N'Prince George', N'x") == "( 'Prince George', N'x"
