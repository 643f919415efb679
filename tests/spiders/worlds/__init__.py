"""Small worlds: sites that answer as the real ones do, where people write, edit and delete.

One file a site, each with a ``WORLD``; tests visit them over loopback, or play them for great numbers.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from tests.spiders.worlds.world import Item, World

__all__ = ["Item", "World", "worlds"]


def worlds() -> dict[str, type[World]]:
    """Every world, by the name of its file."""
    names = [module.name for module in pkgutil.iter_modules(__path__) if module.name != "world"]
    return {name: import_module(f"{__name__}.{name}").WORLD for name in names}
