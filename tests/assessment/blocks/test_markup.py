"""Raw tags pasted into a post are rows all the same; prose in paragraphs is none."""

from __future__ import annotations

import pytest

from leakscan.assessment import find_blocks
from tests.assessment.given import NAMES

ROWS = [(name, i * 3, "active") for i, name in enumerate(NAMES[:15])]
TABLE = "<table><tr><th>name</th><th>n</th><th>state</th></tr>" + "".join(
    f"<tr><td><b>{a}</b></td><td>{b}</td><td>{c}</td></tr>" for a, b, c in ROWS
)
TEXTS = {
    "table": TABLE + "</table>",
    "table that never closes": TABLE,
    "list": "<ul class='x'>"
    + "\n".join(f"<li><a href='/{i}'>{a}</a></li>" for i, (a, _, _) in enumerate(ROWS))
    + "</ul>",
    "options": "<select>" + "".join(f"<option value={i}>{a}" for i, (a, _, _) in enumerate(ROWS)) + "</select>",
    "breaks": "<br>" + "<br>\n".join(a for a, _, _ in ROWS) + "<br>end",
    "xml": "<orgs>" + "\n".join(f"<org><name>{a}</name><n>{b}</n></org>" for a, b, _ in ROWS) + "</orgs>",
    "cards": "<div class=grid>"
    + "".join(f"<div class=card><h3>{a}</h3><p>{b} {c}</p></div>" for a, b, c in ROWS)
    + "</div>",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("around", ["{}", "we got into their panel\n\n{}\n\nthanks"])
def test_every_row_is_found_with_its_name_in_a_cell(text: str, around: str) -> None:
    text = around.format(text)
    (block,) = [block for block in find_blocks(text) if block.kind == "markup"]
    names = [text[c.start : c.end] for row in block.rows for c in row.cells if text[c.start : c.end] in NAMES]
    assert names == [a for a, _, _ in ROWS]
    assert len(block.rows) <= len(ROWS) + 1


def test_heading_cells_are_the_header() -> None:
    (block,) = find_blocks(TEXTS["table"])
    assert block.header == ("name", "n", "state")
    assert len(block.rows) == len(ROWS)


def test_two_lists_are_two_blocks() -> None:
    menu = "<ul>" + "".join(f"<li>{word}</li>" for word in ("Home", "Blog", "Contact", "About")) + "</ul>"
    assert [len(block.rows) for block in find_blocks(menu + TEXTS["list"])] == [4, 15]


def test_paragraphs_of_prose_are_no_rows() -> None:
    prose = "It was a long meeting, and nobody could say what had been decided there. " * 2
    page = f"<div>{f'<p>{prose}</p>' * 9}</div>"
    assert not [block for block in find_blocks(page) if block.kind == "markup"]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text", ["<" * 50_000, "<a " * 30_000, "<tr><td>" * 20_000, "<li>" * 30_000, "<a b='" + "<" * 30_000]
)
def test_hostile_markup_is_bounded(text: str) -> None:
    assert all(0 <= block.start <= block.end <= len(text) for block in find_blocks(text))
