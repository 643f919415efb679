"""Finding blocks: runs of rows that have the shape of a list or a table, one file a shape.

A shape is a module here with ``ORDER`` (smaller looks first) and ``find(page) -> list[Block]``, a pure function
of a text whose lines taken by earlier shapes are blank. Row height, width and heading come from the text's own
structure, never from where matches stand: purity measured by the gaps between matches makes every evenly dense
directory a leak.
"""

from __future__ import annotations

import pkgutil
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from leakscan.assessment.blocks._crowded import crowds, uncrowded
from leakscan.assessment.blocks._cutting import outside
from leakscan.assessment.blocks._grid import Grid, as_grid, edges, unfolded
from leakscan.assessment.blocks._lining import page_of
from leakscan.assessment.blocks._merge import merged, pooled
from leakscan.assessment.blocks._page import LONGEST_LISTED, Page, ends_sentence
from leakscan.assessment.blocks._pasted import CROWD, pasted, plain, string_around
from leakscan.assessment.blocks._posts import each_post, post_around, posts
from leakscan.block import Block, Row, Span

if TYPE_CHECKING:
    from leakscan.assessment.blocks._trimming import Edges

__all__ = [
    "LONGEST_LISTED",
    "Grid",
    "as_grid",
    "blocks_of",
    "blocks_within",
    "each_post",
    "edges",
    "ends_sentence",
    "outside",
    "pooled",
    "post_around",
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


def blocks_of(text: str, places: Sequence[int] = (), depth: int = 0, fresh: Sequence[int] | None = None) -> list[Block]:
    """All blocks of a text, in its order; no character belongs to two rows of different shapes.

    Args:
        text: extracted text.
        places: what matters of the text. Where each of them stands in a block no further shape is looked for, and
            sentences are read only around them. Without any, everything is.
        depth: how many texts this one stands in, each within the next.
        fresh: those of the places that name somebody else than the few before; all of them where it is not known.
    """
    page = page_of(text, places)
    page.__dict__.update({} if fresh is None else {"fresh": fresh})
    if depth == _DEEPEST:
        return merged(text, _shaped(page))
    own, left, most = _in_strings(page, depth)
    found = [] if own and page.within(own) else merged(text, _shaped(left))
    crowded, found = _in_rows(page, found, own, depth, most)
    return sorted([*own, *crowded, *found], key=edges) if own or crowded else found


def _in_strings(page: Page, depth: int) -> tuple[list[Block], Page, int]:
    """The blocks of posts or strings, the page without them, and how many more texts in it may be looked into."""
    strings = list(posts(page)) or list(pasted(page))
    looked = _most(page, strings, _MOST)
    own = [block for span in looked for block in _read(page, span, depth)]
    left = page.without([*own, *_whole({*strings}.difference(looked))]) if own else page
    return own, left, _MOST - len(looked)


def _shaped(page: Page) -> list[Block]:
    """The blocks of each shape in turn, until everything that matters stands in one."""
    found = list[Block]()
    if page.done:
        return found
    for find in shapes():
        if blocks := find(page):
            found += blocks
            if page.within(blocks):
                break
            page = page.without(blocks)
            if page.done:
                break
    return found


def blocks_within(text: str, start: int, end: int, places: Sequence[int] = ()) -> list[Block]:
    """The blocks of a stretch read as a text of its own, as they and the places stand in the whole text."""
    return _within(text, (start, end), places, places, 0)


def _within(text: str, span: Edges, places: Sequence[int], fresh: Sequence[int], depth: int) -> list[Block]:
    """The same; what stands between quotes is read without the signs that it is escaped with."""
    start, end = span
    own = plain(text[start:end], text[start - 1 : start], text[end : end + 1])
    blocks = blocks_of(own, [place - start for place in places], depth, [place - start for place in fresh])
    return [Block(block.kind, as_grid(block.rows).moved(start), block.header) for block in blocks]


_DEEPEST = 4
"""Texts within each other that are looked into: a list in a post in a log's payload in its archive."""


_MOST = 1024
"""Texts within one that are looked into, those first that have most of what matters; in the others nothing is."""


def _in_rows(
    page: Page, found: list[Block], own: Sequence[Block], depth: int, most: int
) -> tuple[list[Block], list[Block]]:
    """The blocks of what stands crowded in one row, and those that were found without the rows that are read so."""
    if len(page.fresh) < CROWD:
        return [], found
    rows = _read_rows(page, found, own, depth, most)
    left = [part for at, block in enumerate(found) for part in uncrowded(block, sorted(rows.get(at, ())))]
    return [block for crowded in rows.values() for blocks in crowded.values() for block in blocks], left


def _read_rows(
    page: Page, found: Sequence[Block], own: Sequence[Block], depth: int, most: int
) -> dict[int, dict[int, list[Block]]]:
    """By block and row, the blocks of what stands crowded in one row; none where one begins that is known."""
    crowded = {span: (at, row) for at, block in enumerate(found) for row, span in crowds(page, block).items()}
    if not crowded:
        return {}
    known = sorted({edges(block)[0] for block in own})
    begun = {(start, end) for start, end in crowded if bisect_left(known, start) < bisect_left(known, end)}
    told = {span: blocks for span in _most(page, crowded.keys() - begun, most) if (blocks := _read(page, span, depth))}
    out = defaultdict[int, dict[int, list[Block]]](dict)
    for span, (at, row) in crowded.items():
        if span in begun or span in told:
            out[at][row] = told.get(span, [])
    return out


def _most(page: Page, spans: Collection[Edges], most: int) -> Sequence[Edges]:
    """The stretches in order; of more than so many those in which most of what matters stands."""
    if len(spans) > most:
        spans = sorted(sorted(spans), key=lambda span: len(page.crowded(*span)), reverse=True)[:most]
    return sorted(spans)


def _whole(spans: Collection[Edges]) -> list[Block]:
    """Stretches of which nothing is read, as if each were a row."""
    return [Block("string", tuple(Row(*span, (Span(*span),)) for span in sorted(spans)))] if spans else []


def _read(page: Page, span: Edges, depth: int) -> list[Block]:
    return _within(page.text, span, page.placed(*span), page.crowded(*span), depth + 1)
