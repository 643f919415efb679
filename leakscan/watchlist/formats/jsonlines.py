"""JSON lines: an object a line; several values may be a list instead of text parted by semicolons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from leakscan.errors import WatchlistError
from leakscan.watchlist.encoding import read_text
from leakscan.watchlist.sheet import Cell, Sheet, SheetRow

SUFFIXES = (".jsonl", ".ndjson")


def read(path: Path) -> Sheet:
    """The objects as rows, numbered by line; the columns are the keys in the order in which they first occur."""
    rows = tuple(
        SheetRow(number, _cells(line, number, path))
        for number, line in enumerate(read_text(path).split("\n"), start=1)
        if line.strip()
    )
    if not rows:
        raise WatchlistError('the file is empty; a line is an object such as: {"name": "Avon Police"}', path=path)
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    return Sheet(tuple(columns), rows)


def _cells(line: str, number: int, path: Path) -> dict[str, Cell]:
    try:
        pairs = json.loads(line, object_pairs_hook=list)
    except (ValueError, RecursionError) as error:
        raise WatchlistError(
            f"this line is not JSON ({error}); write one object a line", path=path, row=number
        ) from error
    if not line.lstrip().startswith("{"):
        raise WatchlistError("this line is not a JSON object; write one object a line", path=path, row=number)
    cells: dict[str, Cell] = {}
    for key, value in pairs:
        column = " ".join(str(key).split())
        if column in cells:
            raise WatchlistError("this key stands twice in one object", path=path, row=number, column=column)
        cells[column] = _cell(value, number, column, path)
    return cells


def _cell(value: Any, number: int, column: str, path: Path) -> Cell:
    if isinstance(value, list):
        if any(isinstance(item, list | tuple) for item in value):
            raise WatchlistError(
                "a value is text, a number, true, false, null or a list of those; flatten it",
                path=path,
                row=number,
                column=column,
            )
        return tuple(_scalar(item) for item in value)
    return _scalar(value)


def _scalar(value: str | float | bool | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).strip()
