"""What is even is cut at once, and what can be no list is told sooner: with the same blocks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakscan.assessment.blocks import (
    _cutting,
    json_flat,
    json_siblings,
    lines,
    periodic,
    records,
    sentence,
    sql_copy,
    sql_insert,
)
from leakscan.assessment.blocks._json_even import even_json
from leakscan.assessment.blocks._lining import page_of
from leakscan.assessment.blocks._page import Page
from leakscan.block import Block


def _told(blocks: list[Block]) -> list[tuple[str, list[object], tuple[str, ...]]]:
    return [(block.kind, list(block.rows), block.header) for block in blocks]


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
        assert _told(found) == _told(_sign_by_sign(page))


@settings(max_examples=600, deadline=None)
@given(st.lists(EVEN, min_size=2, max_size=6), st.sampled_from([", ", ",", ",\n"]), EVEN, EVEN)
def test_strings_of_an_array_are_read_at_once_as_sign_by_sign(
    strings: list[str], between: str, before: str, behind: str
) -> None:
    page = page_of(f'{before}["{f"""{chr(34)}{between}{chr(34)}""".join(strings)}"]{behind}')
    if found := even_json(page):
        assert _told(found) == _told(_sign_by_sign(page))


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
    assert not read or _told(found) == _told(_sign_by_sign(page_of(text)))


def test_json_on_which_nothing_stands_that_matters_is_not_read_at_once() -> None:
    text = 'here\n\n[{"a": "b", "c": 1}, {"a": "d", "c": 2}]'
    assert even_json(page_of(text, [0])) == _sign_by_sign(page_of(text, [0])) == []
    assert even_json(page_of(text, [len(text) - 9]))


@pytest.mark.parametrize("sign", ["\t", "||", " - ", "::", ","])
def test_how_often_a_sign_stands_is_told_as_by_counting(sign: str) -> None:
    for text in ("", "a", "a - b | c: d", sign, f"a{sign}b", f"a{sign}b{sign}c{sign}", "| | : : - -", "||::--"):
        for least in (1, 2, 3):
            assert _cutting.often(text, sign, least) == (text.count(sign) >= least)


@pytest.mark.parametrize("word", ["values", "VALUES", "vAlUeS"])
def test_statements_are_found_in_any_case(word: str) -> None:
    text = f"é INSERT INTO t {word} ('Acme', 1), ('Bolt', 2)"
    assert [len(block.rows) for block in sql_insert.find(page_of(text))] == [2]
    assert not sql_insert.find(page_of(text.replace(word, "ſalues")))


def test_long_even_json_is_a_block_of_its_own_where_it_is_most_of_the_text() -> None:
    said = "\n".join(f'{{"name": "client {number}", "seats": {number}}}' for number in range(250))
    assert [len(block.rows) for block in json_flat.find(page_of(said))] == [250]
    assert not json_flat.find(page_of(said + "\nand so on" * 2000))
    assert [len(block.rows) for block in json_siblings.find(page_of(said + "\nand so on" * 2000))] == [250]


def _sentence_items(said: str) -> list[tuple[int, int]]:
    return sentence._items(said, 0, len(said))


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("aB ,;/|()[]•·")), max_size=80))
def test_sentences_without_brackets_or_items_are_told_at_once(said: str) -> None:
    items = _sentence_items(said)
    found = _told(sentence._block(said, items))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentence, "_bracketed", lambda _: True)
        assert _sentence_items(said) == items
        assert _told(sentence._block(said, items)) == found


@pytest.mark.parametrize(
    ("items", "rows"),
    [("A, B, C, D", 0), ("Acme (1), Bolt (2), Cole (3)", 3), ("Acme (1), Bolt (2)", 0), ("A, B, C, D, E", 5)],
)
def test_few_items_are_a_list_only_with_something_in_brackets(items: str, rows: int) -> None:
    found = sentence._block(items, _sentence_items(items))
    assert [len(block.rows) for block in found] == ([rows] if rows else [])


@given(st.lists(st.sampled_from(periodic._KINDS), min_size=3, max_size=40))
def test_no_period_is_looked_for_where_none_can_stand_out(kinds: list[str]) -> None:
    agree = periodic._agreeing(kinds, partly=True)
    shares = [agree(apart) for apart in range(1, min(periodic._LONGEST, len(kinds) // 3) + 1)]
    found = [
        apart
        for apart, share in enumerate(shares[1:], 2)
        if share >= periodic._EVEN and share >= max(shares[: apart - 1]) + periodic._GAIN
    ]
    expected = found[0] if found and len({*kinds} - {""}) > 1 else 0
    if {"", "again"} & {*kinds} or not expected:
        assert periodic._period(kinds) == expected


def test_a_list_of_few_lines_is_found_and_fewer_are_none() -> None:
    long = "so long a line that it can be no item of any list " * 3
    assert [len(block.rows) for block in lines.find(page_of(f"{long}\n\nAcme\nBolt\nCole\n\n{long}"))] == [3]
    assert page_of(f"{long}\n\nAcme\nBolt\n\n{long}").listed == 2
    assert not lines.find(page_of(f"{long}\n\nAcme\nBolt\n\n{long}"))


@pytest.mark.parametrize("fence", ["", "no key here\n", "(title)\n"])
@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Name: A b", "Name:  C", "Seats: 5", "Seats: ", "Plan = x", "\n", "=: 1", "D 5"]), max_size=24
    )
)
def test_records_read_at_once_are_those_read_line_by_line(fence: str, rows: list[str]) -> None:
    page = page_of(fence + "Name: Acme\nSeats: 1\n" * 3 + "\n".join(rows))
    at_once = _told(records.find(page))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "_COLON", "\0")
        patch.setattr(records, "_even", lambda *_: None)
        assert _told(records.find(page)) == at_once


def test_rows_of_copy_are_cut_at_tabs_alone() -> None:
    page = page_of('COPY t (a, b) FROM STDIN;\n"Acme\t1\nBolt"\t2\nCole\n\\.\n')
    (block,) = sql_copy.find(page)
    assert [[page.text[a:b] for a, b in row.cells] for row in block.rows] == [
        ["Acme", "1"],
        ["Bolt", "2"],
        ["Cole", ""],
    ]


@pytest.mark.parametrize("between", [", ", "\n", ',\n"k": '])
@pytest.mark.parametrize(
    "odd", ["", '{"name": "odd"}', '{"seats": 1, "name": "odd"}', '"k": {"name": "odd", "seats": 1}']
)
def test_long_even_json_is_cut_at_once_as_object_by_object(between: str, odd: str) -> None:
    rows = [f'{{"name": "client {number}", "seats": {number}}}' for number in range(240)]
    page = page_of(f'{{"k": {between.join([*rows, *([odd] if odd else [])])}}}')
    at_once = _told(json_flat.find(page))
    assert at_once
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_flat, "_evenly", lambda *_: [])
        assert _told(json_flat.find(page)) == at_once
