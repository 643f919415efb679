from __future__ import annotations

import time
from dataclasses import replace

import pytest

from leakscan.assessment import assess, find_blocks
from leakscan.block import POST
from leakscan.excerpt import WIDTH, ExcerptRow, Piece, excerpt, excerpt_of
from leakscan.extract import extract
from leakscan.model import Document, Match, MatchKind, Severity, Sighting
from tests.assessment import given
from tests.assessment.dumps import DUMPS

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


def test_the_sign_of_a_post_is_no_line_and_is_not_shown() -> None:
    text = f"A thread\n{POST}Avon PD said no.\n{POST}And so did Akron PD.\n{POST}"
    found = excerpt(text, matches(text, ["Avon PD", "Akron PD"]), ())
    assert [(row.number, shown(row)) for row in found.rows] == [
        (2, "[Avon PD] said no."),
        (3, "And so did [Akron PD]."),
    ]


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


def long_list(rows: int, before: str = "", every: int = 1) -> tuple[str, list[Match]]:
    """A table too long to be cut into blocks as a whole, its matches as an assessment numbers them."""
    text = before + "id,name,accounts\n" + "".join(f"{n},Northwind Branch {n:06},{n * 3}\n" for n in range(rows))
    found, at = [], 0
    for n in range(0, rows, every):
        name = f"Northwind Branch {n:06}"
        at = text.index(name, at)
        found.append(Match("acme", f"c{n}", MatchKind.NAME, name, at, at + len(name), 1.0, row=n + 1))
    return text, found


def test_of_a_long_document_a_stretch_is_shown_as_it_would_be_of_the_whole() -> None:
    text, found = long_list(6_000, before="Some prose that names nobody.\n" * 3_000)
    whole = excerpt(text, found, find_blocks(text), rows=5)
    part = excerpt_of(text, found, rows=5)
    assert (part.kind, [shown(row) for row in part.rows]) == (whole.kind, [shown(row) for row in whole.rows])
    assert [row.number for row in part.rows] == [row.number for row in whole.rows]
    assert part.left_out is None


def test_the_stretch_is_where_most_matches_are_and_its_rows_keep_their_numbers() -> None:
    text, found = long_list(6_000)
    dense = [match for match in found if match.row and (match.row > 5_000 or match.row % 1_000 == 1)]
    rows = excerpt_of(text, dense, rows=4).rows
    assert [row.number for row in rows] == [5001, 5002, 5003, 5004]
    assert shown(rows[0]) == "5000,[Northwind Branch 005000],15000"


def test_lines_of_a_long_document_keep_their_numbers() -> None:
    text = "Nothing to see here, and no list.\n" * 4_000 + "\nThen Avon PD said no.\n\n" + "More prose.\n" * 4_000
    (row,) = excerpt_of(text, matches(text, ["Avon PD"])).rows
    assert (row.number, shown(row)) == (4_002, "Then [Avon PD] said no.")
    assert text.splitlines()[row.number - 1] == "Then Avon PD said no."


@pytest.mark.parametrize("at", [0, 500_000, 999_000])
def test_one_endless_line_is_cut_around_its_match(at: int) -> None:
    text = "x " * (at // 2) + "Avon PD" + " y" * ((1_000_000 - at) // 2)
    (row,) = excerpt_of(text, matches(text, ["Avon PD"])).rows
    assert "[Avon PD]" in shown(row)


def test_a_long_document_with_many_matches_takes_no_time_to_speak_of() -> None:
    text, found = long_list(60_000)
    started = time.process_time()
    assert len(excerpt_of(text, found).rows) == 20
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("name", "talk"), [*((name, 1) for name in DUMPS), ("mysql", 400), ("copy", 400), ("json lines", 400)]
)
def test_of_a_dump_the_list_that_was_judged_is_shown(name: str, talk: int) -> None:
    """An article in the same dump names more clients, in a list of its own, and the dump's rows hold all of them."""
    names, clients, (path, dump) = given.NAMES[:15], given.watchlist(), DUMPS[name]
    article = 9 * given.REPORT + "\n\nAmong them are:\n\n" + "\n".join(names[:9]) + "\n\n" + 9 * given.REPORT
    post = "a sample:\n\n" + "\n".join(f"* {name}" for name in names[9:]) + "\n\nbye"
    posts = [article, *(f"hello\nnumber {n}\nand\nso\non" for n in range(3 * talk)), post, article]
    text = extract(Document(dump(posts).encode(), Sighting(path=path))).text
    found = given.matches_of(text, clients)
    judged = assess(found, find_blocks(text, found), clients, text)
    assert judged.severity is Severity.HIGH
    rows = excerpt_of(text, judged.matches).rows
    assert [piece.text for row in rows for piece in row.pieces if piece.entry] == [*names[9:]]
