"""Rows that hold a list themselves are read as texts of their own, and the others stay a table."""

from __future__ import annotations

import json

import pytest

from leakscan.assessment.blocks import blocks_of
from leakscan.assessment.blocks._crowded import crowds
from leakscan.assessment.blocks._lining import page_of
from leakscan.assessment.blocks._pasted import CROWD
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
