"""Functions compiled when they are first called, and kept for the next process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numba
from numba import config
from numba.extending import register_jitable

from leakscan.screening.compiled.folder import folder
from leakscan.screening.kernels import REGISTRY


@cache
def _made_known(function: Callable[..., Any]) -> None:
    register_jitable(forceinline=True)(function)


@cache
def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function compiled, together with the kernels it calls."""
    for one in REGISTRY:
        _made_known(one)
    kept = folder()
    settings: Any = config
    before = settings.CACHE_DIR
    try:
        settings.CACHE_DIR = str(kept or "")
        # No kernel allocates, so that arrays need not be counted, which would cost more than what is done with them.
        options: dict[str, Any] = {"cache": kept is not None, "nogil": True, "boundscheck": False, "_nrt": False}
        compiler: Any = numba.njit
        made: Callable[..., Any] = compiler(**options)(function)
    finally:
        settings.CACHE_DIR = before
    return made
