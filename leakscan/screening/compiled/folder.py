"""Where compiled code is kept: a folder of the user's own, one for each version of this room's code."""

from __future__ import annotations

import logging
import os
import stat
import sys
import tempfile
from functools import cache
from pathlib import Path

from leakscan.screening.cache import digest_of_code

_log = logging.getLogger(__name__)
_KEPT = 2
_DONE = "compiled"


def _parent() -> Path:
    named = os.environ.get("NUMBA_CACHE_DIR")
    if named:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path("~/.cache").expanduser()) / "leakscan" / "compiled"


def _named() -> Path:
    return _parent() / digest_of_code().hex()[:16]


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


@cache
def mark_done() -> None:
    """Tell later processes that everything is compiled."""
    path = folder()
    if path is not None:
        (path / _DONE).touch()


def _is_private(path: Path) -> bool:
    found = path.stat()
    return sys.platform == "win32" or (found.st_uid == os.geteuid() and not stat.S_IMODE(found.st_mode) & 0o022)


def _drop_old(path: Path) -> None:
    """Remove what older versions kept."""
    import shutil

    others = sorted((other for other in path.parent.iterdir() if other != path and (other / _DONE).exists()),
                    key=lambda other: other.stat().st_mtime)  # fmt: skip
    for other in others[: -(_KEPT - 1)]:
        shutil.rmtree(other, ignore_errors=True)
