"""Files compressed with gzip, bzip2 or xz: one member, named like the file without its suffix."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, cast

from leakscan.extract.containers.kinds import Container, Member
from leakscan.extract.result import Unread
from leakscan.extract.stream import Peekable

_MARKS = (b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0")


def _open(source: Peekable, path: str) -> Iterator[Member | Unread]:
    name = PurePosixPath(path.rsplit("!", 1)[-1]).name
    for packed, plain in (
        (".tgz", ".tar"),
        (".tbz2", ".tar"),
        (".txz", ".tar"),
        (".gz", ""),
        (".bz2", ""),
        (".xz", ""),
    ):
        if name.lower().endswith(packed):
            name = name[: -len(packed)] + plain
            break
    yield Member(name or "content", _decompressed(source))


def _decompressed(source: Peekable) -> IO[bytes]:
    packed = cast("IO[bytes]", source)  # all that these three ask for is read()
    if source.head.startswith(_MARKS[0]):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=packed))
    return cast("IO[bytes]", (bz2.BZ2File if source.head.startswith(_MARKS[1]) else lzma.LZMAFile)(packed))


CONTAINER = Container(name="compressed", sniff=lambda head: head.startswith(_MARKS), open=_open, single=True)
