"""Spreadsheets (XLSX, ODS, XLSB, XLS): each sheet's name, then its rows with tabs between the cells.

The parser is native code and the input hostile, so it runs in a process of its own with a bound on memory and
time; the sizes inside the file are checked before.
"""

from __future__ import annotations

import io
import lzma
import os
import subprocess
import sys
import zipfile
import zlib

from leakscan.errors import ExtractError
from leakscan.extract import limits
from leakscan.extract.formats import Format
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
    return Extracted(_parse(document.content))


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


def _parse(content: bytes) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [
        sys.executable,
        "-m",
        "leakscan.extract.sheet_process",
        str(limits.SHEET_MEMORY),
        str(int(limits.SECONDS)),
    ]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, input=content, capture_output=True, timeout=limits.SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ExtractError(f"the spreadsheet took longer than {limits.SECONDS:.0f} s to read") from error
    if done.returncode == 0:
        return done.stdout.decode("utf-8", errors="replace")
    said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
    why = said[-1][:200] if said and done.returncode == 1 else "more memory than allowed, or a crash of its parser"
    raise ExtractError(f"the spreadsheet can't be read: {why}")


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
