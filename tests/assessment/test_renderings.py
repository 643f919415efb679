"""Renderings whose figures stand apart from the names: JSON by columns, definition lists and cards of a page."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from leakscan.extract import extract
from leakscan.model import Document, Severity, Sighting
from tests.assessment.given import NAMES, assessed, watchlist

CLIENTS = watchlist(figures=True)
ROWS = [
    (entry.name, int(entry.figures["accounts"]), int(entry.figures["searches"])) for entry in CLIENTS.entries[3:25:2]
]
COLUMNS = dict(zip(("name", "accounts", "searches"), (list(c) for c in zip(*ROWS, strict=True)), strict=True))


def _page(row: Callable[[str, int, int], str], around: str = "{}") -> str:
    body = "<h1>Dump of Monday</h1>" + around.format("".join(row(*said) for said in ROWS)) + "<p>more to come</p>"
    return extract(Document(f"<html><body>{body}</body></html>".encode(), Sighting(path="x.html"))).text


TEXTS: dict[str, Callable[[], str]] = {
    "json by columns": lambda: json.dumps(COLUMNS),
    "json by columns, indented": lambda: json.dumps({"ok": True, "data": {"rows": len(ROWS), **COLUMNS}}, indent=2),
    "json by columns, towns too": lambda: json.dumps({"town": ["Reno", "Dover"] * 5 + ["Lyon"], **COLUMNS}),
    "json by columns and number": lambda: json.dumps(
        {name: {str(at): value for at, value in enumerate(values)} for name, values in COLUMNS.items()}
    ),
    "json, heading apart": lambda: json.dumps(
        {"columns": list(COLUMNS), "index": list(range(len(ROWS))), "data": ROWS}
    ),
    "definition list": lambda: _page(lambda n, a, s: f"<dt>{n}</dt><dd>{a}</dd><dd>{s}</dd>", "<dl>{}</dl>"),
    "definition list a client": lambda: _page(
        lambda n, a, s: f"<dl><dt>Name</dt><dd>{n}</dd><dt>Accounts</dt><dd>{a}</dd><dt>Searches</dt><dd>{s}</dd></dl>"
    ),
    "definitions in groups": lambda: _page(
        lambda n, a, s: f"<div><dt>{n}</dt><dd>{a} accounts</dd><dd>{s} searches</dd></div>", "<dl>{}</dl>"
    ),
    "cards": lambda: _page(lambda n, a, s: f"<div><h3>{n}</h3><ul><li>{a}</li><li>{s}</li></ul></div>"),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_figures_agree(text: Callable[[], str]) -> None:
    found = assessed(text(), CLIENTS)
    assert found.severity is Severity.CRITICAL
    assert found.clients.matched == len(ROWS)
    assert {figure: (said.agree, said.compared) for figure, said in found.figures.items()} == {
        "accounts": (len(ROWS), len(ROWS)),
        "searches": (len(ROWS), len(ROWS)),
    }


def test_columns_of_other_lengths_are_no_table() -> None:
    found = assessed(json.dumps({"name": NAMES[:12], "tags": ["a", "b", "c"]}), CLIENTS)
    assert found.clients.listed == 12
    assert not found.figures
