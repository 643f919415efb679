"""Names with sentences behind them are a report about the names, not a table with a wordy column."""

from __future__ import annotations

from collections.abc import Sequence

from leakscan.assessment.blocks._grid import Grid
from leakscan.assessment.prose import prose_words

_SHARE = 1 / 3
"""Share of rows with a remark from which on the delimiter is taken for a punctuation mark."""
_FEW_CELLS = 3
_MANY = 25
"""So many rows with the same delimiter are a table, remarks or not."""


def remarked(text: str, rows: Grid) -> bool:
    """Whether so many rows or cells of a short run are running text that its delimiter parts clauses, not cells."""
    if len(rows) >= _MANY:
        return False
    edges = zip(rows.starts.tolist(), rows.ends.tolist(), rows.table(0, len(rows)), strict=True)
    wordy = sum(_clauses(text[a:b], rows.width) or _wordy_cell(text, cells) for a, b, cells in edges)
    return wordy >= _SHARE * len(rows)


def _clauses(said: str, cells: int) -> bool:
    """Whether the row as a whole is running text; short cells that many delimiters part are none."""
    return cells <= _FEW_CELLS and bool(prose_words(said))


def _wordy_cell(text: str, cells: Sequence[tuple[int, int]]) -> bool:
    return any(prose_words(text[start:end]) for start, end in cells)
