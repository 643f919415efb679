"""Finding blocks: runs of rows that have the shape of a list or a table, one file a shape.

A shape is a module here with ``ORDER`` (smaller looks first) and ``find(page) -> list[Block]``, a pure function
of a text whose lines taken by earlier shapes are blank. Row height, width and heading come from the text's own
structure, never from where matches stand: purity measured by the gaps between matches makes every evenly dense
directory a leak.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module

from leakscan.assessment.blocks._cutting import outside
from leakscan.assessment.blocks._grid import Grid, as_grid, edges, unfolded
from leakscan.assessment.blocks._lining import page_of
from leakscan.assessment.blocks._merge import merged, pooled
from leakscan.assessment.blocks._page import LONGEST_LISTED, Page, ends_sentence
from leakscan.assessment.blocks._pasted import pasted
from leakscan.block import Block

__all__ = [
    "LONGEST_LISTED",
    "Grid",
    "as_grid",
    "blocks_of",
    "blocks_within",
    "edges",
    "ends_sentence",
    "outside",
    "pooled",
    "shapes",
    "unfolded",
]

Shape = Callable[[Page], list[Block]]


@cache
def shapes() -> tuple[Shape, ...]:
    """The ``find`` functions of all shapes, in their order."""
    names = [found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_")]
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return tuple(module.find for module in sorted(modules, key=lambda m: (m.ORDER, m.__name__)))


def blocks_of(text: str, places: Sequence[int] = ()) -> list[Block]:
    """All blocks of a text, in its order; no character belongs to two rows of different shapes.

    Args:
        text: extracted text.
        places: what matters of the text. Where each of them stands in a block no further shape is looked for, and
            sentences are read only around them. Without any, everything is.
    """
    page, found = page_of(text, places), list[Block]()
    for find in (_in_strings, *shapes()):
        if blocks := find(page):
            found += blocks
            if page.within(blocks) or (page := page.without(blocks)).done:
                break
    return merged(text, found)


def blocks_within(text: str, start: int, end: int, places: Sequence[int] = ()) -> list[Block]:
    """The blocks of a stretch read as a text of its own, as they and the places stand in the whole text."""
    blocks = blocks_of(text[start:end], [place - start for place in places])
    return [Block(block.kind, as_grid(block.rows).moved(start), block.header) for block in blocks]


def _in_strings(page: Page) -> list[Block]:
    """The blocks of what is pasted in strings of the text, each a text of its own."""
    return [
        block for start, end in pasted(page) for block in blocks_within(page.text, start, end, page.placed(start, end))
    ]
