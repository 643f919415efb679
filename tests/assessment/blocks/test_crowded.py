"""Rows that hold a list themselves are read as texts of their own, and the others stay a table."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from leakscan.assessment.blocks import blocks_of
from leakscan.assessment.blocks._crowded import crowds
from leakscan.assessment.blocks._lining import page_of
from leakscan.assessment.blocks._pasted import CROWD
from leakscan.block import Block, Row, Span
from tests.assessment.given import NAMES

LISTED = NAMES[:8]


def _places(text: str) -> list[int]:
    return sorted(text.index(name) for name in LISTED)


def _found(text: str) -> list[tuple[str, int]]:
    return [(block.kind, len(block.rows)) for block in blocks_of(text, _places(text))]


def _log(*bodies: object) -> str:
    return "\n".join(json.dumps({"id": n, "at": "12:00", "body": body}) for n, body in enumerate(bodies))


def test_a_list_in_one_answer_of_a_log_is_found_beside_the_others() -> None:
    answer = {"ok": True, "items": [{"name": name, "seats": 7} for name in LISTED]}
    assert _found(_log("hello", {"ok": False}, answer, "bye")) == [("json", 3), ("json", len(LISTED))]


def test_a_list_in_one_string_of_a_line_is_found() -> None:
    text = _log("hello", "one of many", f"take these: {json.dumps(LISTED)}, more soon", "bye")
    assert ("json-strings", len(LISTED)) in _found(text)


@pytest.mark.parametrize("number", [CROWD - 1, CROWD])
def test_a_crowd_in_one_cell_is_none_below_five(number: int) -> None:
    text = "\n".join(["a,b,c", "1,x,y", f"2,{' '.join(LISTED[:number])},z", "3,x,y"])
    (block,) = blocks_of(text)
    crowded = crowds(page_of(text, sorted(text.index(name) for name in LISTED[:number])), block)
    assert [text[start:end] for start, end in crowded.values()] == [" ".join(LISTED[:number])] * (number == CROWD)


def test_a_row_that_names_its_client_often_stays_a_row() -> None:
    rows = [(name, name.lower(), f"{name} Ltd", f"the {name}", f"{name}!", "7") for name in LISTED]
    text = "\n".join(",".join(row) for row in rows)
    places = [at for name in LISTED for at in range(len(text)) if text.lower().startswith(name.lower(), at)]
    assert len(places) >= CROWD * len(LISTED)
    assert [(block.kind, len(block.rows)) for block in blocks_of(text, places)] == [("delimited", len(LISTED))]


def test_a_list_in_a_string_is_not_joined_with_lines_behind_it() -> None:
    said = "\n".join(LISTED)
    text = f'id,body\n1,"some\n\n{said}"\n2,"why\nnot\nso"\n3,x\n'
    assert ("lines", len(LISTED)) in _found(text)


def test_lists_within_each_other_are_looked_into_a_few_times() -> None:
    said = json.dumps([{"name": name, "seats": 7} for name in LISTED])
    assert _found(_log("x", "y", said)) == [("json", len(LISTED))]
    deep = "[" * 3000 + said + "]" * 3000
    assert sum(number for _, number in _found(_log("x", deep, "z"))) >= len(LISTED)


@pytest.mark.parametrize("parted", ["\n", ", "])
def test_what_is_read_as_a_string_is_not_read_again_as_a_cell(parted: str) -> None:
    posts = ["hello", parted.join(LISTED), f"{LISTED[0]}, no?", "bye"]
    text = "\n".join(f"INSERT INTO posts VALUES ({n},7,'{post}');" for n, post in enumerate(posts))  # noqa: S608
    blocks = blocks_of(text, [*_places(text), text.rindex(LISTED[0])])
    assert ("sql", len(posts) - 1) in [(block.kind, len(block.rows)) for block in blocks]
    rows = sorted((row.start, row.end) for block in blocks for row in block.rows)
    assert all(end <= start for (_, end), (start, _) in pairwise(rows))


def test_places_are_within_blocks_if_each_stands_in_a_row_of_any() -> None:
    text = "\n".join(f"{name},{n}" for n, name in enumerate(LISTED))
    rows = [tuple(Row(at, at + 5, (Span(at, at + 5),)) for at in starts) for starts in ((10, 40), (0, 20))]
    blocks = [Block("lines", row) for row in rows]
    assert page_of(text, [0, 4, 12, 22, 44]).within(blocks)
    for place in (5, 9, 15, 25, 39, 45):
        assert not page_of(text, sorted([0, 12, place])).within(blocks)
    assert not page_of(text, [1]).within([])
    assert not page_of(text).within(blocks)
