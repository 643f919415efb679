"""The files under a folder, in sorted order, each once: links are followed, loops end, devices are left out."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from leakscan.extract import Unread


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file to read; ``path`` begins with the folder as it was given, ``version`` changes with its content."""

    path: str
    size: int
    version: str


def files_under(folder: str, own: frozenset[tuple[int, int]] = frozenset()) -> Iterator[Found | Unread]:
    """Every regular file under the folder; what is no file, or can't be looked at, comes as ``Unread``.

    Args:
        folder: Where to look.
        own: Device and inode of files and folders to leave out.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            status = os.stat(path)  # noqa: PTH116 - paths stay as the user wrote them
            identity = (status.st_dev, status.st_ino)
            if identity in own:
                yield Unread(path, "leakscan's own file, not read", harmless=True)
            elif not stat.S_ISDIR(status.st_mode):
                yield _file(path, status)
            elif identity in seen:
                yield Unread(path, "a link to a folder that was read already", harmless=True)
            else:
                seen.add(identity)
                waiting += reversed([os.path.join(path, name) for name in sorted(os.listdir(path))])  # noqa: PTH118, PTH208 - as above
        except OSError as error:
            gone = isinstance(error, FileNotFoundError)
            yield Unread(path, "a link to nothing" if gone else f"can't be read: {error.strerror}")


def found(path: str, status: os.stat_result) -> Found:
    """What is known of a regular file."""
    return Found(path, status.st_size, str(status.st_mtime_ns))


def _file(path: str, status: os.stat_result) -> Found | Unread:
    if stat.S_ISREG(status.st_mode):
        return found(path, status)
    return Unread(path, "a pipe, socket or device, not read", harmless=True)
