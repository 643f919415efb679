"""Names with sentences behind them are a report about the names, not a table with a wordy column."""

from __future__ import annotations

from collections.abc import Sequence

from leakscan.assessment.prose import prose_words
from leakscan.block import Row

_SHARE = 1 / 3
"""Share of rows with a remark from which on the delimiter is taken for a punctuation mark."""
_FEW_CELLS = 3
_MANY = 25
"""So many rows with the same delimiter are a table, remarks or not."""


def remarked(text: str, rows: Sequence[Row]) -> bool:
    """Whether so many rows or cells of a short run are running text that its delimiter parts clauses, not cells."""
    if len(rows) >= _MANY:
        return False
    wordy = sum(_clauses(text, row) or _wordy_cell(text, row) for row in rows)
    return wordy >= _SHARE * len(rows)


def _clauses(text: str, row: Row) -> bool:
    """Whether the row as a whole is running text; short cells that many delimiters part are none."""
    return len(row.cells) <= _FEW_CELLS and bool(prose_words(text[row.start : row.end]))


def _wordy_cell(text: str, row: Row) -> bool:
    return any(prose_words(text[cell.start : cell.end]) for cell in row.cells)
