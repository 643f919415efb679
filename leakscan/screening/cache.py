"""The arrays of an index kept on disk, mapped into memory when they are needed again.

A file is named after the hash of what it was made from: the format, this room's own code and tables, and the names
in the watchlists. Inside stand a digest of the rest, a header in JSON and the arrays as they lie in memory. Nothing
in it is code. A file that another user owns or may write, that is damaged or of another format is made anew. It
holds the words of the names, so it is readable by its owner alone; whoever keeps a watchlist encrypted gives no folder.
"""

from __future__ import annotations

import hashlib
import json
import logging
import mmap
import os
import stat
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from leakscan.model import Watchlist

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MAGIC = b"leakscan index 3\n"
_DIGEST = hashlib.sha256().digest_size
_ALIGNED = 64
_TYPES = frozenset({"uint8", "uint16", "uint32", "int32", "int64", "uint64"})
_KEPT = 4
_log = logging.getLogger(__name__)


def cached_arrays(folder: Path, watchlists: Sequence[Watchlist]) -> Mapping[str, NDArray[Any]] | None:
    """The arrays kept for these watchlists, or None where there are none that can be trusted."""
    path = _path(folder, watchlists)
    try:
        with path.open("rb") as file:
            if not _is_ours(os.fstat(file.fileno())):
                _log.warning("%s belongs to another user or may be written by others; the index is made anew", path)
                return None
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:  # ValueError: an empty file can't be mapped
        _log.warning("%s can't be read (%s); the index is made anew", path, error)
        return None
    arrays = from_file(memoryview(mapped))
    if arrays is None:
        _log.warning("%s is damaged; the index is made anew", path)
    return arrays


def keep_arrays(folder: Path, watchlists: Sequence[Watchlist], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Keep arrays for the next time and drop the oldest files; where that fails a warning is logged."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", "utf-8")
        _write(_path(folder, watchlists), arrays)
        found = sorted(folder.glob("*.index"), key=lambda path: path.stat().st_mtime)
        for old in found[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("the index can't be kept in %s: %s", folder, error)


def _write(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:  # its mode is 0600
        try:
            file.writelines(as_file(arrays))
            file.flush()
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def as_file(arrays: Mapping[str, NDArray[Any]]) -> list[bytes]:
    """The content of a file that holds the arrays, in parts."""
    header: dict[str, tuple[str, int, int]] = {}
    end = 0
    for name, array in arrays.items():
        header[name] = (str(array.dtype), len(array), end)
        end += -(-array.nbytes // _ALIGNED) * _ALIGNED
    head = json.dumps(header).encode()
    head += b" " * (-(len(_MAGIC) + _DIGEST + len(head) + 1) % _ALIGNED) + b"\n"
    parts = [head]
    for array in arrays.values():
        parts += [array.tobytes(), bytes(-array.nbytes % _ALIGNED)]
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return [_MAGIC, digest.digest(), *parts]


def from_file(content: memoryview) -> Mapping[str, NDArray[Any]] | None:
    """The arrays as they lie in the content of such a file; None if it is damaged or of another format."""
    start = len(_MAGIC) + _DIGEST
    if bytes(content[: len(_MAGIC)]) != _MAGIC:
        return None
    if hashlib.sha256(content[start:]).digest() != content[len(_MAGIC) : start]:
        return None
    try:
        return arrays_in(content)
    except (ValueError, TypeError, AttributeError):
        return None


def arrays_in(content: memoryview) -> Mapping[str, NDArray[Any]]:
    """As ``from_file``, of content that this process or its parent has just made: no digest is worked out.

    Raises:
        ValueError: it is of another format.
    """
    import numpy as np

    start = len(_MAGIC) + _DIGEST
    line = bytes(content[start : start + (1 << 14)]).partition(b"\n")[0]
    begin = start + len(line) + 1
    header: dict[str, tuple[str, int, int]] = json.loads(line)
    if not all(kind in _TYPES for kind, _, _ in header.values()):
        raise ValueError("an array of a type that is never written")
    return {name: np.frombuffer(content, kind, size, begin + at) for name, (kind, size, at) in header.items()}


def _is_ours(found: os.stat_result) -> bool:
    if not stat.S_ISREG(found.st_mode):
        return False
    return sys.platform == "win32" or (found.st_uid == os.geteuid() and not found.st_mode & 0o077)


def _path(folder: Path, watchlists: Sequence[Watchlist]) -> Path:
    digest = hashlib.sha256(_MAGIC + sys.byteorder.encode() + digest_of_code())
    for watchlist in watchlists:
        names = [watchlist.name, *("\0".join((entry.name, *entry.aliases)) for entry in watchlist.entries)]
        digest.update(json.dumps([names, list(watchlist.abbreviations.items())]).encode())
    return folder / f"{digest.hexdigest()[:32]}.index"


@cache
def digest_of_code() -> bytes:
    """A digest of this room's code and its tables, from which all that is kept follows beside the names."""
    digest = hashlib.sha256()
    room = files("leakscan.screening")
    for place in (room, room.joinpath("compiled"), room.joinpath("data")):
        for file in sorted(place.iterdir(), key=lambda item: item.name):
            if file.name.endswith((".py", ".txt")):
                digest.update(file.name.encode() + file.read_bytes())
    return digest.digest()
