"""The process that compiles, begun beside one that reads enough for it to pay."""

from __future__ import annotations

import atexit
import logging
import subprocess
import sys
from functools import cache

from leakscan.screening.compiled.folder import folder, kept_before

_log = logging.getLogger(__name__)
_COMMAND = ("-m", "leakscan.screening.compiled")


def is_made() -> bool:
    """Whether code compiled from this version lies ready; if not, it is being made from now on.

    True as well where nothing can be kept: then whoever wants compiled code compiles it for itself.
    """
    if kept_before() or folder() is None:
        return True
    maker = _maker()
    if maker is not None and maker.poll() not in {None, 0}:
        _say_once(maker.returncode)
    return False


@cache
def _maker() -> subprocess.Popen[bytes] | None:
    command, quiet = [sys.executable, *_COMMAND, "--beside"], subprocess.DEVNULL
    try:
        maker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet)  # noqa: S603 - our own
    except OSError as error:
        _log.warning("compiling could not begin, screening goes on without: %s", error)
        return None
    atexit.register(_end, maker)
    return maker


def _end(maker: subprocess.Popen[bytes]) -> None:
    with maker:  # which closes its input
        maker.terminate()


@cache
def _say_once(status: int) -> None:
    told = " ".join(_COMMAND)
    _log.warning("compiling ended with %s, screening goes on without; `python %s` says why", status, told)
