"""What every format reads a watchlist into: headings and numbered rows of text, before anything is understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Cell = str | tuple[str, ...]
"""The text of a cell; several values where the format itself knows lists (JSON)."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number in the file (from 1, the header included) and its cells under their headings.

    ``short`` tells that the row ended before the header did; the missing cells count as empty.
    """

    number: int
    cells: Mapping[str, Cell]
    short: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stood in the file. ``left_out`` names what the format did not read (further sheets)."""

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    left_out: tuple[str, ...] = ()


def text_of(cell: Cell | None) -> str:
    """A cell as one text; several values are joined the way a CSV file would write them."""
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else ";".join(cell)
