"""What stands on the demo's sites: one file a kind of page, each with ``make(cast, draw)``, found by discovery.

The pages are made to be realistic, not to be easy: decoys name clients, list organisations in the same style, and carry
columns of figures.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from leakscan.demo.cast import Cast
from leakscan.demo.page import Dice, Page, dice

Maker = Callable[[Cast, Dice], Iterator[Page]]


def all_pages(cast: Cast) -> list[Page]:
    """Every page, kinds mixed as on a real site; the same for the same cast. Posts of one thread keep their order."""
    pages = [page for name, make in _makers().items() for page in make(cast, dice(name))]
    order = dice("order")
    rank = {title: order.random() for title in dict.fromkeys(page.title for page in pages)}
    return sorted(pages, key=lambda page: rank[page.title])


@cache
def _makers() -> dict[str, Maker]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: import_module(f"{__name__}.{name}").make for name in names}
