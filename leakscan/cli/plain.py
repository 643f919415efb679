"""Words of the command line read without pydantic where they need no reading.

Typer asks pydantic about every parameter, given or not, and importing that alone takes longer than most commands do.
What is plainly right is taken here; whatever is not, a mistake above all, is left to Typer and its messages.
"""

from __future__ import annotations

import os
import re
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

_INT = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_UNREAD = object()


class Light:
    """For a command or group of Typer's: its parameters are read the plain way first."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its parameters, that for help among them."""
        found: list[Any] = super().get_params(ctx)  # type: ignore[misc]  # it stands before a class of Typer's
        for each in found:
            if each._runtime_param is None:  # noqa: SLF001  # Typer has no public place for it
                each._runtime_param = _Plain()  # noqa: SLF001
        return found


class _Plain:
    """Stands where Typer keeps its way of reading one parameter, until a word needs that."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        told = param.type_descriptor
        read = _read(value, told.annotation, told.parameter_info, several=param.multiple or param.nargs == -1)
        if read is not _UNREAD:
            return read
        param._runtime_param = None  # noqa: SLF001  # Typer makes its own
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def _read(value: Any, wanted: Any, info: Any, *, several: bool) -> Any:
    if value is None:
        return () if several else None
    if info.parser is not None:
        return _UNREAD
    if get_origin(wanted) is list:
        return _all(value, get_args(wanted)[0], info)
    return _one(value, wanted, info)


def _all(value: Any, wanted: Any, info: Any) -> Any:
    if not isinstance(value, list | tuple):
        return _UNREAD
    read = [_one(each, wanted, info) for each in value]
    return _UNREAD if any(each is _UNREAD for each in read) else read


def _one(value: Any, wanted: Any, info: Any) -> Any:
    if wanted is str or wanted is bool:
        return value if type(value) is wanted else _UNREAD
    if wanted is int:
        return _int(value, info)
    if wanted is Path:
        return _path(value, info)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return next((member for member in wanted if value in (member, member.value)), _UNREAD)
    return _UNREAD


def _int(value: Any, info: Any) -> Any:
    number = int(value) if isinstance(value, str) and _INT.fullmatch(value) else value
    if type(number) is not int:
        return _UNREAD
    low, high = info.min, info.max
    within = (low is None or number >= low) and (high is None or number <= high)
    return number if within else _UNREAD


def _path(value: Any, info: Any) -> Any:
    """Any path where nothing is asked of it; one that is there has to be readable, as Typer wants it by default."""
    asked = info.exists or info.writable or info.resolve_path or info.path_type or info.allow_dash
    if asked or not (info.file_okay and info.dir_okay) or not isinstance(value, str | Path):
        return _UNREAD
    if os.path.lexists(value) and not os.access(value, os.R_OK):
        return _UNREAD
    return Path(value)
