"""Columns parted by blanks: reports, printed tables, what OCR makes of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from leakscan.assessment.blocks._header import heading
from leakscan.assessment.blocks._page import Line, Page, row_of
from leakscan.assessment.blocks._runs import Run, carved, runs
from leakscan.model import Block

ORDER = 60
_GAP = re.compile(r" {2,}")
_WIDEST = 400
"""Characters of a line that are looked at for gutters."""


def find(page: Page) -> list[Block]:
    """Runs of lines with gaps of two blanks; the cells follow the gutters that all lines share, if there are any."""
    if "  " not in page.text:
        return []
    out = []
    for run in runs(page.lines, _gaps, ragged=0.5):
        if carved(run, page.lines):
            continue
        lines = [page.lines[i] for i in run.lines]
        rows = [row_of(page.text, cells) for cells in _cells(lines, run)]
        header, body = heading(page.text, rows)
        if len(body) >= 2:
            out.append(Block("fixed-width", body, header))
    return out


def _gaps(said: str) -> int:
    return len(_GAP.findall(said.strip()))


def _cells(lines: Sequence[Line], run: Run) -> list[list[tuple[int, int]]]:
    gutters = _gutters([line.text[:_WIDEST] for line in lines])
    if len(gutters) >= max(1, run.width):
        return [_by_gutters(line, gutters) for line in lines]
    return [_by_gaps(line) for line in lines]


def _gutters(said: Sequence[str]) -> list[int]:
    """Positions where a stretch of two or more blanks common to all lines ends; line lengths may differ."""
    width = max(map(len, said))
    common = (1 << width) - 1
    for line in said:
        padded = line.ljust(width)
        common &= int("".join("1" if letter == " " else "0" for letter in padded), 2)
    blank = f"{common:0{width}b}"
    return [gap.end() for gap in re.finditer(r"1{2,}(?=0)", blank) if gap.start() > 0]


def _by_gutters(line: Line, gutters: Sequence[int]) -> list[tuple[int, int]]:
    edges = [0, *(min(at, len(line.text)) for at in gutters), len(line.text)]
    return [(line.start + a, line.start + b) for a, b in pairwise(edges)]


def _by_gaps(line: Line) -> list[tuple[int, int]]:
    indent = len(line.text) - len(line.text.lstrip())
    cells, start = [], indent
    for gap in _GAP.finditer(line.text.rstrip(), indent):
        cells.append((line.start + start, line.start + gap.start()))
        start = gap.end()
    return [*cells, (line.start + start, line.end)]
