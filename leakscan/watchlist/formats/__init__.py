"""The file formats a watchlist comes in: one file each, with ``SUFFIXES`` and ``read``, found by discovery."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol

from leakscan.errors import WatchlistError
from leakscan.watchlist.sheet import Sheet


class Format(Protocol):
    """What a file in this folder offers."""

    SUFFIXES: tuple[str, ...]

    def read(self, path: Path) -> Sheet:
        """The table in the file, nothing of it understood yet."""


@cache
def suffixes() -> tuple[str, ...]:
    """Every file ending that can be read, in alphabetical order."""
    return tuple(sorted(_formats()))


def read_sheet(path: Path) -> Sheet:
    """The table in a file, by the format that its ending names.

    Raises:
        WatchlistError: no such file, an unknown ending, or content that is not what the ending says.
    """
    if not path.is_file():
        raise WatchlistError("there is no such file", path=path)
    if path.suffix.lower() not in _formats():
        raise WatchlistError(
            f"a watchlist is one of {', '.join(suffixes())}; save it as one of these, or rename it", path=path
        )
    try:
        return _formats()[path.suffix.lower()].read(path)
    except OSError as error:
        raise WatchlistError(f"the file can't be read: {error.strerror or error}", path=path) from error


@cache
def _formats() -> dict[str, Format]:
    found: dict[str, Format] = {}
    for module in pkgutil.iter_modules(__path__):
        form: Format = import_module(f"{__name__}.{module.name}")
        found.update(dict.fromkeys(form.SUFFIXES, form))
    return found
