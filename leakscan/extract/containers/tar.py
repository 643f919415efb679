"""Tar archives, read as a stream: one pass, nothing unpacked; links and devices are named, not followed."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator

from leakscan.extract.containers.kinds import Container, Member, plain_name
from leakscan.extract.result import Unread
from leakscan.extract.stream import Peekable


def _open(source: Peekable, _path: str) -> Iterator[Member | Unread]:
    with tarfile.open(fileobj=source, mode="r|") as archive:
        for info in archive:
            name = plain_name(info.name)
            if info.isdir():
                continue
            stream = archive.extractfile(info) if info.isreg() else None
            if stream is None:
                yield Unread(name, "a link or device in the archive, not followed", harmless=True)
            else:
                yield Member(name, stream)


CONTAINER = Container(name="tar", sniff=lambda head: head[257:262] == b"ustar", open=_open)
