"""Broken and hostile text costs linear time and raises nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakscan.assessment import find_blocks
from leakscan.model import Match, MatchKind

HOSTILE = {
    "open brackets": "[" * 50_000,
    "open braces with keys": '{"a":' * 20_000,
    "objects that hold no array": '{"a":' * 20_000 + ' x[{"name": "Aa", "n": 1}, {"name": "Bb", "n": 2}]',
    "objects that hold one": '{"a": 1, "b":' * 10_000 + '[{"name": "Aa", "n": 1}, {"name": "Bb", "n": 2}]',
    "open quotes": '{"a' + '\\"' * 40_000,
    "sql that never closes": "INSERT INTO t VALUES ('" + "\\'" * 40_000,
    "sql with doubled quotes": "INSERT INTO t VALUES ('" + "''" * 40_000 + "x",
    "sql with open tuples": "INSERT INTO t VALUES " + "(" * 50_000,
    "many inserts": "INSERT INTO t VALUES ('" * 5_000,
    "quotation marks": ">" * 50_000,
    "dots": "a" + "." * 50_000,
    "blanks": "x" + " " * 50_000 + "\n" + "x" + " " * 50_000 + "y",
    "commas": "," * 50_000,
    "comma lines": ",\n" * 20_000,
    "full stops": ". A" * 20_000,
    "pipes": "|" * 50_000 + "\n" + "|" * 50_000,
    "rules": "-+-" * 20_000,
    "one long line of names": "Aa Bb, " * 10_000,
    "carriage returns": "\r" * 50_000,
    "controls": "\x00\x0b\x0c\x1c\u2028\u2029\ufeff" * 5_000,
    "strings of many lines": "('\n\n\n\n\n', \"\n\n\n\n\n\")" * 4_000,
    "strings in strings": "('\n\n\n\n,\"" * 4_000 + "\",\n\n\n\n')" * 4_000,
    "doubled quotes of many lines": "('\n" + "''\n" * 40_000,
    "rows of copy that go on": "COPY t (a, b) FROM stdin;\n1\tx\n" + "y\n\n" * 20_000,
    "unclosed quotes": "x, 'y, \"" * 20_000,
    "openings before a list": ', "x\n' * 20_000 + "\n".join(f"Aa{n},{n}" for n in range(2_000)),
    "lists within openings": (", \"x, '" * 300 + "\n\nAa\nBb\nCc\nDd\n\n") * 60,
    "nested brackets and strings": '[[{"a": ["b", ' * 8_000,
    "one string of many lines": "('" + "Aa, Bb\n" * 50_000 + "')",
    "csv of doubled quotes": 'a,b\n1,"' + '""Aa""\n""x"",' * 25_000 + '"\n',
    "escapes in escapes": '{"a": "' + ("\\" * 15 + '"') * 5_000 + '"}',
    "copy without end": "COPY t (a, b) FROM stdin;\n" * 2_000,
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_bounded(text: str) -> None:
    for block in find_blocks(text):
        assert 0 <= block.start <= block.end <= len(text)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_bounded_where_much_of_it_matters(text: str) -> None:
    matches = [
        Match("acme", text[at : at + 3], MatchKind.NAME, "Aa", at, at + 3, 1.0) for at in range(0, len(text) - 3, 23)
    ]
    for block in find_blocks(text, matches):
        assert 0 <= block.start <= block.end <= len(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab1 \t\n\r,;|:-\"'\\[]{}()<>.*•=&")), max_size=200))
def test_any_text_gives_blocks_within_it(text: str) -> None:
    for block in find_blocks(text):
        assert block.rows
        for row in block.rows:
            assert 0 <= row.start <= row.end <= len(text)
            assert row.cells
            assert all(0 <= cell.start <= cell.end <= len(text) for cell in row.cells)
