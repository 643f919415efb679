"""Where matches stand in a block: in which row and cell, and how much of it each fills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from leakscan.assessment.blocks import Grid
from leakscan.assessment.found import Found
from leakscan.model import Match


class Placed(NamedTuple):
    """Matches inside a block: their numbers, and the row, column (from 0) and share of its cell of each."""

    matches: Sequence[int]
    rows: Sequence[int]
    columns: Sequence[int]
    fills: Sequence[float]


def place(grid: Grid, found: Found, text: str) -> Placed | None:
    """The matches that stand in a cell; None where these are not of two different entries.

    Matches are looked at one by one: a document holds few, for which arrays cost more than they spare.
    """
    low, high = found.starts.searchsorted([int(grid.starts[0]) - 1, int(grid.ends[-1])]).tolist()
    if high - low < 2 or len(set(found.entries[low:high])) < 2:
        return None
    placed = list(_placed(grid, found, text, low, high))
    if len({found.entries[number] for number, _, _, _ in placed}) < 2:
        return None
    return Placed(*map(list, zip(*placed, strict=True)))


def _placed(grid: Grid, found: Found, text: str, low: int, high: int) -> Iterator[tuple[int, int, int, float]]:
    """Number, row, column and fill of each match that stands in a cell."""
    held = list(_held(grid, found, low, high))
    cells = [cell for _, _, cell in held]
    edges = grid.cell_starts[cells].tolist(), grid.cell_ends[cells].tolist(), grid.columns[cells].tolist()
    for (number, row, _), start, end, column in zip(held, *edges, strict=True):
        match = found.matches[number]
        if start <= match.start and match.end <= end:
            cell = start, end
        else:
            at = _fullest(grid, row, match)
            if at < 0:
                continue
            cell, column = (int(grid.cell_starts[at]), int(grid.cell_ends[at])), int(grid.columns[at])  # noqa: PLW2901
        if found.exact[number] or (match.start <= cell[0] and cell[1] <= match.end):
            yield number, row, column, 1.0
        else:
            inner = grid.affix(column, text).inner(text, *cell) if text else cell
            yield number, row, column, _fill(inner, match, found, text)


def _held(grid: Grid, found: Found, low: int, high: int) -> Iterator[tuple[int, int, int]]:
    """Number of each match that stands in a row, the row, and the cell that begins last before the match."""
    import numpy as np

    begun, ends = found.starts[low:high], found.ends[low:high].tolist()
    rows = np.maximum(grid.starts.searchsorted(begun, "right") - 1, 0)
    cells = (grid.cell_starts.searchsorted(begun, "right") - 1).tolist()
    edges = (
        grid.starts[rows].tolist(),
        grid.ends[rows].tolist(),
        grid.first[rows].tolist(),
        grid.first[rows + 1].tolist(),
    )
    places = zip(range(low, high), begun.tolist(), ends, cells, rows.tolist(), *edges, strict=True)
    for number, start, end, cell, row, row_start, row_end, first, behind in places:
        after = row + 1
        if start >= row_end and after < len(grid) and end > grid.starts[after]:
            # a match may begin with a mark before its row: N'Acme'
            if start < grid.ends[after] and grid.first[after + 1] > behind:
                yield number, after, min(max(cell, behind), int(grid.first[after + 1]) - 1)
        elif start < row_end and end > row_start and behind > first:
            yield number, row, min(max(cell, first), behind - 1)


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
    there = max(1, letters(text[start:end]) if text else end - start)
    whole = letters(found.by_key[match.entry].name)
    return min(1.0, max(letters(match.text) / there, min(there, whole) / max(there, whole, 1)))


def letters(said: str) -> int:
    """Letters of a text; its letters and digits where it has no letter."""
    if said.isascii():
        return len(said.encode().translate(None, _NO_LETTERS)) or len(said.encode().translate(None, _NO_SIGNS))
    return sum(map(str.isalpha, said)) or sum(map(str.isalnum, said))


_NO_LETTERS = bytes(sign for sign in range(128) if not chr(sign).isalpha())
_NO_SIGNS = bytes(sign for sign in range(128) if not chr(sign).isalnum())
