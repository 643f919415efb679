"""Functions that run as they are, or compiled by numba where the extra ``fast`` is there and the work pays for it.

A function marked by :func:`kernel` is written in the part of Python that numba knows: numbers, and tuples of arrays. So
one text serves both speeds, and the answer is the same. What has to be written twice, since it looks at every letter,
lies in :mod:`leakscan.screening.compiled`, and is held against its twin by test.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import Any, TypeVar

# "no": never use the compiler; "yes": from the first character on; unset: once there is enough to do.
SWITCH = "LEAKSCAN_NUMBA"
# Loading compiled code takes a third of a second, compiling it half a minute, once a version.
_WORTH_LOADING, _WORTH_COMPILING = 4_000_000, 60_000_000
_F = TypeVar("_F", bound=Callable[..., Any])
REGISTRY: list[Callable[..., Any]] = []


@contextmanager
def switched(to: str) -> Iterator[None]:
    """Have the compiler used as ``SWITCH`` says for a while, where nobody has switched it."""
    before = os.environ.get(SWITCH)
    os.environ.setdefault(SWITCH, to)
    try:
        yield
    finally:
        if before is None:
            del os.environ[SWITCH]


class _Seen:
    """How many characters this process has read."""

    characters = 0


def kernel(function: _F) -> _F:
    """Mark a function that compiled code may call; it is returned as it is."""
    REGISTRY.append(function)
    return function


def count_characters(size: int) -> None:
    """Tell that a text of ``size`` characters is to be read."""
    _Seen.characters += size


def is_fast() -> bool:
    """Whether compiled code is to be used: numba is there, is worthwhile and was not switched off."""
    asked = os.environ.get(SWITCH)
    if asked == "no" or not _has_numba():
        return False
    if asked == "yes" or _Seen.characters >= _WORTH_COMPILING:
        return True
    return _Seen.characters >= _WORTH_LOADING and _is_compiled()


def load() -> bool:
    """Whether compiled code lies ready; what it costs to load is worthwhile from now on, however little is read."""
    ready = os.environ.get(SWITCH) != "no" and _has_numba() and _is_compiled()
    if ready:
        count_characters(_WORTH_LOADING)
    return ready


@cache
def _has_numba() -> bool:
    return find_spec("numba") is not None


@cache
def _is_compiled() -> bool:
    from leakscan.screening.compiled.folder import kept_before

    return kept_before()
