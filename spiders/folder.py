"""A drop folder on this machine: whatever other tools put there, archives opened; nothing is asked of any network.

A file counts once for each size and time of change. Names that begin with "." or end with ".part" or ".tmp" are still
being written, so other tools should write under such a name and rename.
"""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from leakscan.crawl.health import Finding
from leakscan.crawl.spider import Page, SourceSpider
from leakscan.extract import Unread, members_of
from leakscan.model import Document, Health, Sighting

UNFINISHED = (".part", ".tmp")


class FolderSpider(SourceSpider):
    """One document a file, or a member of an archive. Options: ``path``, absolute; ``max_mb`` of a file (64)."""

    name = "folder"
    about = "a drop folder on this machine"
    remembers = "path, size and time of each file"
    home = "file:///"
    needs = "a folder: add a source with options.path to leakscan.toml"
    local = True

    async def start(self) -> AsyncIterator[Any]:
        """One page a file that is new or changed."""
        root = Path(self.option("path", ""))
        try:
            files = await asyncio.to_thread(_listed, root)
        except OSError as error:
            self.visit.found(Finding(Health.GONE, "no-folder", str(error), str(root), listing=True))
            return
        self.visit.listings += 1
        self.listed(len(files))
        for key in await self.visit.unseen(list(files)):
            try:
                documents = await asyncio.to_thread(self._documents, root, files[key])
            except OSError as error:
                self.visit.note(f"{_plain(files[key])}: can't be read: {error.strerror}")
                continue
            yield Page(documents, {}, (key,))
            self.visit.items += 1

    def _documents(self, root: Path, file: Path) -> tuple[Document, ...]:
        """What is in a file; what can't be read of it is noted."""
        size, limit = file.stat().st_size, self.option("max_mb", 64)
        if size > limit << 20:
            raise OSError(errno.EFBIG, f"larger than max_mb = {limit}; look at it with leakscan scan")
        sighting = Sighting(source=self.order.source, path=_plain(file), title=_plain(file.relative_to(root)))
        with file.open("rb") as stream:
            found = list(members_of(stream, size, sighting))
        for unread in found:
            if isinstance(unread, Unread) and not unread.harmless:
                self.visit.note(f"{unread.path}: {unread.reason}")
        return tuple(document for document in found if isinstance(document, Document))


def _listed(root: Path) -> dict[str, Path]:
    """Finished files below the folder under a key that changes with them; links are left out, they lead anywhere."""
    if not root.is_absolute():
        raise NotADirectoryError(f"options.path must be the absolute path of a folder, not {str(root)!r}")
    listed: dict[str, Path] = {}
    for folder, _, names in os.walk(root, onerror=_fail):
        for file in (Path(folder, name) for name in sorted(names)):
            told = file.lstat()
            if stat.S_ISREG(told.st_mode) and not file.name.startswith(".") and file.suffix not in UNFINISHED:
                key = b"%s\0%d\0%d" % (os.fsencode(file.relative_to(root)), told.st_size, told.st_mtime_ns)
                listed[hashlib.sha256(key).hexdigest()[:32]] = file
    return listed


def _fail(error: OSError) -> None:
    raise error


def _plain(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")
