"""Where matches stand in a block: in which row and cell, and how much of it each fills."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from leakscan.assessment.blocks import Grid
from leakscan.assessment.found import Found, is_exact
from leakscan.model import Match

if TYPE_CHECKING:
    from leakscan.assessment.found import Ints


class Placed(NamedTuple):
    """Matches inside a block: their numbers, and the row, column (from 0) and share of its cell of each.

    ``beyond`` are the places, in all of these, of the matches that end behind their row.
    """

    matches: Sequence[int]
    rows: Sequence[int]
    columns: Sequence[int]
    fills: Sequence[float]
    beyond: Sequence[int]


def place(grid: Grid, found: Found, text: str) -> Placed | None:
    """The matches that stand in a cell; None where these are not of two different entries."""
    low, high = (bisect_left(found.matches, at, key=_START) for at in (int(grid.starts[0]) - 1, int(grid.ends[-1])))
    if high - low < 2 or len(set(found.entries[low:high])) < 2:
        return None
    few = high - low < _FEW and len(grid.columns) < _SMALL
    cells = _Cells.around(grid, found, low, high) if few else None
    if cells is None:
        cells = _Cells.of(grid, found, *_held(grid, found, low, high))
    if len(cells.numbers) < 2:
        return None
    placed = _placed(grid, found, text, cells)
    if len(placed.matches) == high - low:
        return placed
    return placed if len({found.entries[number] for number in placed.matches}) > 1 else None


_START = attrgetter("start")
_FEW, _SMALL = 32, 256
"""Matches, and cells of a table, from which on arrays are quicker."""


def _held(grid: Grid, found: Found, low: int, high: int) -> tuple[Ints, Ints, Ints]:
    """Number of each match that stands in a row, the row, and the cell that begins last before the match."""
    import numpy as np

    begun, done = found.starts[low:high], found.ends[low:high]
    rows = np.maximum(grid.starts.searchsorted(begun, "right") - 1, 0)
    first, behind, ends = grid.first[rows], grid.first[rows + 1], grid.ends[rows]
    held = (begun < ends) & (done > grid.starts[rows]) & (behind > first)
    whole = np.count_nonzero(held) == len(held)  # in a quarter of the time that all() takes
    if not whole:
        # a match may begin with a mark before its row: N'Acme'
        for at in ((begun >= ends) & (rows + 1 < len(grid))).nonzero()[0].tolist():
            after = int(rows[at]) + 1
            if grid.starts[after] < done[at] and begun[at] < grid.ends[after] and grid.first[after + 1] > behind[at]:
                held[at], rows[at], first[at], behind[at] = True, after, behind[at], grid.first[after + 1]
    cells = np.minimum(np.maximum(grid.cell_starts.searchsorted(begun, "right") - 1, first), behind - 1)
    if whole or np.count_nonzero(held) == len(held):
        return np.arange(low, high), rows, cells
    return held.nonzero()[0] + low, rows[held], cells[held]


class _Cells(NamedTuple):
    """Matches by number, and the row, edges and column of the cell that holds most of each."""

    numbers: Sequence[int]
    rows: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    columns: Sequence[int]
    whole: Sequence[bool]
    """Whether the match fills its cell."""
    beyond: Sequence[int]
    """The places, in all of these, of the matches that end behind their row."""

    @classmethod
    def around(cls, grid: Grid, found: Found, low: int, high: int) -> _Cells | None:
        """The cells of a few matches if each stands in one, as most do: told one by one, without arrays."""
        parts = grid.cell_starts, grid.cell_ends, grid.columns, grid.first, grid.ends
        starts, ends, columns, first, edges = [part.tolist() for part in parts]
        told, beyond = list[tuple[int, int, int, int, bool]](), list[int]()
        for at, match in enumerate(found.matches[low:high]):
            cell = bisect_right(starts, match.start) - 1
            if cell < 0 or match.end > ends[cell]:
                return None
            row, start, end = bisect_right(first, cell) - 1, starts[cell], ends[cell]
            told.append((row, start, end, columns[cell], start == match.start and match.end == end))
            if match.end > edges[row]:
                beyond.append(at)
        rows, begun, done, held, whole = zip(*told, strict=True)
        return cls(range(low, high), rows, begun, done, held, whole, beyond)

    @classmethod
    def of(cls, grid: Grid, found: Found, numbers: Ints, rows: Ints, cells: Ints) -> _Cells:
        """The cells that begin last before the matches, or whichever other of the row holds more of one."""
        begun, done = found.starts[numbers], found.ends[numbers]
        starts, ends = grid.cell_starts[cells], grid.cell_ends[cells]
        outside = ((starts > begun) | (done > ends)).nonzero()[0].tolist()
        if outside:
            for at in outside:
                cells[at] = _fullest(grid, int(rows[at]), found.matches[int(numbers[at])])
            there = cells >= 0
            numbers, rows, cells, begun, done = (part[there] for part in (numbers, rows, cells, begun, done))
            starts, ends = grid.cell_starts[cells], grid.cell_ends[cells]
        whole = (begun <= starts) & (ends <= done)
        beyond = (done > grid.ends[rows]).nonzero()[0]
        return cls(*[part.tolist() for part in (numbers, rows, starts, ends, grid.columns[cells], whole, beyond)])


def _placed(grid: Grid, found: Found, text: str, cells: _Cells) -> Placed:
    """The matches with the share of its cell that each fills."""
    fills = [1.0] * len(cells.numbers)
    for at in [at for at, whole in enumerate(cells.whole) if not whole]:
        match = found.matches[cells.numbers[at]]
        if found.plain or not is_exact(match.kind):
            cell = cells.starts[at], cells.ends[at]
            if text:
                if _says_all(cell, match, text):
                    continue  # and so fills it without what all of its column begin or end with, too
                cell = grid.affix(cells.columns[at], text).inner(text, *cell)
            fills[at] = _fill(cell, match, found, text)
    return Placed(cells.numbers, cells.rows, cells.columns, fills, cells.beyond)


def _says_all(cell: tuple[int, int], match: Match, text: str) -> bool:
    """Whether a match has as many letters as all of its cell."""
    return letters(match.text) >= letters(text[min(cell[0], match.start) : max(cell[1], match.end)])


def _fullest(grid: Grid, row: int, match: Match) -> int:
    """The cell that holds most of a match that no cell holds whole, -1 if none does."""
    cells = range(int(grid.first[row]), int(grid.first[row + 1]))
    overlaps = [min(int(grid.cell_ends[c]), match.end) - max(int(grid.cell_starts[c]), match.start) for c in cells]
    best = max(range(len(overlaps)), key=overlaps.__getitem__)
    return cells[best] if overlaps[best] > 0 else -1


def _fill(cell: tuple[int, int], match: Match, found: Found, text: str) -> float:
    """Share of the cell that the match fills, by letters, of a cell without what all of its column begin or end with.

    A match leaves out the legal form, so a cell as long as the entry's whole name is filled as well.
    """
    start, end = min(cell[0], match.start), max(cell[1], match.end)
    there, said = max(1, letters(text[start:end]) if text else end - start), letters(match.text)
    if said >= there:
        return 1.0
    whole = letters(found.by_key[match.entry].name)
    return max(said / there, min(there, whole) / max(there, whole, 1))


def letters(said: str) -> int:
    """Letters of a text; its letters and digits where it has no letter."""
    if said.isascii():
        return len(said.encode().translate(None, _NO_LETTERS)) or len(said.encode().translate(None, _NO_SIGNS))
    return sum(map(str.isalpha, said)) or sum(map(str.isalnum, said))


_NO_LETTERS = bytes(sign for sign in range(128) if not chr(sign).isalpha())
_NO_SIGNS = bytes(sign for sign in range(128) if not chr(sign).isalnum())
