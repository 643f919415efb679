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
# Loading compiled code takes a third of a second, compiling it half a minute of another process, once a version.
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
    """How many characters this process has read, and how many by when it is worth looking for compiled code again."""

    characters = 0
    look_at = _WORTH_LOADING
    is_made = False


def kernel(function: _F) -> _F:
    """Mark a function that compiled code may call; it is returned as it is."""
    REGISTRY.append(function)
    return function


def count_characters(size: int) -> None:
    """Tell that a text of ``size`` characters is to be read: from some size on compiled code is looked for, or made."""
    _Seen.characters += size
    if not _Seen.is_made and _Seen.characters >= _Seen.look_at and _asked() is None and _has_numba():
        _Seen.look_at = _Seen.characters + _WORTH_LOADING
        _Seen.is_made = _is_compiled() or (_Seen.characters >= _WORTH_COMPILING and _is_made_beside())


def is_fast() -> bool:
    """Whether compiled code is to be used: numba is there, is worthwhile and was not switched off."""
    asked = _asked()
    return (_Seen.is_made if asked is None else asked) and _has_numba()


def load() -> bool:
    """Whether compiled code lies ready; what it costs to load is worthwhile from now on, however little is read."""
    if _asked() is not False and _has_numba() and _is_compiled():
        _Seen.is_made = True
        return True
    return False


def _asked() -> bool | None:
    return {"yes": True, "no": False}.get(os.environ.get(SWITCH, ""))


@cache
def _has_numba() -> bool:
    return find_spec("numba") is not None


def _is_compiled() -> bool:
    from leakscan.screening.compiled.folder import kept_before

    return kept_before()


def _is_made_beside() -> bool:
    from leakscan.screening.maker import is_made

    return is_made()
