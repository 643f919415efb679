"""Columns under a line of dashes that says how wide they are: what consoles of databases print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._gutters import at_columns
from leakscan.assessment.blocks._header import cells_of
from leakscan.assessment.blocks._page import Line, Page
from leakscan.block import Block

ORDER = 42
_RULE = re.compile(r"\s{0,20}(?:-{2,}|={2,})(?:\s{1,4}(?:-+|=+)){1,60}\s*")
_GROUP = re.compile(r"\S+")


def find(page: Page) -> list[Block]:
    """The lines below each rule of two groups of dashes or more, as long as they keep to its columns."""
    return list(_blocks(page)) if "--" in page.text or "==" in page.text else []


def _blocks(page: Page) -> Iterator[Block]:
    reached = 0
    for index in [index for index, rule in enumerate(page.rule) if rule]:
        said = page.said[index]
        if index >= reached and _RULE.fullmatch(said):
            columns = [group.start() for group in _GROUP.finditer(said)]
            below = list(_below(page, index + 1, columns))
            if len(below) >= 2:
                reached = index + 1 + len(below)
                rows = _grid.grid(page.text, [at_columns(line, columns[1:]) for line in below])
                yield Block("fixed-width", rows, _heading(page, index - 1, columns))


def _below(page: Page, at: int, columns: Sequence[int]) -> Iterator[Line]:
    while at < len(page.said) and not page.blank[at] and not page.rule[at] and _fits(page.lines[at], columns):
        yield page.lines[at]
        at += 1


def _fits(line: Line, columns: Sequence[int]) -> bool:
    """Whether blanks stand before most of the columns."""
    before = [line.text[at - 1] == " " for at in columns[1:] if at <= len(line.text)]
    return bool(before) and sum(before) >= 0.7 * len(before)


def _heading(page: Page, index: int, columns: Sequence[int]) -> tuple[str, ...]:
    if index < 0 or page.blank[index] or page.rule[index]:
        return ()
    cells = at_columns(page.lines[index], columns[1:])
    return cells_of(page.text, _grid.grid(page.text, [cells]), 0)
