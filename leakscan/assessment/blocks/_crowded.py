"""Rows in which far more stands than in a row: somebody's dump of posts, a log of answers, one of which is the list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._grid import as_grid
from leakscan.assessment.blocks._page import Page
from leakscan.assessment.blocks._pasted import CROWD, are_notes
from leakscan.block import Block

if TYPE_CHECKING:
    from leakscan.assessment.blocks._grid import Ints
    from leakscan.assessment.blocks._trimming import Edges


def crowds(page: Page, block: Block) -> Mapping[int, Edges]:
    """The rows that hold a crowd of places, and where: in one cell, or in what of the row is no cell.

    A row may well name a client by name, key, address and user, each in its cell; one cell does not.
    """
    grid = as_grid(block.rows)
    low, high = int(grid.starts[0]), int(grid.ends[-1])
    placed = page.crowded(low, high)
    if len(placed) < CROWD:
        return {}
    import numpy as np

    places = np.array(placed)
    held = places.searchsorted(grid.ends) - places.searchsorted(grid.starts)
    if not np.count_nonzero(held >= CROWD):
        return {}
    in_cells = places.searchsorted(grid.cell_ends) - places.searchsorted(grid.cell_starts)
    row_of = grid.first.searchsorted(np.arange(len(in_cells)), "right") - 1
    beside = held - np.bincount(row_of, in_cells, len(grid))
    crowded, named = in_cells >= CROWD, np.isin(grid.cell_starts, page.placed(low, high))
    others = np.bincount(row_of[named & ~crowded], minlength=len(grid))[row_of[crowded]] > 0
    if are_notes(len(others), float(others.sum()) / max(1, len(others))):
        return {}
    found = _edges((beside >= CROWD).nonzero()[0], grid.starts, grid.ends, None)
    found |= _edges(crowded.nonzero()[0], grid.cell_starts, grid.cell_ends, row_of)
    return {row: (start, end) for row, (start, end) in found.items() if end - start < len(page.text)}


def _edges(some: Ints, starts: Ints, ends: Ints, row_of: Ints | None) -> dict[int, Edges]:
    rows = some if row_of is None else row_of[some]
    return dict(zip(rows.tolist(), zip(starts[some].tolist(), ends[some].tolist(), strict=True), strict=True))


def uncrowded(block: Block, rows: Sequence[int]) -> Iterator[Block]:
    """The block without some of its rows, in order; nothing if none is left."""
    if not rows:
        yield block
        return
    grid = as_grid(block.rows)
    edges = zip([0, *(row + 1 for row in rows)], [*rows, len(grid)], strict=True)
    if parts := [grid[low:high] for low, high in edges if low < high]:
        yield Block(block.kind, _grid.joined(parts), block.header)
