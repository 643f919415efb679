"""XLSX: the first sheet that is not empty; dates are dates there, numbers numbers."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from leakscan.errors import WatchlistError
from leakscan.watchlist.grid import sheet_of
from leakscan.watchlist.sheet import Sheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

SUFFIXES = (".xlsx",)

_LARGEST = 512 * 1024 * 1024
"""Bytes a workbook may unpack to; a list of a million clients is far smaller."""


def read(path: Path) -> Sheet:
    """The table in the first sheet that is not empty; further sheets are named in ``left_out``."""
    from python_calamine import CalamineError, load_workbook

    try:
        _check_size(path)
        with load_workbook(path) as book:
            return _first_filled(book, path)
    except (CalamineError, zipfile.BadZipFile, NotImplementedError) as error:  # the last: an unknown kind of ZIP
        raise WatchlistError(
            f"this is not a readable XLSX workbook ({error}); a password must be removed first, and an old XLS be "
            "saved as XLSX or CSV",
            path=path,
        ) from error


def _first_filled(book: CalamineWorkbook, path: Path) -> Sheet:
    filled = [sheet for sheet in map(book.get_sheet_by_name, book.sheet_names) if sheet.height]
    if not filled:
        raise WatchlistError("the workbook is empty; its first row should be a header such as: name", path=path)
    return sheet_of(_rows(filled[0]), path, left_out=tuple(sheet.name for sheet in filled[1:]))


def _check_size(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > _LARGEST:
        raise WatchlistError(f"the workbook unpacks to {unpacked // 2**20} MiB; save it as CSV", path=path)


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):  # blank rows above the table included
        yield number, [_text(cell) for cell in cells]


def _text(cell: float | str | bool | date | datetime | time | timedelta) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | time):  # a datetime is a date
        return cell.isoformat()
    return str(cell)
