"""Paths to documents: files, folders, archives, standard input and fsspec URLs, read lazily and in sorted order."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from leakscan.extract import Unread, members_of
from leakscan.model import Document, Sighting
from leakscan.scan.folders import Found, files_under
from leakscan.scan.remote import is_url, remote_documents


def find_documents(paths: Iterable[str], own: frozenset[tuple[int, int]] = frozenset()) -> Iterator[Document | Unread]:
    """Every document under the paths, and in its place what could not be read.

    Args:
        paths: As the user gave them; ``-`` is standard input.
        own: Files and folders of leakscan itself (see ``identities``), left out where a folder contains them. One
            that is named on its own is read.
    """
    for path in paths:
        if path == "-":
            yield from members_of(sys.stdin.buffer, None, Sighting(path="-"))
        elif is_url(path):
            yield from remote_documents(path)
        else:
            yield from _local(path, own)


def identities(paths: Iterable[Path]) -> frozenset[tuple[int, int]]:
    """Device and inode of those of the paths that exist: what a file is, whatever link it is reached by."""
    found = set()
    for path in paths:
        if path.exists():
            status = path.stat()
            found.add((status.st_dev, status.st_ino))
    return frozenset(found)


def _local(path: str, own: frozenset[tuple[int, int]]) -> Iterator[Document | Unread]:
    try:
        status = os.stat(path)  # noqa: PTH116 - the path is kept as the user wrote it, ./ and // included
    except (OSError, ValueError) as error:
        yield Unread(plain(path), _why(path, error))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(path, own)
    elif stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode):
        yield from _file(path)
    else:
        yield Unread(plain(path), "a device or socket, not read")


def _folder(path: str, own: frozenset[tuple[int, int]]) -> Iterator[Document | Unread]:
    empty = True
    for found in files_under(path, own):
        empty = False
        if isinstance(found, Found):
            yield from _file(found.path)
        else:
            yield Unread(plain(found.path), found.reason, found.harmless)
    if empty:
        yield Unread(plain(path), "an empty folder", harmless=True)


def _file(path: str) -> Iterator[Document | Unread]:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - as above
            size = os.fstat(stream.fileno()).st_size
            yield from members_of(stream, size, Sighting(path=plain(path)))
    except OSError as error:
        yield Unread(plain(path), _why(path, error))


def _why(path: str, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "a link to nothing" if os.path.islink(path) else "no such file or folder"  # noqa: PTH114 - as above
    return f"can't be read: {error.strerror if isinstance(error, OSError) and error.strerror else error}"


def plain(path: str) -> str:
    """A path that can be printed and stored: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace") if not path.isascii() else path
