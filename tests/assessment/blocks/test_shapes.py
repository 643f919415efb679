"""Every rendering of one list gives one block with its rows, names in one column, heading apart."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from leakscan.assessment import find_blocks
from leakscan.assessment.blocks import shapes
from tests.assessment.given import NAMES

ROWS = [(name, 5 + i * 3, i * i * 17 % 5000) for i, name in enumerate(NAMES[:20])]
HEAD = ("customer", "accounts", "searches")


def _delimited(sign: str) -> str:
    return "\n".join(sign.join(map(str, row)) for row in [HEAD, *ROWS])


def _markdown() -> str:
    return "\n".join(
        ["| customer | accounts | searches |", "|---|---:|---:|", *(f"| {a} | {b} | {c} |" for a, b, c in ROWS)]
    )


def _psql() -> str:
    lines = [f" {a:<30} | {b!s:>8} | {c!s:>8} " for a, b, c in [HEAD, *ROWS]]
    return "\n".join([lines[0], "-" * 32 + "+" + "-" * 10 + "+" + "-" * 9, *lines[1:], "(20 rows)"])


def _mysql() -> str:
    rule = "+" + "-" * 32 + "+" + "-" * 10 + "+" + "-" * 10 + "+"
    lines = [f"| {a:<30} | {b!s:>8} | {c!s:>8} |" for a, b, c in [HEAD, *ROWS]]
    return "\n".join([rule, lines[0], rule, *lines[1:], rule])


def _insert(one: bool) -> str:
    values = ["('" + a.replace("'", "''") + f"', {b}, {c})" for a, b, c in ROWS]
    head = "INSERT INTO `orgs` (`customer`, `accounts`, `searches`) VALUES "
    return "\n".join(f"{head}{v};" for v in values) if one else head + ",\n".join(values) + ";"


def _copy() -> str:
    rows = "\n".join("\t".join(map(str, row)) for row in ROWS)
    return f"COPY public.orgs (customer, accounts, searches) FROM stdin;\n{rows}\n\\.\n"


TEXTS: dict[str, Callable[[], str]] = {
    "csv": lambda: _delimited(","),
    "tsv": lambda: _delimited("\t"),
    "semicolons": lambda: _delimited(";"),
    "pipes": lambda: _delimited("|"),
    "quoted csv": lambda: "\n".join(f'"{a}, Inc.","{b}","{c}"' for a, b, c in ROWS),
    "markdown": _markdown,
    "psql": _psql,
    "mysql": _mysql,
    "fixed width": lambda: "\n".join(f"{a:<34}{b!s:>8}  {c!s:>8}" for a, b, c in [HEAD, *ROWS]),
    "insert": lambda: _insert(False),
    "insert, one row a statement": lambda: _insert(True),
    "copy": _copy,
    "json": lambda: json.dumps([dict(zip(HEAD, row, strict=True)) for row in ROWS]),
    "json, indented": lambda: json.dumps(
        {"data": {"rows": [dict(zip(HEAD, row, strict=True)) for row in ROWS]}}, indent=2
    ),
    "json lines": lambda: "\n".join(json.dumps(dict(zip(HEAD, row, strict=True))) for row in ROWS),
    "json, nested": lambda: json.dumps(
        [{"org": {"name": a, "n": {"$numberLong": str(b)}}, "tags": ["x", "y"]} for a, b, _ in ROWS]
    ),
    "json strings": lambda: json.dumps([a for a, _, _ in ROWS]),
    "json map": lambda: json.dumps({a: b for a, b, _ in ROWS}),
    "json arrays": lambda: json.dumps([[a, b, c] for a, b, c in ROWS]),
    "json by columns": lambda: json.dumps({"result": dict(zip(HEAD, zip(*ROWS, strict=True), strict=True))}),
    "json by columns, figures first": lambda: json.dumps({HEAD[at]: [row[at] for row in ROWS] for at in (2, 1, 0)}),
    "json by columns and number": lambda: json.dumps(
        {head: {str(i): row[at] for i, row in enumerate(ROWS)} for at, head in enumerate(HEAD)}
    ),
    "json, heading apart": lambda: json.dumps({"columns": HEAD, "index": list(range(20)), "data": ROWS}),
    "records": lambda: "\n\n".join(f"Customer: {a}\nAccounts: {b}\nSearches: {c}" for a, b, c in ROWS),
    "records, unparted": lambda: "\n".join(f"Customer: {a}\nAccounts: {b}\nSearches: {c}" for a, b, c in ROWS),
    "groups": lambda: "\n\n".join(f"{a}\n{b} accounts\n{c} searches" for a, b, c in ROWS),
    "bullets": lambda: "\n".join(f"- {a}" for a, _, _ in ROWS),
    "list items": lambda: "\n".join(f"• {a}" for a, _, _ in ROWS),
    "numbered": lambda: "\n".join(f"{i}. {a}" for i, (a, _, _) in enumerate(ROWS, 1)),
    "lines": lambda: "\n".join(a for a, _, _ in ROWS),
    "lines, spaced": lambda: "\n\n".join(a for a, _, _ in ROWS),
    "dashes": lambda: "\n".join(f"{a} - {b} / {c}" for a, b, c in ROWS),
    "colons": lambda: "\n".join(f"{a}: {b}" for a, b, _ in ROWS),
    "sentence": lambda: "Got it all: " + ", ".join(a for a, _, _ in ROWS[:-1]) + " and " + ROWS[-1][0] + ".",
}
CHATTER = "leaked from their panel, proof below\nask me for the rest"


def _holding_names(text: str) -> list[tuple[int, int]]:
    """Rows and rows whose cells include a client's name, of every block with at least two such rows."""
    out = []
    for block in find_blocks(text):
        cells = [[text[c.start : c.end].rstrip(".") for c in row.cells] for row in block.rows]
        named = sum(any(name in NAMES or name.removesuffix(", Inc") in NAMES for name in row) for row in cells)
        if named >= 2:
            out.append((len(block.rows), named))
    return out


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("around", ["{}", CHATTER + "\n\n{}\n\nmore for reputation"], ids=["alone", "in a post"])
def test_one_block_with_every_row(text: Callable[[], str], around: str) -> None:
    ((rows, named),) = _holding_names(around.format(text()))
    assert named == 20
    assert rows == 20 or (rows <= 22 and "\n\n" in text())  # the post's own lines look like one more item


@pytest.mark.parametrize("shape", ["csv", "tsv", "markdown", "lines", "records", "fixed width", "bullets", "psql"])
def test_quoted_in_a_mail(shape: str) -> None:
    text = "On Monday he wrote:\n" + "\n".join(f"> {line}" for line in TEXTS[shape]().split("\n"))
    assert _holding_names(text) == [(20, 20)]


@pytest.mark.parametrize("shape", ["csv", "tsv", "markdown", "psql", "mysql", "fixed width", "insert", "copy", "json"])
def test_heading_is_no_row(shape: str) -> None:
    (block,) = [block for block in find_blocks(TEXTS[shape]()) if len(block.rows) == 20]
    assert block.header == HEAD


@pytest.mark.parametrize("number", [5, 300])
def test_objects_by_name_hold_their_names(number: int) -> None:
    """Few are read sign by sign, many by one pattern; both know the key for a cell."""
    text = json.dumps({f"Acme {i} Ltd": {"accounts": i, "plan": "pro"} for i in range(number)})
    (block,) = find_blocks(text)
    assert (len(block.rows), block.header) == (number, ("(key)", "accounts", "plan"))
    cells = [[text[cell.start : cell.end].strip('"') for cell in row.cells] for row in block.rows]
    assert cells[2] == ["Acme 2 Ltd", "2", "pro"]


def test_values_alone_are_a_table() -> None:
    rows = ",\n".join(f"  ('{name}', {number}, 'pro')" for name, number, _ in ROWS[:4])
    text = f"sample:\nSELECT * FROM (VALUES\n{rows}\n) AS t(name, accounts, plan);\n"
    (block,) = find_blocks(text)
    assert (block.kind, [len(row.cells) for row in block.rows]) == ("sql", [3] * 4)


def test_abbreviations_at_the_end_are_no_sentences() -> None:
    text = "here it is\n\n" + "\n".join(
        f"{name.split()[0]} {end}" for name in NAMES[:8] for end in ("Univ.", "Dept.", "inc.")
    )
    assert [len(block.rows) for block in find_blocks(text)] == [24]


def test_cells_lie_in_their_rows_and_rows_in_order() -> None:
    for text in (make() for make in TEXTS.values()):
        for block in find_blocks(text):
            for row in () if block.kind == "json-columns" else block.rows:
                assert all(row.start <= cell.start <= cell.end <= row.end for cell in row.cells)
            assert all(a.end <= b.start for a, b in zip(block.rows, block.rows[1:], strict=False))


def test_every_shape_is_discovered_once_in_order() -> None:
    orders = [__import__(find.__module__, fromlist=["ORDER"]).ORDER for find in shapes()]
    assert len(orders) >= 10
    assert orders == sorted(set(orders))


@pytest.mark.parametrize("text", ["", "\n\n\n", "one word", "A sentence without a list. And another one, shorter."])
def test_prose_has_no_block(text: str) -> None:
    assert find_blocks(text) == []


def test_columns_are_those_of_uneven_pairs_in_the_order_in_which_they_are_met() -> None:
    keys = ["name", "seats", "plan", "city", "since", "until"]
    lines = [" ".join(f'{key}="{key} {row}"' for key in keys if key != keys[1 + row % 5]) for row in range(20)]
    (block,) = find_blocks("\n".join(lines))
    assert block.header == ("name", "plan", "city", "since", "until", "seats")
