"""What is looked at in a watchlist: one file a question, each with ``check(watchlist)``, found by discovery."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from leakscan.model import Watchlist
from leakscan.watchlist.finding import Finding

Check = Callable[[Watchlist], Iterator[Finding]]


@cache
def discovered() -> tuple[Check, ...]:
    """The ``check`` function of every file in this folder, by file name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").check for name in names)
