"""Spreadsheets (XLSX, ODS, XLSB, XLS): each sheet's name, then its rows with tabs between the cells.

The parser is native code and the input hostile, so it runs in a process of its own; the sizes inside the file are
checked before.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib

from leakscan.errors import ExtractError
from leakscan.extract import limits
from leakscan.extract.formats import Format
from leakscan.extract.parsers import parsed
from leakscan.extract.result import Extracted
from leakscan.model import Document

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(document: Document) -> Extracted:
    """Every sheet of the workbook, hidden ones too.

    Raises:
        ExtractError: If it is damaged, encrypted, or past a bound.
    """
    if document.content.startswith(b"PK"):
        _check_sizes(document.content)
    elif not document.content.startswith(_OLE):
        raise ExtractError("says it is a spreadsheet but is none; look at the file, or rename it to what it is")
    return parsed("sheet", document.content, "spreadsheet")


def _check_sizes(content: bytes) -> None:
    """Unpack every part once, counting: the sizes that a zip states may lie."""
    left = limits.SHEET_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.infolist():
                with archive.open(part) as stream:
                    while chunk := stream.read(limits.MIB):
                        left -= len(chunk)
                        if left < 0:
                            raise ExtractError(
                                f"the spreadsheet unpacks to more than {limits.SHEET_BYTES // limits.MIB} MiB"
                            )
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, ValueError, OSError) as error:
        raise ExtractError(f"the spreadsheet is damaged or encrypted: {error}") from error


def looks_like_sheet(head: bytes) -> bool:
    """Whether the head of a zip is a spreadsheet's."""
    return head.startswith(b"PK\3\4") and (
        b"opendocument.spreadsheet" in head[:200] or b"xl/workbook" in head or b"xl/worksheets" in head
    )


FORMAT = Format(
    name="sheet",
    read=read,
    suffixes=frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}),
    media_types=frozenset(
        {
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.ms-excel.sheet.macroenabled.12",
            "application/vnd.ms-excel.sheet.binary.macroenabled.12",
        }
    ),
    sniff=looks_like_sheet,
    order=20,
)
