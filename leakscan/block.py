"""Rows of a list or a table, as they stand in a text: what the assessment finds and what is shown of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

LINE_ENDS = 4
"""Line ends from which on a string or a cell is a text of its own lines; an address has fewer."""


POST = "\x1e"
"""In extracted text, what stands before each post of a page and before what follows the last: a record separator."""


class Span(NamedTuple):
    """A stretch of the extracted text, in characters, end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row or line of a block; cells are in order and may be empty (start == end)."""

    start: int
    end: int
    cells: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of rows inside a document that has the shape of a list or a table.

    ``kind`` names the rendering (``sql``, ``sentence`` …); ``header`` the heading cells, which are not among ``rows``.
    """

    kind: str
    rows: Sequence[Row]
    header: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """First character of the first row."""
        return self.rows[0].start

    @property
    def end(self) -> int:
        """One past the last character of the last row."""
        return self.rows[-1].end
