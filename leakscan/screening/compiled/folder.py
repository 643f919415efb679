"""Where compiled code is kept: a folder of the user's own, one for each version of this room's code and place of it."""

from __future__ import annotations

import hashlib
import logging
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path

from leakscan.screening.cache import digest_of_code

_log = logging.getLogger(__name__)
_KEPT = 4
_LONG = 86_400.0  # seconds
_DONE = "compiled"


def _parent() -> Path:
    named = os.environ.get("NUMBA_CACHE_DIR")
    if named:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path("~/.cache").expanduser()) / "leakscan" / "compiled"


@cache
def _name() -> str:
    """From all that numba asks for before it takes what it has kept: the code, where and when it was put there."""
    room = Path(__file__).parents[1]
    told = [str(room), str(sys.implementation.cache_tag), version("numba")]
    told += [f"{file.name} {file.stat().st_mtime_ns}" for file in sorted(room.rglob("*.py"))]
    return hashlib.sha256(digest_of_code() + "\0".join(told).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _named() -> Path:
    return _parent() / _name()


def kept_before() -> bool:
    """Whether code compiled from this version lies there and may be trusted."""
    try:
        return (_named() / _DONE).exists() and _is_private(_named())
    except OSError:
        return False


@cache
def folder() -> Path | None:
    """The folder, made if need be; None where none can be made that others can't write to.

    What numba keeps is code that it loads again without asking, so nobody else may be able to put some there.
    """
    path = _named()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
        if not _is_private(path):
            _log.warning("%s belongs to another user or may be written by others; nothing compiled is kept", path)
            return None
        _drop_old(path)
    except OSError as error:
        _log.info("compiled code can't be kept in %s: %s", path, error)
        return None
    return path


def mark_done() -> None:
    """Tell other processes that everything is compiled."""
    (_named() / _DONE).touch()


@contextmanager
def turn() -> Iterator[None]:
    """Keep others from compiling into the folder meanwhile; one that dies gives its turn up."""
    if sys.platform == "win32":  # where two that compile at once do twice the work, and no harm
        yield
        return
    import fcntl

    with (_named() / "turn").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _is_private(path: Path) -> bool:
    found = path.stat()
    return sys.platform == "win32" or (found.st_uid == os.geteuid() and not stat.S_IMODE(found.st_mode) & 0o022)


def _drop_old(path: Path) -> None:
    """Remove what older versions kept, and what was begun long ago and never done."""
    import shutil

    others = sorted((other.stat().st_mtime, other) for other in path.parent.iterdir() if other != path)
    done = [other for _, other in others if (other / _DONE).exists()]
    left = [other for at, other in others if other not in done and at < time.time() - _LONG]
    for other in done[: -(_KEPT - 1)] + left:
        shutil.rmtree(other, ignore_errors=True)
