"""What layouts write, and where they are registered."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Headings, rows of written cells, and which column holds the names."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    name: int

    @property
    def names(self) -> list[str]:
        """The names, in order."""
        return [row[self.name] for row in self.rows]

    @property
    def beside(self) -> list[list[str]]:
        """The other cells of each row."""
        return [[cell for place, cell in enumerate(row) if place != self.name] for row in self.rows]

    def widths(self, *, heading: bool = True) -> list[int]:
        """Width of the widest cell of each column."""
        lines = [self.columns, *self.rows] if heading else self.rows
        return [max(len(line[place]) for line in lines) for place in range(len(self.columns))]


@dataclass(frozen=True)
class Layout:
    """How a table is written: the function, the ending of such a file, whether it keeps other columns than the names,
    whether its lines may be damaged and still be what they are, and whether each row is one line.
    """

    name: str
    write: Callable[[Table, random.Random], str]
    ending: str = ".txt"
    whole: bool = True
    lined: bool = True
    one: bool = True


Damage = Callable[[Sequence[str], random.Random], list[str]]
"""Lines of a document's table, damaged."""

LAYOUTS: dict[str, Layout] = {}
DAMAGES: dict[str, Damage] = {}
_Writer = Callable[[Table, random.Random], str]


def layout(
    name: str, *, ending: str = ".txt", whole: bool = True, lined: bool = True, one: bool = True
) -> Callable[[_Writer], _Writer]:
    """Register a layout."""

    def keep(write: _Writer) -> _Writer:
        LAYOUTS[name] = Layout(name, write, ending, whole, lined, one)
        return write

    return keep


def damage(name: str) -> Callable[[Damage], Damage]:
    """Register a damage."""

    def keep(do: Damage) -> Damage:
        DAMAGES[name] = do
        return do

    return keep
