"""What a spreadsheet says: each sheet's name, then its rows with tabs between the cells."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time

from python_calamine import CalamineError, CalamineWorkbook

UNREADABLE = (CalamineError,)


def lines(content: bytes, _problems: list[str]) -> Iterator[str]:
    """Each sheet's name, then its rows that are not empty, a tab between cells; an empty line parts the sheets."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for number, name in enumerate(book.sheet_names):
        if number:
            yield ""
        yield " ".join(name.split())
        for row in book.get_sheet_by_name(name).iter_rows():
            line = "\t".join(map(cell_text, row)).rstrip("\t")
            if line.strip():
                yield line


def cell_text(value: object) -> str:
    """A cell as a reader sees it: whole numbers without a fraction, dates in ISO form, no line ends or tabs."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e18:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return " ".join(str(value).split())
