"""CSV and TSV: comma, semicolon (Excel where the comma is the decimal sign) or tab, told by the header row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from leakscan.errors import WatchlistError
from leakscan.watchlist.columns import KNOWN
from leakscan.watchlist.encoding import read_text
from leakscan.watchlist.grid import sheet_of
from leakscan.watchlist.sheet import Sheet

SUFFIXES = (".csv", ".tsv")


def read(path: Path) -> Sheet:
    """The table in a delimited file; quoted cells may hold the delimiter and line ends."""
    text = read_text(path)
    return sheet_of(_rows(text, _delimiter(text), path), path)


def _delimiter(text: str) -> str:
    if _names_its_delimiter(text):
        return text[4]
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=lambda delimiter: _likelihood(header, delimiter))


def _likelihood(header: str, delimiter: str) -> tuple[int, int]:
    """How many known headings, then how many headings at all, the header row has when it is cut so."""
    cells = [cell.strip().casefold() for cell in next(csv.reader([header], delimiter=delimiter))]
    return sum(cell in KNOWN for cell in cells), len(cells)


def _names_its_delimiter(text: str) -> bool:
    return text.startswith("sep=") and text[5:6] in ("\r", "\n")  # a line that Excel understands


def _rows(text: str, delimiter: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, line = 1, 1
    try:
        for number, cells in enumerate(reader, start=1):
            if number > 1 or not _names_its_delimiter(text):
                yield number, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise WatchlistError(
            f"the row that starts in line {line} can't be read ({error}); a quote inside a quoted value is doubled, "
            "and each opened quote is closed",
            path=path,
            row=number + 1,
        ) from error
