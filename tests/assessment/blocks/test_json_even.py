"""JSON that is even is read at once, to the same blocks as sign by sign."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakscan.assessment.blocks import (
    json_flat,
    json_siblings,
)
from leakscan.assessment.blocks._json_even import even_json
from leakscan.assessment.blocks._lining import page_of
from leakscan.assessment.blocks._page import Page
from leakscan.block import Block
from tests.assessment.blocks.telling import told


def _sign_by_sign(page: Page) -> list[Block]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_siblings, "even_json", lambda _: [])
        return json_siblings.find(page)


EVEN = st.text(alphabet=st.sampled_from(list("ab1 \n\\\"':,[]{}")), max_size=12)
ROWS = ['{"a": "b", "c": 1}', '{"a": "d, e", "c": null}', '{"a":"\\u00e1\'s" , "c" : -2.5}', '{"c": 1, "a": "b"}']


@settings(max_examples=600, deadline=None)
@given(
    st.lists(st.sampled_from(ROWS), min_size=2, max_size=6),
    st.sampled_from([", ", "\n", ",\n "]),
    EVEN,
    EVEN,
    st.booleans(),
)
def test_objects_that_are_alike_are_read_at_once_as_sign_by_sign(
    rows: list[str], between: str, before: str, behind: str, array: bool
) -> None:
    said = between.join(rows)
    page = page_of(f"{before}[{said}]{behind}" if array else f"{before}{said}{behind}")
    if found := even_json(page):
        assert told(found) == told(_sign_by_sign(page))


@settings(max_examples=600, deadline=None)
@given(st.lists(EVEN, min_size=2, max_size=6), st.sampled_from([", ", ",", ",\n"]), EVEN, EVEN)
def test_strings_of_an_array_are_read_at_once_as_sign_by_sign(
    strings: list[str], between: str, before: str, behind: str
) -> None:
    page = page_of(f'{before}["{f"""{chr(34)}{between}{chr(34)}""".join(strings)}"]{behind}')
    if found := even_json(page):
        assert told(found) == told(_sign_by_sign(page))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('[{"a": "b", "c": 1}, {"a": "d", "c": 2}]', True),
        ('a list:\n\n[{"a": "b", "c": 1}, {"a": "d", "c": 2}]\n\nand more', True),
        ('{"a": 1, "c": "x"}\n{"a": 2, "c": "y"}', True),
        ('["a", "b", "c"]', True),
        ('{"a": 1, "c": "x"}\n{"a": 2, "d": "y"}', False),
        ('{"a": 1, "c": "x"}\n{"a": 2, "c": 3}', False),
        ('{"a": "x\n", "c": "x"}\n{"a": "y", "c": "z"}', False),
        ('list: {"a": "b", "c": 1}, {"a": "d", "c": 2}', False),
        ('[{"a": "b", "c": 1}, {"a": "d", "c": 2}', False),
        ('{"k": [{"a": "b", "c": 1}, {"a": "d", "c": 2}]}', True),
        ('see\n{"ok": true, "k": {"n": 2, "l": [{"a": "b", "c": 1}, {"a": "d", "c": 2}]}}\nbye', True),
        ('{"k": [{"a": "b", "c": 1}, {"a": "d", "c": 2}]', False),
        ('{"k": [{"a": "b", "c": 1}, {"a": "d", "c": 2}], "x": "y"}', False),
        ('{"i": 1, "j": 2, "l": 3, "k": [{"a": "b", "c": 1}, {"a": "d", "c": 2}]}', False),
        (
            '[{"i": 1, "o": {"a": "b", "s": 2}, "r": ["x", "y"]}, {"i": 2, "o": {"a": "c", "s": 3}, "r": ["z", "y"]}]',
            True,
        ),
        ('[{"i": 1, "o": {"a": "b", "s": 2}, "r": ["x", "y"]}, {"i": 2, "o": {"a": "c", "s": 3}, "r": ["z"]}]', False),
        ('[{"a": ["x", "y", "z"], "b": ["1", "2", "3"]}, {"a": ["u", "v", "w"], "b": ["4", "5", "6"]}]', False),
        ('[{"a": "b", "a": 1}, {"a": "d", "a": 2}]', False),
        ('["a", "b", "c"] and {"d": "e"}', False),
        ('say "[{"a": "b", "c": 1}, {"a": "d", "c": 2}]', False),
    ],
)
def test_json_is_read_at_once_only_where_it_is_even(text: str, read: bool) -> None:
    found = even_json(page_of(text))
    assert bool(found) is read
    assert not read or told(found) == told(_sign_by_sign(page_of(text)))


def test_json_on_which_nothing_stands_that_matters_is_not_read_at_once() -> None:
    text = 'here\n\n[{"a": "b", "c": 1}, {"a": "d", "c": 2}]'
    assert even_json(page_of(text, [0])) == _sign_by_sign(page_of(text, [0])) == []
    assert even_json(page_of(text, [len(text) - 9]))


def test_long_even_json_is_a_block_of_its_own_where_it_is_most_of_the_text() -> None:
    said = "\n".join(f'{{"name": "client {number}", "seats": {number}}}' for number in range(250))
    assert [len(block.rows) for block in json_flat.find(page_of(said))] == [250]
    assert not json_flat.find(page_of(said + "\nand so on" * 2000))
    assert [len(block.rows) for block in json_siblings.find(page_of(said + "\nand so on" * 2000))] == [250]


@pytest.mark.parametrize("between", [", ", "\n", ',\n"k": '])
@pytest.mark.parametrize(
    "odd", ["", '{"name": "odd"}', '{"seats": 1, "name": "odd"}', '"k": {"name": "odd", "seats": 1}']
)
def test_long_even_json_is_cut_at_once_as_object_by_object(between: str, odd: str) -> None:
    rows = [f'{{"name": "client {number}", "seats": {number}}}' for number in range(240)]
    page = page_of(f'{{"k": {between.join([*rows, *([odd] if odd else [])])}}}')
    at_once = told(json_flat.find(page))
    assert at_once
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_flat, "_evenly", lambda *_: [])
        assert told(json_flat.find(page)) == at_once
