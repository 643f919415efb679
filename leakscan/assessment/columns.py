"""What the columns of a table hold: numbers, dates, addresses, identifiers or text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from leakscan.assessment.blocks import as_grid
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
    for kind, pattern in ((ColumnKind.DATE, _DATE), (ColumnKind.ADDRESS, _ADDRESS), (ColumnKind.NUMBER, _NUMBER)):
        if sum(bool(pattern.fullmatch(cell)) for cell in said) >= _MOST * len(said):
            return kind
    codes = sum(bool(_CODE.fullmatch(cell)) for cell in said)
    different = len(set(said)) >= 0.9 * len(said)
    return ColumnKind.IDENTIFIER if different and codes >= _MOST * len(said) else ColumnKind.TEXT


def kinds_of(block: Block, text: str) -> tuple[ColumnKind, ...]:
    """The kind of every column of a block."""
    grid = as_grid(block.rows)
    kinds = []
    for column in range(grid.width):
        _, starts, ends = grid.column(column)
        step = max(1, len(starts) // _SAMPLE)
        cells = zip(starts[::step].tolist(), ends[::step].tolist(), strict=True)
        kinds.append(kind_of([text[a:b] for a, b in cells]))
    return tuple(kinds)
