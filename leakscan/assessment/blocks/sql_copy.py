r"""PostgreSQL's ``COPY table (columns) FROM stdin;`` down to ``\.``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leakscan.assessment.blocks import _cutting
from leakscan.assessment.blocks._page import Line, Page
from leakscan.assessment.blocks._pasted import FEWEST
from leakscan.block import LINE_ENDS, Block

ORDER = 15
_COPY = re.compile(r"\s*COPY\s{1,9}+[^\s(]{1,200}+\s{0,9}+\(([^()]{1,4000}+)\)\s{0,9}+FROM\s{1,9}+stdin", re.IGNORECASE)
_END = "\\."


def find(page: Page) -> list[Block]:
    """The tab-separated lines below each COPY statement, headed by the columns it names."""
    out: list[Block] = []
    if "(" not in page.text or b"stdin" not in page.small:
        return out
    header: tuple[str, ...] = ()
    lines: list[Line] = []
    for line in [*page.lines, Line(0, 0, _END)]:
        if header and line.text.startswith(_END):
            rows = _rows(page, lines, len(header) - 1)
            out += [Block("sql", _cutting.cut(page, rows, "\t", quoted=False), header)] if len(rows) >= 2 else []
            header, lines = (), []
        elif header:
            lines.append(line)
        elif "copy" in line.text[:20].lower() and (statement := _COPY.match(line.text)):
            header = tuple(name.strip(' "') for name in statement[1].split(","))
    return out


def _rows(page: Page, lines: Sequence[Line], tabs: int) -> list[Line]:
    """The lines as rows of so many tabs: a line goes on with the row before if that lacks some, or has itself none.

    So a cell of many lines stays one. If several places that matter stand on the lines behind the first, it is a text
    of its own, which is left to other shapes.
    """
    groups, had = list[list[Line]](), 0
    for line in lines:
        has = line.text.count("\t")
        if groups and tabs and (not has or had + has <= tabs):
            groups[-1].append(line)
            had += has
        elif not line.blank:
            groups.append([line])
            had = has
    return [row for group in groups for row in _rows_of(page, group)]


def _rows_of(page: Page, group: Sequence[Line]) -> Sequence[Line]:
    if len(group) <= LINE_ENDS:
        return [line for line in group if not line.blank]
    first, end = group[0], group[-1].end
    return [first if len(page.placed(first.end, end)) >= FEWEST else first._replace(end=end)]
