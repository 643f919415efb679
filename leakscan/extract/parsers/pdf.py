"""What a PDF says: its pages line by line, rows of tables with tabs between their cells."""

from __future__ import annotations

import io
import logging
import re
import time
from collections.abc import Iterator, Sequence

from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from leakscan.extract import limits
from leakscan.extract.laid import Word, cell_text, laid

UNREADABLE = (PdfminerException, PDFException, PSException, MalformedPDFException)
# What a page that is damaged, or hostile, makes the parser stumble over.
_STUMBLES = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_DAMAGED = (*UNREADABLE, *_STUMBLES)
_TIME = 0.8 * limits.SECONDS
_DRAWN = 200
"""Lines and curves of a page without text, or bytes of one that shows nothing, from which on something is unread."""
_UNKNOWN = re.compile(r"\(cid:\d{1,9}\)")
"""A sign that the font has no character for."""
_LOST, _MOST_LOST = "\ufffd", 0.2
"""Stands for such a sign among others; the share of a page that may be lost."""
_LINES_OF_CELLS = 8
"""From so many lines in two cells of one row on, these are rows of their own, with no rules between them."""


def lines(content: bytes, problems: list[str]) -> Iterator[str]:
    """The lines of all pages; what is not read of it goes to ``problems``.

    Raises:
        ValueError: If it is encrypted with a password, or no page can be read.
    """
    logging.disable()
    with _opened(content) as document:
        silent, damaged = list[int](), list[int]()
        for number, page in _in_time(document.pages, problems):
            try:
                said = _said(page)
                silent += [number] if (_is_lost(said) if said else _draws(page)) else []
                yield from [said] if said else []
            except _DAMAGED:
                damaged.append(number)
            page.close()
        if damaged and len(damaged) == len(document.pages):
            raise ValueError("all of its pages are damaged")
        problems += [f"{_counted(damaged)} damaged, not read"] if damaged else []
        problems += [f"{_counted(silent)} no text to be read; recognise it first (ocrmypdf)"] if silent else []
        if _attached(document):
            problems.append("files attached to it were not read; take them out first (pdfdetach -saveall)")


def _in_time(pages: Sequence[Page], problems: list[str]) -> Iterator[tuple[int, Page]]:
    """The pages by their number, as long as there is time."""
    until = time.monotonic() + _TIME
    for number, page in enumerate(pages, 1):
        if time.monotonic() > until:
            problems.append(f"pages {number} to {len(pages)} were not read, for want of time")
            return
        yield number, page


def _opened(content: bytes) -> PDF:
    try:
        return PDF.open(io.BytesIO(content))
    except PdfminerException as error:
        if not isinstance(error.args[0], PDFPasswordIncorrect):
            raise
    raise ValueError("it is encrypted; decrypt it first (qpdf --decrypt)")


def _said(page: Page) -> str:
    """The lines of a page, from above: those of its ruled tables, and of what stands around them."""
    tables = [(table, rows) for table in page.find_tables() if (rows := _cells(table))]
    words = page.extract_words(x_tolerance_ratio=0.2, keep_blank_chars=False)
    around = [
        Word(_known(word["text"]), word["x0"], word["x1"], word["top"], word["bottom"])
        for word in words
        if word["upright"] and not any(_is_told(word, table) for table, _ in tables)
    ]
    sideways = [word["text"] for word in words if not word["upright"]]
    placed = [*laid(around), *((table.bbox[1], row) for table, rows in tables for row in ["", *rows, ""])]
    placed.sort(key=lambda line: line[0])
    return "\n".join([said for _, said in placed] + [" ".join(sideways)]).strip("\n")


def _is_lost(said: str) -> bool:
    """Whether for much of a page no characters are known, as with fonts that tell of none."""
    return said.count(_LOST) > _MOST_LOST * len(said)


def _draws(page: Page) -> bool:
    """Whether a page shows what may be letters, or should show something and shows nothing."""
    drawn = len(page.lines) + len(page.curves) + len(page.rects)
    streams = [stream for part in page.page_obj.contents if isinstance(stream := resolve1(part), PDFStream)]
    written = sum(length for stream in streams if isinstance(length := resolve1(stream.get("Length")), int))
    return bool(page.images) or drawn > _DRAWN or (not drawn and written > _DRAWN)


def _known(said: str) -> str:
    """A word, what no character is known for as a bullet or the sign of a lost one."""
    return "•" if _UNKNOWN.fullmatch(said) else _UNKNOWN.sub(_LOST, said)


def _cells(table: Table) -> list[str]:
    """The rows of a ruled table; none where its rules part no rows."""
    rows = [[_known(cell or "").split("\n") for cell in row] for row in table.extract(x_tolerance_ratio=0.2)]
    if len(rows) < 2 or len(rows[0]) < 2 or any(_several(row) for row in rows):
        return []
    return ["\t".join(map(cell_text, row)).rstrip() for row in rows]


def _several(row: Sequence[Sequence[str]]) -> bool:
    return sum(len(cell) >= _LINES_OF_CELLS for cell in row) >= 2


def _is_told(word: dict[str, float], table: Table) -> bool:
    """Whether a word stands in a cell of a table; its outline may hold more than its cells."""
    return _within(word, table.bbox) and any(_within(word, cell) for cell in table.cells)


def _within(word: dict[str, float], box: tuple[float, float, float, float]) -> bool:
    middle, height = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return box[0] <= middle <= box[2] and box[1] <= height <= box[3]


def _attached(document: PDF) -> bool:
    names = resolve1(document.doc.catalog.get("Names"))
    return isinstance(names, dict) and "EmbeddedFiles" in names


def _counted(pages: Sequence[int]) -> str:
    first = ", ".join(map(str, pages[:5])) + (", …" if len(pages) > 5 else "")
    return f"page {first}:" if len(pages) == 1 else f"{len(pages)} pages ({first}):"
