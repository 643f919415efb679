"""Paths to portions: files, folders, archives, standard input and fsspec URLs, found lazily and in sorted order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from leakscan.extract import Unread, limits
from leakscan.extract.containers.kinds import recognise_container
from leakscan.extract.cuts import bound_of, stretches, wide_charset, window_bytes
from leakscan.extract.formats.binary import is_binary
from leakscan.extract.stream import HEAD
from leakscan.model import Sighting
from leakscan.scan.folders import Found, files_under, found
from leakscan.scan.path_lists import is_list, listed
from leakscan.scan.portion import Portion
from leakscan.scan.remote import is_url, opened, remote_files


def plan(
    paths: Iterable[str], own: frozenset[tuple[int, int]] = frozenset(), base: str | None = None
) -> Iterator[Portion]:
    """Every portion under the paths, those that can't be read included; large texts come as several.

    Args:
        paths: As the user gave them; ``-`` is standard input.
        own: Files and folders of leakscan itself (see ``identities``), left out where a folder contains them. One
            that is named on its own is read.
        base: what the lines of lists of paths are relative to; see ``listed``.
    """
    for portion in whole_files(paths, own, base):
        yield from _cut(portion)


def whole_files(
    paths: Iterable[str], own: frozenset[tuple[int, int]] = frozenset(), base: str | None = None
) -> Iterator[Portion]:
    """As ``plan``, but nothing is opened, and large texts come as one."""
    for path in paths:
        if path == "-":
            yield Portion("-", "-")
        elif is_list(path):
            yield from listed(path, base)
        elif is_url(path):
            yield from remote_files(path)
        else:
            yield from _local(path, own)


def identities(paths: Iterable[Path]) -> frozenset[tuple[int, int]]:
    """Device and inode of those of the paths that exist: what a file is, whatever link it is reached by."""
    known = set()
    for path in paths:
        if path.exists():
            status = path.stat()
            known.add((status.st_dev, status.st_ino))
    return frozenset(known)


def plain(path: str) -> str:
    """A path that can be printed and stored: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace") if not path.isascii() else path


def why(path: str, error: Exception) -> str:
    """Why a local file can't be read, in a sentence."""
    if isinstance(error, FileNotFoundError):
        return "a link to nothing" if os.path.islink(path) else "no such file or folder"  # noqa: PTH114 - see below
    return f"can't be read: {error.strerror if isinstance(error, OSError) and error.strerror else error}"


def _local(path: str, own: frozenset[tuple[int, int]]) -> Iterator[Portion]:
    try:
        status = os.stat(path)  # noqa: PTH116 - the path is kept as the user wrote it, ./ and // included
    except (OSError, ValueError) as error:
        yield _unread(Unread(path, why(path, error)))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(path, own)
    elif stat.S_ISREG(status.st_mode):
        yield _file(found(path, status))
    elif stat.S_ISFIFO(status.st_mode):
        yield Portion(path, plain(path))
    else:
        yield _unread(Unread(path, "a device or socket, not read"))


def _folder(path: str, own: frozenset[tuple[int, int]]) -> Iterator[Portion]:
    empty = True
    for one in files_under(path, own):
        empty = False
        yield _file(one) if isinstance(one, Found) else _unread(one)
    if empty:
        yield _unread(Unread(path, "an empty folder", harmless=True))


def _file(one: Found) -> Portion:
    return Portion(one.path, plain(one.path), one.size, one.version)


def _unread(what: Unread) -> Portion:
    path = plain(what.path)
    return Portion(what.path, path, unread=replace(what, path=path))


def _cut(portion: Portion) -> Iterator[Portion]:
    """A large text as its stretches; anything else, and what can't be looked at, as it is: reading it says why."""
    size = portion.size
    if portion.unread or size is None or size <= min(limits.PIECE_BYTES, limits.DOCUMENT_BYTES):
        yield portion
        return
    try:
        with opened(portion.place, window_bytes()) as stream:
            pieces = _stretches(portion, size, stream)
    except OSError:
        pieces = []
    yield from pieces or [portion]


def _stretches(portion: Portion, size: int, stream: IO[bytes]) -> list[Portion]:
    head = stream.read(HEAD)
    bound = bound_of(head, Sighting(path=portion.path))
    if size <= bound or recognise_container(head) or is_binary(head):
        return []

    def read(start: int, end: int) -> bytes:
        stream.seek(start)
        return stream.read(end - start)

    charset = wide_charset(head)
    places = stretches(size, bound, charset, read)
    return [replace(portion, size=end - start, start=start, charset=charset) for start, end in places]
