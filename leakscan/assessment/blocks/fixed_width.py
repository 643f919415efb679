"""Columns parted by blanks: reports, printed tables, what OCR makes of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._gutters import Cells, at_columns, gutters
from leakscan.assessment.blocks._header import heading
from leakscan.assessment.blocks._page import Line, Page
from leakscan.assessment.blocks._runs import Run, carved, runs
from leakscan.block import Block

ORDER = 60
_GAP = re.compile(r" {2,}")


def find(page: Page) -> list[Block]:
    """Runs of lines with gaps of two blanks; the cells follow the gutters that all lines share, if there are any."""
    if "  " not in page.text:
        return []
    out = []
    counts = [_gaps(said) for said in page.said]
    for run in runs(page, counts, ragged=0.5):
        if not carved(run, page, counts):
            lines = [page.lines[i] for i in run.lines]
            header, body = heading(page.text, _grid.grid(page.text, _cells(lines, run)))
            if len(body) >= 2:
                out.append(Block("fixed-width", body, header))
    return out


def _gaps(said: str) -> int:
    return len(_GAP.findall(said.strip())) if "  " in said else 0


def _cells(lines: Sequence[Line], run: Run) -> list[Cells]:
    columns = gutters(lines)
    if len(columns) >= max(1, run.width):
        return [at_columns(line, columns) for line in lines]
    return [_by_gaps(line) for line in lines]


def _by_gaps(line: Line) -> Cells:
    indent = len(line.text) - len(line.text.lstrip())
    cells, start = [], indent
    for gap in _GAP.finditer(line.text.rstrip(), indent):
        cells.append((line.start + start, line.start + gap.start()))
        start = gap.end()
    return [*cells, (line.start + start, line.end)]
