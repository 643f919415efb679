"""CSV for a spreadsheet: one row a hit, and no cell that a spreadsheet would run.

A cell that begins like a formula gets an apostrophe in front (OWASP, "CSV Injection"), and so does one that begins
with an apostrophe: taking one leading apostrophe away always gives the text back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from leakscan.contract import hit_json
from leakscan.model import Hit
from leakscan.output.columns import columns_of
from leakscan.output.escape import printable
from leakscan.output.formats import Style

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")


def render(hits: Iterable[Hit], style: Style) -> Iterator[str]:
    """A header and a row a hit; with ``style.names`` the clients' names in a last column."""
    columns = columns_of(style)
    yield _line(columns)
    for hit in hits:
        told = hit_json(hit)
        yield _line(_text(column(told)) for column in columns.values())


def neutral(text: str) -> str:
    """A cell's text that no spreadsheet takes for a formula, with control characters shown as codes."""
    shown = printable(text)
    return f"'{shown}" if shown.startswith(_RISKY) else shown


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="").writerow([neutral(cell) for cell in cells])
    return written.getvalue()
