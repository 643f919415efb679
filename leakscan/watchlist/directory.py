"""Reading a reference list: a public directory of organisations, with their regions where it tells them."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from leakscan.errors import WatchlistError
from leakscan.reference import Reference, plain
from leakscan.watchlist.formats import read_sheet
from leakscan.watchlist.sheet import Sheet, text_of


def load_reference(path: Path, name: str, column: str = "name", region: str | None = None) -> Reference:
    """Read a directory from CSV, TSV, XLSX or JSON lines.

    Args:
        path: the file; its ending tells the format.
        name: what to call it.
        column: heading of the organisations' names.
        region: heading of their regions; without it the whole directory is one region.

    Raises:
        WatchlistError: the file can't be read, has no such column, or holds no name.
    """
    sheet = read_sheet(path)
    headings = {heading.casefold(): heading for heading in sheet.columns}
    names = _heading(headings, column, "--column", sheet, path)
    places = _heading(headings, region, "--region", sheet, path) if region else None
    found: dict[str, set[str]] = defaultdict(set)
    written = tuple(text_of(row.cells.get(names)) for row in sheet.rows)
    for row, name_ in zip(sheet.rows, written, strict=True):
        if said := plain(name_):
            found[said].add(text_of(row.cells.get(places)).strip() if places else "")
    if not found:
        raise WatchlistError(f"no row has a name in column {names!r}; name the right one with --column", path=path)
    return Reference(name, {said: frozenset(regions) for said, regions in found.items()}, written)


def _heading(headings: dict[str, str], asked: str, option: str, sheet: Sheet, path: Path) -> str:
    if asked.casefold() not in headings:
        there = ", ".join(sheet.columns)
        raise WatchlistError(f"there is no column {asked!r}; name it with {option}, there are: {there}", path=path)
    return headings[asked.casefold()]
