"""Ways that are quicker than the usual one lead to the same blocks."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakscan.assessment import affix, keyed, numbers
from leakscan.assessment.blocks import _cutting, _grid, _json_tree, _runs, _trimming, json_siblings, records, sql_insert
from leakscan.assessment.blocks._json_columns import json_columns
from leakscan.assessment.blocks._json_tree import Node, nodes_of
from leakscan.assessment.blocks._lining import page_of
from leakscan.assessment.blocks._page import ends_sentence
from leakscan.block import Block

NEVER = re.compile(r"(?!)")
SQL = st.text(alphabet=st.sampled_from(list("ab1 N'(),;-\\\"\n")), max_size=80)
JSON = st.text(alphabet=st.sampled_from(list("ab1 \n\\\"\"'':=>,[]{}()")), max_size=120)
SINGLY = re.compile(r'(?!)()()()|(\\.|"(?:[^"\\\n]++|\\.)*+"|(?!=>)[^\s{}\[\]:,"\\]++)|=>|[{}\[\]:,]')
SINGLY_EITHER = re.compile(
    r"""(?!)()()()|(\\.|"(?:[^"\\\n]++|\\.)*+"|'(?:[^'\\\n]++|\\.)*+'|[^\s{}\[\](),:"'\\=]++|=(?!>))|=>|[{}\[\](),:]"""
)
"""A string, a word or a sign at a time; what is no sign is in the group of a last word."""
KEYED = st.text(alphabet=st.sampled_from(list("aB1_ .#/()&-;=,|:\t\"'*•>+é")), min_size=1, max_size=20)
ENDS = st.lists(
    st.sampled_from(["a", "é", "B", "1", "inc", "co", "Corp", "x" * 59, " ", "\t", "\n", *".!?)_-"]), max_size=8
)
ENDING = re.compile(r"(?:^|\s)(?!(?:assn|bros|co|corp|dept|inc|intl|ltd|univ)\.)[^\W\d_A-Z]+\)?[.!?]\s*$")
LED = st.lists(st.sampled_from(["a", "b.", "$-", "é", "x" * 19, "y" * 12, *"\"' =>:(\n", "=>"]), max_size=9)
LEADING = re.compile(r"""[\w.$-]{1,40}["']?\s{0,3}(?:=>|[:=(])\s{0,3}["']\Z""")
FIGURES = st.text(alphabet=st.sampled_from(list("0129.,' -a")), max_size=20)


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


@pytest.mark.parametrize("single", [False, True])
@settings(max_examples=400, deadline=None)
@given(JSON)
def test_values_read_with_their_keys_are_those_read_one_by_one(single: bool, said: str) -> None:
    said = said if single else re.sub("[()]", "", said)
    at_once = list(map(_parts, nodes_of(said, single=single)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_json_tree, "_DOUBLE", SINGLY)
        patch.setattr(_json_tree, "_EITHER", SINGLY_EITHER)
        assert list(map(_parts, nodes_of(said, single=single))) == at_once


def _parts(node: Node) -> tuple[object, ...]:
    inner = [(key, (part.start, part.end) if isinstance(part, Node) else part) for key, part in node.parts]
    return node.opened, node.start, node.end, inner, node.nodes, len(node.scalars)


@settings(max_examples=300, deadline=None)
@given(JSON, st.integers(2, 4))
def test_what_lies_within_a_table_need_not_be_read(said: str, rows: int) -> None:
    row = '{"a": 1, "b": [["c", "d"], ["e", "f"]], "g": {"h": [1, 2, 3], "i": ["j", "k", "l"]}}'
    page = page_of(f'[{", ".join([row] * rows)}] {said} {{"m": [{row}, {row}], "n": ["o", "p", "q"]}}')
    nodes = nodes_of(page.text, single=page.text.count("'") > max(5, page.text.count('"')))
    columns = [(node, block) for node in nodes for block in json_columns(page, node)]
    within = {id(part) for node, _ in columns for _, part in node.nodes}
    blocks = [block for _, block in columns]
    blocks += [block for node in nodes if id(node) not in within for block in json_siblings._blocks(page.text, node)]
    assert _told(json_siblings.find(page)) == _told(list(json_siblings._outermost(blocks))) != []


@settings(max_examples=500, deadline=None)
@given(KEYED, KEYED)
def test_a_line_that_does_not_begin_as_a_key_has_none(before: str, behind: str) -> None:
    for said in (before, f"{before}: {behind}", f"Name{before}\t{behind}", f"{before}...{behind}"):
        if records._KEY.match(said.rstrip()):
            assert records._MAYBE.match(said) or "..." in said


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["Acme", "Acme: 1", "Widget:", "Blue = x", "Seats: 7", "", "---"]), max_size=24))
def test_keys_that_never_recur_make_no_records(lines: list[str]) -> None:
    page = page_of("\n".join(lines))
    signed = records._signed(page)
    pairs = {at: pair for at in signed if (pair := records._pair(page, at))}
    full = [block for run in records._runs(page, pairs) for block in records._blocks(page.text, run)] if pairs else []
    assert _told(records.find(page)) == _told(full)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(["a,b", "a,b,c", "Acme", "", "---", "-,-", " "]), max_size=24))
def test_runs_are_found_by_the_lines_that_hold_a_delimiter(lines: list[str]) -> None:
    page = page_of("\n".join(lines))
    counts = [said.count(",") for said in page.said]
    assert list(_runs._unbroken(page, counts)) == list(_runs._stretches(page, counts, 0))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(alphabet=st.sampled_from(list("ab \t'\"*,;[]/é\u00a0\u2003")), max_size=9), max_size=20))
def test_many_cells_are_trimmed_as_each_is(cells: list[str]) -> None:
    text = "\n".join(cells * 4)
    ends = np.cumsum([len(cell) + 1 for cell in cells * 4], dtype=np.int64) - 1
    starts = ends - np.array([len(cell) for cell in cells * 4], np.int64)
    singly = [_trimming.trimmed(text, a, b) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_trimming, "_FEW", 1)
        at_once = _trimming.all_trimmed(text, starts, ends)
    assert list(zip(*(edges.tolist() for edges in at_once), strict=True)) == singly


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["id: 12", "id: 7", "id 9", "12-b", "7-b", "a.b", "x"]), min_size=5, max_size=12))
def test_what_cells_share_is_told_by_its_shortest_beginning(cells: list[str]) -> None:
    at_once = affix.affix_of(cells)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(affix, "_shares", lambda _, beginning: True)
        assert affix.affix_of(cells) == at_once


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(alphabet=st.sampled_from(list("ab 12-\0")), max_size=6), min_size=5, max_size=12))
def test_the_longest_beginning_that_cells_share_is_met_step_by_step(cells: list[str]) -> None:
    middle = re.sub(r"\d+", "0", cells[len(cells) // 2])
    numberless = [re.sub(r"\d+", "0", cell) for cell in cells]
    ends = [end.end() for end in re.finditer(r"[^\w\s]\s*|\s+", middle)]
    shared = [middle[:end] for end in ends if affix._common(numberless, middle[:end])]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(affix, "_shares", lambda _, beginning: True)
        assert affix._shared(cells) == (shared[-1] if shared else "")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4), min_size=1, max_size=6))
def test_columns_of_rows_that_have_all_cells_are_those_looked_for(rows: list[list[int]]) -> None:
    places = iter(range(0, 1000, 3))
    made = _grid.keyed("x" * 100, [[(column, at := next(places), at + 2) for column in row] for row in rows])
    at_once = [[part.tolist() for part in made.column(number)] for number in range(made.width)]
    made.known.clear()
    made._even = False
    assert [[part.tolist() for part in made.column(number)] for number in range(made.width)] == at_once


@pytest.mark.parametrize(
    ("said", "number"),
    [("a,b", 1), ('"a,b"', 0), ('"a,b",c', 1), ('x "y, z', 0), ('"a""b",c,"d,e",', 3), ('a "b", "c" d, e', 2)],
)
def test_delimiters_between_quotes_count_for_nothing(said: str, number: int) -> None:
    assert _cutting.outside(said, ",") == number


@settings(max_examples=500, deadline=None)
@given(ENDS)
def test_a_last_word_ends_a_sentence_as_a_search_of_the_line_finds_it(parts: list[str]) -> None:
    said = "".join(parts)
    assert ends_sentence(said) == (said.rstrip()[-1:] in {".", "!", "?"} and ENDING.search(said[-60:]) is not None)


@settings(max_examples=500, deadline=None)
@given(LED)
def test_a_key_read_from_behind_is_the_one_that_leads_to_the_name(parts: list[str]) -> None:
    said = "name: '" + "".join(parts) + "'"
    behind, found = keyed._QUOTED.match(said[::-1]), LEADING.search(said)
    assert (behind and behind[0][::-1]) == (found and found[0])


@settings(max_examples=500, deadline=None)
@given(FIGURES)
def test_numbers_in_ascii_are_those_of_any_text(said: str) -> None:
    assert numbers.any_numbers(said) == numbers.any_numbers(f"{said}é")
