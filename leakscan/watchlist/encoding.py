"""Bytes of a text file to text: UTF-8 only, and an error that says which encoding it seems to be instead."""

from __future__ import annotations

import codecs
from pathlib import Path

from leakscan.errors import WatchlistError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path) -> str:
    """The file's text, without a byte order mark.

    Raises:
        WatchlistError: the bytes are not UTF-8; a guess that garbles names would find nothing, silently.
    """
    raw = path.read_bytes()
    if raw.startswith(_UTF16):
        raise WatchlistError(
            f"the file is UTF-16 (Excel's 'Unicode Text'); {_advice('UTF-16', path)}",
            path=path,
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise WatchlistError(
            f"byte 0x{raw[error.start]:02x} is not UTF-8, probably Windows-1252; {_advice('CP1252', path)}",
            path=path,
            row=row,
        ) from error
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise WatchlistError("there is a NUL character here: this is not a text file", path=path, row=row)
    return text


def _advice(encoding: str, path: Path) -> str:
    return (
        "save it as 'CSV UTF-8' (or XLSX) from the spreadsheet, or run: "
        f"iconv -f {encoding} -t UTF-8 {path.name} > {path.stem}-utf8{path.suffix}"
    )
