"""Rows of cells as arrays: a table of a megabyte has more cells than anybody looks at, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, starmap
from typing import TYPE_CHECKING, Any, overload

from leakscan.assessment.affix import Affix, affix_of
from leakscan.assessment.blocks._trimming import Edges, all_trimmed
from leakscan.block import Block, Row, Span

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]

_SAMPLE = 64
"""Cells that tell what a column's have in common."""


class Grid(Sequence[Row]):
    """Rows in order of the text; a row is made when it is asked for.

    ``starts`` and ``ends`` are the rows'. ``cell_starts``, ``cell_ends`` and ``columns`` (their column's number) are
    the cells' of all rows in order of the text; those of row ``i`` are at ``first[i]`` up to ``first[i + 1]``.
    """

    __slots__ = ("_even", "affixes", "cell_ends", "cell_starts", "columns", "ends", "first", "known", "starts", "width")

    def __init__(
        self,
        first: Ints,
        cell_starts: Ints,
        cell_ends: Ints,
        columns: Ints,
        edges: tuple[Ints, Ints],
        *,
        even: bool | None = None,
    ) -> None:
        self.first, self.cell_starts, self.cell_ends, self.columns = first, cell_starts, cell_ends, columns
        self.starts, self.ends = edges
        if even:
            self.width = len(columns) // len(self.starts)
        else:
            self.width = int(columns.max()) + 1 if len(columns) else 0
        self._even = even
        self.affixes: dict[int, Affix] = {}
        self.known: dict[int, tuple[Ints, Ints, Ints]] = {}

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Grid: ...
    def __getitem__(self, at: int | slice) -> Row | Grid:
        if isinstance(at, slice):
            low, high, step = at.indices(len(self))
            if step != 1:
                raise ValueError("a part of a grid holds rows that follow each other")
            return self._part(low, max(low, high))
        return self._row(range(len(self))[at])

    def column(self, number: int) -> tuple[Ints, Ints, Ints]:
        """Row, start and end of every cell of a column."""
        import numpy as np

        if number not in self.known and self.even:
            starts, ends = self.cell_starts[number :: self.width], self.cell_ends[number :: self.width]
            self.known[number] = np.arange(len(starts)), starts, ends
        elif number not in self.known:
            held = (self.columns == number).nonzero()[0]
            rows = self.first.searchsorted(held, "right") - 1
            self.known[number] = rows, self.cell_starts[held], self.cell_ends[held]
        return self.known[number]

    @property
    def even(self) -> bool:
        """Whether each row has all cells, in order."""
        if self._even is None:
            import numpy as np

            full = len(self.columns) == len(self) * self.width > 0
            # counted, for that takes a quarter of the time that all() does
            self._even = full and not (
                np.count_nonzero(self.columns.reshape(-1, self.width) != np.arange(self.width))
                or np.count_nonzero(self.first[:-1] != np.arange(len(self)) * self.width)
            )
        return self._even

    def affix(self, number: int, text: str) -> Affix:
        """What nearly all cells of a column begin and end with."""
        if number not in self.affixes:
            _, starts, ends = self.column(number)
            step = max(1, len(starts) // _SAMPLE)
            cells = zip(starts[::step].tolist(), ends[::step].tolist(), strict=True)
            self.affixes[number] = affix_of([text[a:b] for a, b in cells])
        return self.affixes[number]

    def moved(self, by: int) -> Grid:
        """The same rows of a text that begins so many characters earlier."""
        cells = self.cell_starts + by, self.cell_ends + by, self.columns
        return Grid(self.first, *cells, (self.starts + by, self.ends + by), even=self._even)

    def unframed(self, *, before: bool, behind: bool) -> Grid:
        """The same rows without the empty cell that begins or ends each, where a border stands outside of the cells."""
        import numpy as np

        empty = self.cell_ends <= self.cell_starts
        outer = np.zeros(len(empty), bool)
        several = np.diff(self.first) > 1
        if before:
            outer[self.first[:-1][several]] = True
        if behind:
            outer[self.first[1:][several] - 1] = True
        kept = ~(outer & empty)
        first = np.concatenate([[0], kept.cumsum()])[self.first]
        return Grid(first, self.cell_starts[kept], self.cell_ends[kept], _places(first), (self.starts, self.ends))

    def _part(self, low: int, high: int) -> Grid:
        a, b = int(self.first[low]), int(self.first[high])
        cells = self.cell_starts[a:b], self.cell_ends[a:b], self.columns[a:b]
        edges, even = (self.starts[low:high], self.ends[low:high]), True if self._even and low < high else None
        return Grid(self.first[low : high + 1] - a, *cells, edges, even=even)

    def __iter__(self) -> Iterator[Row]:
        edges = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        for (start, end), cells in zip(edges, self.table(0, len(self)), strict=True):
            yield Row(start, end, tuple(starmap(Span, cells)))

    def _row(self, at: int) -> Row:
        cells = tuple(Span(*edges) for edges in self.cells(at))
        return Row(int(self.starts[at]), int(self.ends[at]), cells)

    def cells(self, at: int) -> list[Edges]:
        """Edges of the cells of one row, those that it lacks empty at its start."""
        return next(self.table(at, at + 1))

    def table(self, low: int, high: int) -> Iterator[list[Edges]]:
        """The same of several rows, from one up to another."""
        first, starts = self.first[low : high + 1].tolist(), self.starts[low:high].tolist()
        held = slice(first[0], first[-1])
        columns = self.columns[held].tolist()
        edges = list(zip(self.cell_starts[held].tolist(), self.cell_ends[held].tolist(), strict=True))
        for start, (a, b) in zip(starts, pairwise(first), strict=True):
            row = [(start, start)] * self.width
            for at in range(a - first[0], b - first[0]):
                row[columns[at]] = edges[at]
            yield row


def grid(text: str, rows: Sequence[Sequence[Edges]]) -> Grid:
    """Rows given by the edges of their cells; the place of a cell in its row is its column."""
    import numpy as np

    flat = np.fromiter(chain.from_iterable(chain.from_iterable(rows)), np.int64).reshape(-1, 2)
    first = _offsets([len(row) for row in rows])
    columns = _places(first)
    return _made(text, first, flat[:, 0], flat[:, 1], columns)


def single(text: str, edges: Sequence[Edges]) -> Grid:
    """Rows of one cell, given by its edges."""
    return even(text, [start for start, _ in edges], [end for _, end in edges], 1)


def even(text: str, starts: Sequence[int] | Ints, ends: Sequence[int] | Ints, width: int) -> Grid:
    """Rows that have so many cells each, given by where these start and end."""
    import numpy as np

    begin, end = np.asarray(starts, np.int64), np.asarray(ends, np.int64)
    first = np.arange(0, len(begin) + 1, width)
    cells = all_trimmed(text, begin, end)
    edges, columns = (begin[::width], end[width - 1 :: width]), np.arange(len(begin)) % width
    return Grid(first, *cells, columns, edges, even=len(begin) > 0)


def keyed(text: str, rows: Sequence[Sequence[tuple[int, int, int]]], edges: Sequence[Edges] = ()) -> Grid:
    """Rows given by the number of the column, start and end of each cell; a column may be missing.

    ``edges`` are the rows' own; without them a row reaches from its first cell to its last.
    """
    import numpy as np

    flat = np.fromiter(chain.from_iterable(chain.from_iterable(rows)), np.int64).reshape(-1, 3)
    first = _offsets([len(row) for row in rows])
    if (flat[1:, 1] < flat[:-1, 1]).any():
        flat = flat[np.lexsort((flat[:, 1], np.repeat(np.arange(len(rows)), np.diff(first))))]
    columns, starts, ends = flat.T
    made = _made(text, first, starts, ends, columns)
    if edges:
        made.starts, made.ends = np.array(edges, np.int64).reshape(-1, 2).T
    return made


def _places(first: Ints) -> Ints:
    """The number of each cell in its row, of rows whose cells begin at these places."""
    import numpy as np

    return np.arange(first[-1]) - first[:-1].repeat(first[1:] - first[:-1])


def _offsets(lengths: Sequence[int]) -> Ints:
    import numpy as np

    return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.array(lengths, np.int64))])


def cut(text: str, starts: Sequence[int], ends: Sequence[int], cuts: Ints, length: int) -> Grid:
    """Rows cut into cells at places of the text.

    Args:
        text: the document.
        starts: where each row starts.
        ends: where each row ends.
        cuts: places of all delimiters within rows, in order.
        length: characters of a delimiter.
    """
    import numpy as np

    begin, end = np.array(starts, np.int64), np.array(ends, np.int64)
    if even := _evenly_cut(begin, end, cuts, length):
        first, cell_starts, cell_ends, columns = even
        return Grid(first, *all_trimmed(text, cell_starts, cell_ends), columns, (begin, end), even=True)
    cuts = cuts[cuts < end[np.maximum(0, begin.searchsorted(cuts, "right") - 1)]]
    cell_starts = np.sort(np.concatenate([begin, cuts + length]))
    first = np.concatenate([cell_starts.searchsorted(begin), [len(cell_starts)]])
    cell_ends = np.sort(np.concatenate([end, cuts]))
    columns = _places(first)
    return _made(text, first, cell_starts, cell_ends, columns)


def _evenly_cut(begin: Ints, end: Ints, cuts: Ints, length: int) -> tuple[Ints, Ints, Ints, Ints] | None:
    """First cells, starts, ends and columns of the cells where all rows have as many cuts as the others, else None."""
    import numpy as np

    number = len(begin)
    if not len(cuts) or len(cuts) % number:
        return None
    within = cuts.reshape(number, -1)
    if np.count_nonzero(within[:, 0] < begin) or np.count_nonzero(within[:, -1] >= end):
        return None
    width = within.shape[1] + 1
    starts, ends = np.empty((number, width), np.int64), np.empty((number, width), np.int64)
    starts[:, 0], ends[:, -1] = begin, end
    np.add(within, length, out=starts[:, 1:])
    ends[:, :-1] = within
    return np.arange(0, (number + 1) * width, width), starts.ravel(), ends.ravel(), np.arange(number * width) % width


def as_grid(rows: Sequence[Row]) -> Grid:
    """Rows as a grid, whoever made them."""
    if isinstance(rows, Grid):
        return rows
    import numpy as np

    cells = np.array([(c, cell.start, cell.end) for row in rows for c, cell in enumerate(row.cells)], np.int64)
    first = np.cumsum([0, *(len(row.cells) for row in rows)])
    columns, starts, ends = cells.reshape(-1, 3).T
    edges = np.array([(row.start, row.end) for row in rows], np.int64).reshape(-1, 2).T
    return Grid(first, starts, ends, columns, (edges[0], edges[1]))


def edges(block: Block) -> Edges:
    """Where a block starts and ends, for which no row need be made."""
    rows = as_grid(block.rows)
    return int(rows.starts[0]), int(rows.ends[-1])


def unfolded(block: Block, columns: Sequence[int]) -> Block:
    """The block with a row for each cell of these columns: names that stand side by side."""
    import numpy as np

    rows = as_grid(block.rows)
    held = np.isin(rows.columns, columns) & (rows.cell_ends > rows.cell_starts)
    starts, ends = rows.cell_starts[held], rows.cell_ends[held]
    each = Grid(np.arange(len(starts) + 1), starts, ends, np.zeros(len(starts), np.int64), (starts, ends))
    return Block("lines", each)


def joined(parts: Sequence[Grid]) -> Grid:
    """The rows of several grids, one behind the other."""
    import numpy as np

    counts = np.concatenate([np.diff(part.first) for part in parts])
    first = np.concatenate([[0], counts.cumsum()])
    starts, ends = (np.concatenate([getattr(part, name) for part in parts]) for name in ("cell_starts", "cell_ends"))
    edges = np.concatenate([part.starts for part in parts]), np.concatenate([part.ends for part in parts])
    return Grid(first, starts, ends, np.concatenate([part.columns for part in parts]), edges)


def _made(text: str, first: Ints, starts: Ints, ends: Ints, columns: Ints) -> Grid:
    """The grid, each cell trimmed and each row from its first cell's untrimmed start to its last one's end."""
    import numpy as np

    held = np.minimum(first[:-1], max(0, len(starts) - 1))
    edges = starts[held], ends[np.minimum(np.maximum(first[1:] - 1, 0), max(0, len(ends) - 1))]
    return Grid(first, *all_trimmed(text, starts, ends), columns, edges)
