"""Cutting the lines of a run into cells at a delimiter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._grid import Grid
from leakscan.assessment.blocks._page import Line, Page
from leakscan.block import Row

if TYPE_CHECKING:
    from leakscan.assessment.blocks._grid import Ints

_SAMPLE = 400
"""Rows from which what is usual in a table is told."""


def outside(said: str, delimiter: str) -> int:
    """Number of delimiters on a line that no double quotes enclose."""
    if '"' not in said:
        return said.count(delimiter)
    return said.count(delimiter) and len(list(_outside(said, delimiter)))


def delimited(page: Page, lines: Sequence[int], delimiter: str, *, quoted: bool = True) -> Grid:
    """The lines as rows of cells; a delimiter between double quotes parts nothing where cells are ``quoted``."""
    import numpy as np

    chosen = [page.lines[index] for index in lines]
    starts, ends = [line.start for line in chosen], [line.end for line in chosen]
    low, high = starts[0], ends[-1]
    cuts = _all(page.text, delimiter, low, high)
    quotes = _all(page.text, '"', low, high) if quoted else ()
    if len(quotes):
        begin = np.array(starts)
        row = np.maximum(0, np.searchsorted(begin, cuts, "right") - 1)
        cuts = cuts[(np.searchsorted(quotes, cuts) - np.searchsorted(quotes, begin[row])) % 2 == 0]
    return _grid.cut(page.text, starts, ends, cuts, len(delimiter))


def _all(text: str, sign: str, low: int, high: int) -> Ints:
    """Where a sign stands, each time behind the one before."""
    import numpy as np

    if len(sign) == 1:
        codes = np.frombuffer(text[low:high].encode("utf-32-le", "surrogatepass"), "<u4")
        return np.flatnonzero(codes == ord(sign)) + low
    return np.array([found.start() for found in re.finditer(re.escape(sign), text[low:high])], np.int64) + low


def cells(line: Line, delimiter: str) -> list[tuple[int, int]]:
    """Edges of the cells of one line."""
    edges, at = list[tuple[int, int]](), line.start
    for place in _places(line, delimiter):
        edges.append((at, place))
        at = place + len(delimiter)
    return [*edges, (at, line.end)]


def sampled(rows: Sequence[Row]) -> list[Row]:
    """Rows spread evenly over a table, all of a short one."""
    step = max(1, len(rows) // _SAMPLE)
    return [rows[at] for at in range(0, len(rows), step)]


def wordy(rows: Sequence[Row]) -> bool:
    """Whether the cells are as long as clauses of running text."""
    return median(cell.end - cell.start for row in sampled(rows) for cell in row.cells) > 45


def sentences(page: Page, lines: Sequence[int]) -> bool:
    """Whether most of the lines end as sentences do."""
    chosen = lines[:: max(1, len(lines) // _SAMPLE)]
    return sum(page.lines[index].ends_sentence for index in chosen) > 0.5 * len(chosen)


def _places(line: Line, delimiter: str) -> Iterator[int]:
    start, _, said = line
    if '"' in said:
        yield from (start + at for at in _outside(said, delimiter))
        return
    at = said.find(delimiter)
    while at >= 0:
        yield start + at
        at = said.find(delimiter, at + len(delimiter))


def _outside(said: str, delimiter: str) -> Iterator[int]:
    quoted = False
    for found in re.finditer(f'"|{re.escape(delimiter)}', said):
        if found[0] == '"':
            quoted = not quoted
        elif not quoted:
            yield found.start()
