"""Layouts of one table as people, programs and accidents write them, one family a file, found by discovery.

Written apart from ``renderings`` and from the finding of blocks: other headings, other templates, and damage on top. A
layout is a function of a table and chance that is registered under a name; a damage is a function of the written lines.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from tests.benchmarks.leakbench.layouts._table import DAMAGES, LAYOUTS, Damage, Layout, Table

__all__ = ["Damage", "Layout", "Table", "damages", "layouts"]


@cache
def layouts() -> dict[str, Layout]:
    """All layouts by name, in the order of their families."""
    _discover()
    return dict(LAYOUTS)


@cache
def damages() -> dict[str, Damage]:
    """All damages by name."""
    _discover()
    return dict(DAMAGES)


def _discover() -> None:
    for found in pkgutil.iter_modules(__path__):
        if not found.name.startswith("_"):
            import_module(f"{__name__}.{found.name}")
