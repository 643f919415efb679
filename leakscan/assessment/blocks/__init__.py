"""Finding blocks: runs of rows that have the shape of a list or a table, one file a shape.

A shape is a module here with ``ORDER`` (smaller looks first) and ``find(page) -> list[Block]``, a pure function
of a text whose lines taken by earlier shapes are blank. Row height, width and heading come from the text's own
structure, never from where matches stand: purity measured by the gaps between matches makes every evenly dense
directory a leak.
"""

from __future__ import annotations

import pkgutil
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module

from leakscan.assessment.blocks._crowded import crowds, uncrowded
from leakscan.assessment.blocks._cutting import outside
from leakscan.assessment.blocks._grid import Grid, as_grid, edges, unfolded
from leakscan.assessment.blocks._lining import page_of
from leakscan.assessment.blocks._merge import merged, pooled
from leakscan.assessment.blocks._page import LONGEST_LISTED, Page, ends_sentence
from leakscan.assessment.blocks._pasted import pasted, plain, string_around
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
    "string_around",
    "unfolded",
]

Shape = Callable[[Page], list[Block]]


@cache
def shapes() -> tuple[Shape, ...]:
    """The ``find`` functions of all shapes, in their order."""
    names = [found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_")]
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return tuple(module.find for module in sorted(modules, key=lambda m: (m.ORDER, m.__name__)))


def blocks_of(text: str, places: Sequence[int] = (), depth: int = 0) -> list[Block]:
    """All blocks of a text, in its order; no character belongs to two rows of different shapes.

    Args:
        text: extracted text.
        places: what matters of the text. Where each of them stands in a block no further shape is looked for, and
            sentences are read only around them. Without any, everything is.
        depth: how many texts this one stands in, each within the next.
    """
    page = page_of(text, places)
    own = _in_strings(page, depth)
    found = [] if own and page.within(own) else merged(text, _shaped(page.without(own)))
    if depth < _DEEPEST:
        read = sorted({edges(block)[0] for block in own})
        crowded = [(block, rows) for block in found if (rows := _in_rows(page, block, depth, read))]
        for block, rows in crowded:
            found.remove(block)
            found += uncrowded(block, sorted(rows))
            own += [one for blocks in rows.values() for one in blocks]
    return sorted([*own, *found], key=edges) if own else found


def _shaped(page: Page) -> list[Block]:
    """The blocks of each shape in turn, until everything that matters stands in one."""
    found = list[Block]()
    for find in shapes():
        if page.done:
            break
        if blocks := find(page):
            found += blocks
            if page.within(blocks):
                break
            page = page.without(blocks)
    return found


def blocks_within(text: str, start: int, end: int, places: Sequence[int] = (), depth: int = 0) -> list[Block]:
    """The blocks of a stretch read as a text of its own, as they and the places stand in the whole text.

    What stands between quotes is read without the signs that it is escaped with.
    """
    own = plain(text[start:end], text[start - 1 : start], text[end : end + 1])
    blocks = blocks_of(own, [place - start for place in places], depth)
    return [Block(block.kind, as_grid(block.rows).moved(start), block.header) for block in blocks]


_DEEPEST = 4
"""Texts within each other that are looked into: a list in a post in a log's payload in its archive."""


def _in_strings(page: Page, depth: int) -> list[Block]:
    """The blocks of what is pasted in strings of the text, each a text of its own."""
    if depth >= _DEEPEST:
        return []
    return [
        block
        for start, end in pasted(page)
        for block in blocks_within(page.text, start, end, page.placed(start, end), depth + 1)
    ]


def _in_rows(page: Page, block: Block, depth: int, read: Sequence[int]) -> dict[int, list[Block]]:
    """By its row, the blocks of what stands crowded in one row of a block; none where one begins that is known."""
    found = dict[int, list[Block]]()
    for row, (start, end) in crowds(page, block).items():
        known = bisect_left(read, start) < bisect_left(read, end)
        blocks = [] if known else blocks_within(page.text, start, end, page.placed(start, end), depth + 1)
        if known or blocks:
            found[row] = blocks
    return found
