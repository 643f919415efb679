"""JSON by columns: an array of names, one of figures, as data frames and column stores write a table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._grid import Grid
from leakscan.assessment.blocks._json_tree import Node
from leakscan.assessment.blocks._page import Page
from leakscan.assessment.blocks._trimming import Edges, all_trimmed
from leakscan.block import Block

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]

COLUMNS = "json-columns"
_FEWEST = 3
"""Rows."""
_MOST = 60
"""Columns that are looked at."""


class Columns(Grid):
    """Rows of one cell, the name's, and beside them cells that stand elsewhere in the text, column by column."""

    __slots__ = ("beside",)

    def __init__(self, names: Grid, beside: Sequence[tuple[Ints, Ints]]) -> None:
        super().__init__(names.first, names.cell_starts, names.cell_ends, names.columns, (names.starts, names.ends))
        self.beside = tuple(beside)
        self.width = 1 + len(self.beside)

    def column(self, number: int) -> tuple[Ints, Ints, Ints]:
        """Row, start and end of every cell of a column."""
        import numpy as np

        if number == 0:
            return super().column(0)
        starts, ends = self.beside[number - 1]
        return np.arange(len(starts)), starts, ends


def json_columns(page: Page, parent: Node) -> Iterator[Block]:
    """The table whose columns are arrays of one length under one parent, or objects of values by number."""
    if parent.opened != "{" or not parent.holds:
        return
    columns = [(key, cells) for key, node in parent.nodes[:_MOST] if key and len(cells := _cells(node)) >= _FEWEST]
    named = [(key, cells) for key, cells in columns if page.text[cells[0][0]] in "\"'"]
    if not named:
        return
    name, cells = max(named, key=lambda column: _held(page, column[1]))
    beside = [(key, other) for key, other in columns if other is not cells and len(other) == len(cells)]
    if not beside or any(len(other) != len(cells) for _, other in columns):
        return
    names = _grid.grid(page.text, [[cell] for cell in cells])
    header = tuple(page.text[slice(*key)].strip("\"'") for key, _ in [(name, cells), *beside])
    yield Block(COLUMNS, Columns(names, [_edges(page.text, other) for _, other in beside]), header)


def _cells(node: Node) -> list[Edges]:
    """The values of an array, or of an object whose keys count; none where it holds anything else."""
    return [] if node.holds or node.opened not in {"[", "{"} else [value for _, value in node.scalars]


def _held(page: Page, cells: Sequence[Edges]) -> int:
    """How much of what matters stands within a column."""
    return bisect_left(page.places, cells[-1][1]) - bisect_left(page.places, cells[0][0])


def _edges(text: str, cells: Sequence[Edges]) -> tuple[Ints, Ints]:
    import numpy as np

    spans = np.array(cells, np.int64).reshape(-1, 2)
    return all_trimmed(text, spans[:, 0], spans[:, 1])
