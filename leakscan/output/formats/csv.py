"""CSV for a spreadsheet: one row a hit, and no cell that a spreadsheet would run.

A cell that begins like a formula gets an apostrophe in front (OWASP, "CSV Injection"), and so does one that begins
with an apostrophe: taking one leading apostrophe away always gives the text back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from leakscan.model import Hit
from leakscan.output.escape import printable
from leakscan.output.formats import Style

_COLUMNS = (
    "id watchlist verdict severity score path url sha256 bytes source title author posted_at fetched_at"
    " clients_matched clients_listed watchlist_size coverage purity figures after before canaries evidence status"
).split()
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")


def render(hits: Iterable[Hit], style: Style) -> Iterator[str]:
    """A header and a row a hit; with ``style.names`` the clients' names in a last column."""
    yield _line([*_COLUMNS, "clients"] if style.names else _COLUMNS)
    for hit in hits:
        cells = _cells(hit)
        yield _line([*cells, "; ".join(hit.names.values())] if style.names else cells)


def neutral(text: str) -> str:
    """A cell's text that no spreadsheet takes for a formula, with control characters shown as codes."""
    shown = printable(text)
    return f"'{shown}" if shown.startswith(_RISKY) else shown


def _cells(hit: Hit) -> list[str]:
    told = hit.to_json()
    document, clients, dated = told["document"], told["clients"], told["dated"] or {}
    figures = [f"{name}: {f['agree']} of {f['compared']}" for name, f in told["figures"].items()]
    return [
        *(_text(told[key]) for key in ("id", "watchlist", "verdict", "severity", "score")),
        *(_text(document[key]) for key in _COLUMNS[5:14]),
        *(_text(clients[key]) for key in ("matched", "listed", "watchlist", "coverage", "purity")),
        "; ".join(figures),
        _text(dated.get("after")),
        _text(dated.get("before")),
        "; ".join(canary["copy"] for canary in told["canaries"]),
        " ".join(f"{evidence['says']}." for evidence in told["evidence"]),
        _text(told["status"]),
    ]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="").writerow([neutral(cell) for cell in cells])
    return written.getvalue()
