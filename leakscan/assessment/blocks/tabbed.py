"""Columns that tabs were typed to reach: two tabs behind a short cell, one behind a long one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._header import heading
from leakscan.assessment.blocks._page import Line, Page
from leakscan.assessment.blocks._runs import Run, runs
from leakscan.block import Block

ORDER = 45
_STOPS = (8, 4)
"""Characters from one tab stop to the next."""
_EVEN = 0.9
_USUAL = 0.3
"""Share of the lines that have a cell at a stop before it is a column."""

_Cell = tuple[int, int, int]
"""The stop it starts at, start, end."""


def find(page: Page) -> list[Block]:
    """Runs of lines whose cells start at the same stops, where their single tabs do not tally."""
    return list(_blocks(page)) if "\t\t" in page.text else []


def _blocks(page: Page) -> Iterator[Block]:
    for run in runs(page, [int("\t" in said) for said in page.said]):
        if _tallies(page, run):
            continue
        for stops in _STOPS:
            lines = [_cells(page.lines[index], stops) for index in run.lines]
            if columns := _columns(lines):
                rows = [[(columns[at], a, b) for at, a, b in line if at in columns] for line in lines]
                header, body = heading(page.text, _grid.keyed(page.text, [row for row in rows if row]))
                yield Block("delimited", body, header)
                break


def _tallies(page: Page, run: Run) -> bool:
    """Whether nearly all lines have the same number of tabs, so that two in a row hold an empty cell between them."""
    return max(Counter(page.said[index].count("\t") for index in run.lines).values()) >= _EVEN * len(run.lines)


def _cells(line: Line, stops: int) -> list[_Cell]:
    cells, at, seen = list[_Cell](), line.start, 0
    for piece in line.text.split("\t"):
        if piece.strip():
            cells.append((seen, at, at + len(piece)))
        at += len(piece) + 1
        seen = ((seen + len(piece)) // stops + 1) * stops
    return cells


def _columns(lines: Sequence[Sequence[_Cell]]) -> dict[int, int]:
    """Number of the column at each stop; empty where the cells do not keep to a few stops."""
    often = Counter(at for line in lines for at, _, _ in line)
    usual = sorted(at for at, number in often.items() if number >= _USUAL * len(lines))
    held = sum(often[at] for at in usual)
    return {at: place for place, at in enumerate(usual)} if len(usual) >= 2 and held >= _EVEN * often.total() else {}
