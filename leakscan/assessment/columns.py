"""What the columns of a table hold: numbers, dates, addresses, identifiers or text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import islice, pairwise

from leakscan.assessment.blocks import Grid, as_grid
from leakscan.block import Block

_DATE = re.compile(
    r"""(?: \d{4}[-/.]\d{1,2}[-/.]\d{1,2} | \d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})
          | \d{1,2}\.?[ ]\w{3,9}\.?[ ]\d{4} | \w{3,9}[ ]\d{1,2},[ ]\d{4} )
    (?: [T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)? (?:Z|[ ]?[+-]\d{2}:?\d{2})? )?""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"[\s$€£(+-]*\d[\d.,'\u00a0\u202f ]*%?\)?")
_ADDRESS = re.compile(r"\S+@\S+\.\S+")
_CODE = re.compile(r"(?=\S*\d)[\w.:/#+-]{3,64}")
_MOST = 0.8
"""Share of the cells that must be of a kind."""
_FILLED = 0.7
"""Share of the rows in which a column of data holds something."""
_SHORT = 3
"""Words that three quarters of the cells have at most, where they hold words rather than remarks."""
_SAMPLE = 200


class ColumnKind(StrEnum):
    """What most cells of a column hold."""

    NUMBER = "number"
    DATE = "date"
    ADDRESS = "address"
    IDENTIFIER = "identifier"
    TEXT = "text"


def kind_of(cells: Sequence[str]) -> ColumnKind:
    """The kind of a column by its cells; blank ones tell nothing."""
    said = [cell.strip() for cell in cells if cell and not cell.isspace()]
    if not said:
        return ColumnKind.TEXT
    for kind, pattern in _PATTERNS.items():
        if _mostly(said, pattern):
            return kind
    different = len(set(said)) >= 0.9 * len(said)
    return ColumnKind.IDENTIFIER if different and _mostly(said, _CODE) else ColumnKind.TEXT


_PATTERNS = {ColumnKind.DATE: _DATE, ColumnKind.ADDRESS: _ADDRESS, ColumnKind.NUMBER: _NUMBER}


def mostly(cells: Sequence[str], kinds: Sequence[ColumnKind]) -> bool:
    """Whether most cells of a column are dates, say, or addresses; blank ones tell nothing."""
    said = [cell.strip() for cell in cells if cell and not cell.isspace()]
    return bool(said) and any(_mostly(said, _PATTERNS[kind]) for kind in kinds)


def _mostly(said: Sequence[str], pattern: re.Pattern[str]) -> bool:
    """Whether most of the cells are of a kind; given up as soon as too many are not."""
    left = len(said)
    for cell in said:
        if not pattern.fullmatch(cell):
            left -= 1
            if left < _MOST * len(said):
                return False
    return True


def kinds_of(block: Block, text: str) -> tuple[ColumnKind, ...]:
    """The kind of every column of a block."""
    grid = as_grid(block.rows)
    return tuple(kind_of(_cells(grid, column, text)) for column in range(grid.width))


def data_columns(block: Block, names: int, text: str) -> int:
    """How many columns beside that of the names, up to two, hold data: numbers, dates, codes, a word or two.

    Neither a remark behind a name nor the number of a row is data.
    """
    grid = as_grid(block.rows)
    beside = (column for column in range(grid.width) if column != names)
    data = (column for column in beside if _data(_cells(grid, column, text), min(len(grid), _SAMPLE)))
    return sum(1 for _ in islice(data, 2))


def _cells(grid: Grid, column: int, text: str) -> list[str]:
    """The cells of a column, of some rows where there are many."""
    _, starts, ends = grid.column(column)
    step = max(1, len(starts) // _SAMPLE)
    return [text[a:b].strip() for a, b in zip(starts[::step].tolist(), ends[::step].tolist(), strict=True)]


def _data(cells: Sequence[str], rows: int) -> bool:
    said = [cell for cell in cells if cell]
    if len(said) < _FILLED * rows or _counted(said):
        return False
    words = sorted(len(cell.split()) for cell in said)
    return words[-len(words) // 4] <= _SHORT or kind_of(said) is not ColumnKind.TEXT


def _counted(cells: Sequence[str]) -> bool:
    """Whether the cells number the rows: 1, 2, 3."""
    if len(cells) < 2 or not all(cell.strip(".)#").isdecimal() for cell in (cells[-1], *cells)):
        return False
    return all(b - a == 1 for a, b in pairwise([int(cell.strip(".)#")) for cell in cells]))
