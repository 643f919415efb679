"""XLSX for a spreadsheet: one row a hit; every text is a text, so that nothing in it is run, followed or reckoned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from leakscan.contract import hit_json
from leakscan.errors import UsageError
from leakscan.model import Hit
from leakscan.output.columns import columns_of
from leakscan.output.escape import printable
from leakscan.output.formats import Style

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_ROWS = 1_048_575  # of a sheet, below the heading
_LETTERS = 32_767  # of a cell
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}


def pack(hits: Iterable[Hit], style: Style) -> Iterator[bytes]:
    """The whole file; UsageError where there are more hits than a sheet has rows."""
    import xlsxwriter

    columns = columns_of(style)
    written = BytesIO()
    with xlsxwriter.Workbook(written, _PLAIN) as book:
        sheet = book.add_worksheet("hits")
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(columns) - 1, 18)
        sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
        row = 0
        for row, hit in enumerate(hits, 1):
            if row > _ROWS:
                raise UsageError(f"a sheet holds {_ROWS:,} hits and there are more; narrow them, or take --format csv")
            told = hit_json(hit)
            for at, column in enumerate(columns.values()):
                _write(sheet, row, at, column(told))
        sheet.autofilter(0, 0, row, len(columns) - 1)
    yield written.getvalue()


def _write(sheet: Worksheet, row: int, at: int, value: object) -> None:
    if isinstance(value, int | float):
        sheet.write_number(row, at, value)
    elif value is not None:
        text = printable(str(value))
        sheet.write_string(row, at, text if len(text) <= _LETTERS else text[: _LETTERS - 1] + "…")
