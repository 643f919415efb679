"""Zip archives, and the office documents that are zips; a spreadsheet is none: it has a reader of its own."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from leakscan.extract.containers.kinds import Container, Member, plain_name
from leakscan.extract.formats.sheet import looks_like_sheet
from leakscan.extract.result import Unread
from leakscan.extract.stream import READ_ERRORS, Peekable


def _open(source: Peekable, _path: str) -> Iterator[Member | Unread]:
    with zipfile.ZipFile(source.seekable_stream()) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            name = plain_name(info.filename)
            if info.flag_bits & 1:
                yield Unread(name, "encrypted; unpack it with its password first")
                continue
            try:
                stream = archive.open(info)
            except READ_ERRORS as error:
                yield Unread(name, f"damaged: {error}")
                continue
            yield Member(name, stream, info.compress_size)


def _sniff(head: bytes) -> bool:
    return head.startswith((b"PK\3\4", b"PK\5\6", b"PK\7\x08PK")) and not looks_like_sheet(head)


CONTAINER = Container(name="zip", sniff=_sniff, open=_open)
