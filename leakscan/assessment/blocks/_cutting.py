"""Cutting the lines of a run into cells at a delimiter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._grid import Grid
from leakscan.assessment.blocks._page import Line, Page, ends_sentence
from leakscan.assessment.blocks._trimming import codes_of

if TYPE_CHECKING:
    from leakscan.assessment.blocks._grid import Ints

_SAMPLE = 400
"""Rows from which what is usual in a table is told."""
_CLAUSE = 45
"""Characters of a cell from which on it is rather a clause."""


def often(text: str, sign: str, least: int) -> bool:
    """Whether a sign stands so often in a text: counted only where it may, as most stand in none.

    That a character stands nowhere is told twenty times as fast as it is counted, and it is counted in a third of the
    time that a sign of several takes.
    """
    mark, marks = _mark(sign)
    if mark not in text or text.count(mark) < least * marks:
        return False
    return len(sign) == 1 or text.count(sign) >= least


@cache
def _mark(sign: str) -> tuple[str, int]:
    """The last character of a sign that is no blank, if there is one, and how often it stands in it."""
    mark = (sign.strip() or sign)[-1]
    return mark, sign.count(mark)


def outside(said: str, delimiter: str) -> int:
    """Number of delimiters on a line that no double quotes enclose."""
    if '"' not in said:
        return said.count(delimiter)
    return said.count(delimiter) and '"'.join(said.split('"')[::2]).count(delimiter)


def delimited(page: Page, lines: Sequence[int], delimiter: str, *, quoted: bool = True) -> Grid:
    """The lines as rows of cells; a delimiter between double quotes parts nothing where cells are ``quoted``."""
    return _cut(page.text, [page.starts[i] for i in lines], [page.ends[i] for i in lines], delimiter, quoted=quoted)


def cut(page: Page, lines: Sequence[Line], delimiter: str, *, quoted: bool = True) -> Grid:
    """The same of lines that are not the page's own, as without their bullets."""
    return _cut(page.text, [line.start for line in lines], [line.end for line in lines], delimiter, quoted=quoted)


def _cut(text: str, starts: Sequence[int], ends: Sequence[int], delimiter: str, *, quoted: bool) -> Grid:
    import numpy as np

    low, high = starts[0], ends[-1]
    cuts = _all(text, delimiter, low, high)
    if quoted and text.find('"', low, high) >= 0:
        quotes = _all(text, '"', low, high)
        begin = np.array(starts)
        row = np.maximum(0, begin.searchsorted(cuts, "right") - 1)
        cuts = cuts[(quotes.searchsorted(cuts) - quotes.searchsorted(begin[row])) % 2 == 0]
    return _grid.cut(text, starts, ends, cuts, len(delimiter))


def _all(text: str, sign: str, low: int, high: int) -> Ints:
    """Where a sign stands, each time behind the one before."""
    import numpy as np

    if len(sign) == 1:
        found: Ints = (codes_of(text[low:high]) == ord(sign)).nonzero()[0] + low
        return found
    return np.array([found.start() for found in re.finditer(re.escape(sign), text[low:high])], np.int64) + low


def wordy(rows: Grid) -> bool:
    """Whether the cells are as long as clauses of running text; cells that a row lacks are empty ones."""
    import numpy as np

    step = max(1, len(rows) // _SAMPLE)
    lengths = rows.cell_ends - rows.cell_starts
    if step > 1:
        lengths = lengths[np.repeat(np.arange(len(rows)), np.diff(rows.first)) % step == 0]
    number = len(range(0, len(rows), step)) * rows.width
    lengths = np.sort(np.concatenate([np.zeros(number - len(lengths), np.int64), lengths]))
    return int(lengths[(number - 1) // 2] + lengths[number // 2]) > 2 * _CLAUSE


def sentences(page: Page, lines: Sequence[int]) -> bool:
    """Whether most of the lines end as sentences do."""
    chosen = lines[:: max(1, len(lines) // _SAMPLE)]
    said = [page.said[index] for index in chosen]
    ends = [one for one in said if not one[-1:].isalnum() and ends_sentence(one)]
    return len(ends) > 0.5 * len(chosen)
