"""Ways that are quicker than the usual one lead to the same blocks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakscan.assessment.blocks import _cutting, json_siblings, sql_insert
from leakscan.assessment.blocks._page import page_of
from leakscan.block import Block

NEVER = re.compile(r"(?!)")
SQL = st.text(alphabet=st.sampled_from(list("ab1 N'(),;-\\\"\n")), max_size=80)
JSON = st.text(alphabet=st.sampled_from(list("ab1 \n\\\"\"'':=>,[]{}()")), max_size=120)


def _told(blocks: list[Block]) -> list[tuple[str, list[object], tuple[str, ...]]]:
    return [(block.kind, list(block.rows), block.header) for block in blocks]


@settings(max_examples=300, deadline=None)
@given(SQL)
def test_rows_of_sql_read_at_once_are_those_read_sign_by_sign(said: str) -> None:
    page = page_of(f"INSERT INTO t VALUES ('a', 1), (N'b', 2), {said}")  # noqa: S608  # a dump's
    at_once = _told(sql_insert.find(page))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sql_insert, "_ROW", NEVER)
        assert _told(sql_insert.find(page)) == at_once


@settings(max_examples=500, deadline=None)
@given(JSON)
def test_texts_without_a_string_in_brackets_have_no_json(said: str) -> None:
    text = f"{said}\n" + '"' * 6
    page = page_of(text)
    if not json_siblings._quoting(text, single=text.count("'") > max(5, text.count('"'))):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(json_siblings, "_quoting", lambda _, single: True)
            assert json_siblings.find(page) == []


@pytest.mark.parametrize(
    ("said", "number"),
    [("a,b", 1), ('"a,b"', 0), ('"a,b",c', 1), ('x "y, z', 0), ('"a""b",c,"d,e",', 3), ('a "b", "c" d, e', 2)],
)
def test_delimiters_between_quotes_count_for_nothing(said: str, number: int) -> None:
    assert _cutting.outside(said, ",") == number
