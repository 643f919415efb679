"""From a grid of cells (CSV, XLSX) to a sheet: the header row, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from leakscan.errors import WatchlistError
from leakscan.watchlist.sheet import Sheet, SheetRow

Grid = Iterable[tuple[int, Sequence[str]]]
"""Rows of cells with their numbers in the file."""


def sheet_of(grid: Grid, path: Path, left_out: tuple[str, ...] = ()) -> Sheet:
    """The sheet whose first row that is not blank is the header.

    Raises:
        WatchlistError: no header, a heading twice, or a row with more cells than there are headings.
    """
    rows = ((number, [cell.strip() for cell in cells]) for number, cells in grid)
    filled = ((number, cells) for number, cells in rows if any(cells))
    head = next(filled, None)
    if head is None:
        raise WatchlistError("the file is empty; its first row should be a header such as: name,domains", path=path)
    headings = _headings(*head, path)
    read = tuple(_row(number, cells, headings, path) for number, cells in filled)
    return Sheet(tuple(h for h in headings if h), read, left_out)


def _headings(number: int, cells: Sequence[str], path: Path) -> list[str]:
    headings = [" ".join(cell.split()) for cell in cells]
    met: set[str] = set()
    for heading in headings:
        if heading and heading.casefold() in met:
            raise WatchlistError(
                "this heading stands twice; rename or remove one of them", path=path, row=number, column=heading
            )
        met.add(heading.casefold())
    return headings


def _row(number: int, cells: list[str], headings: list[str], path: Path) -> SheetRow:
    for at, cell in enumerate(cells):
        if cell and (at >= len(headings) or not headings[at]):
            raise WatchlistError(
                f"cell {at + 1} holds {cell[:40]!r} but the header has no heading for it; "
                "quote a value that holds the delimiter, or add the heading",
                path=path,
                row=number,
            )
    named = {heading: cell for heading, cell in zip(headings, cells, strict=False) if heading}
    return SheetRow(number, named, short=len(cells) < len(headings))
