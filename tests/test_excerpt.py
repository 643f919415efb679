from __future__ import annotations

from dataclasses import replace

import pytest

from leakscan.assessment import find_blocks
from leakscan.excerpt import WIDTH, ExcerptRow, Piece, excerpt
from leakscan.model import Match, MatchKind

NAMES = [f"Northwind Branch {n:02}" for n in range(12)]
LIST = "We found this file:\n\nname,accounts\n" + "".join(f"{name},{n}\n" for n, name in enumerate(NAMES)) + "Other,7\n"


def matches(text: str, names: list[str]) -> list[Match]:
    return [
        Match("acme", f"c{name}", MatchKind.NAME, name, text.index(name), text.index(name) + len(name), 1.0)
        for name in names
    ]


def shown(row: ExcerptRow) -> str:
    return "".join(f"[{p.text}]" if p.entry else p.text for p in row.pieces)


def test_the_rows_of_a_list_with_its_matches_apart() -> None:
    found = excerpt(LIST, matches(LIST, NAMES), find_blocks(LIST), rows=3)
    assert [shown(row) for row in found.rows] == [f"[{name}],{n}" for n, name in enumerate(NAMES[:3])]
    assert [row.number for row in found.rows] == [1, 2, 3]
    assert found.rows[0].pieces == (Piece(NAMES[0], f"c{NAMES[0]}"), Piece(",0"))
    assert found.left_out == len(NAMES) + 1 - 3


def test_rows_between_matches_are_shown_as_well() -> None:
    found = excerpt(LIST, matches(LIST, [NAMES[4], NAMES[6]]), find_blocks(LIST), rows=3)
    assert [shown(row) for row in found.rows] == [f"[{NAMES[4]}],4", f"{NAMES[5]},5", f"[{NAMES[6]}],6"]
    assert found.rows[0].number == 5


def test_without_a_block_lines_with_matches_are_shown() -> None:
    text = "First line.\r\nThen Avon PD said no.\n\nAnd so did Akron PD.\n"
    found = excerpt(text, matches(text, ["Avon PD", "Akron PD"]), ())
    assert [(row.number, shown(row)) for row in found.rows] == [
        (2, "Then [Avon PD] said no."),
        (4, "And so did [Akron PD]."),
    ]
    assert (found.kind, found.left_out) == ("lines", 0)
    assert excerpt(text, matches(text, ["Avon PD", "Akron PD"]), (), rows=1).left_out == 1


def test_overlapping_matches_become_one_piece() -> None:
    text = "Avon Police Department"
    longer, shorter = matches(text, ["Avon Police Department", "Avon Police"])
    assert shown(excerpt(text, [shorter, longer, replace(longer, entry="x")], ()).rows[0]) == f"[{text}]"


@pytest.mark.parametrize("at", [0, 50, 5000, 99_000])
def test_a_long_row_is_cut_around_its_first_match(at: int) -> None:
    text = ("x " * at) + "Avon PD" + " y" * 1000
    (row,) = excerpt(text, matches(text, ["Avon PD"]), ()).rows
    assert "[Avon PD]" in shown(row)
    assert sum(len(piece.text) for piece in row.pieces) <= WIDTH
    assert row.cut


def test_matches_outside_the_list_are_counted() -> None:
    text = LIST + "\n\n\nAs was said above, Avon PD denies it.\n"
    found = excerpt(text, matches(text, [*NAMES, "Avon PD"]), find_blocks(text))
    assert (found.kind != "lines", found.elsewhere) == (True, 1)


def test_no_matches_no_rows() -> None:
    assert excerpt(LIST, [], find_blocks(LIST)).rows == ()
    assert excerpt("", [], ()).rows == ()
