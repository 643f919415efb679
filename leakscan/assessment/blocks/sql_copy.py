r"""PostgreSQL's ``COPY table (columns) FROM stdin;`` down to ``\.``."""

from __future__ import annotations

import re

from leakscan.assessment.blocks import _cutting
from leakscan.assessment.blocks._page import Line, Page
from leakscan.block import Block

ORDER = 15
_COPY = re.compile(r"\s*COPY\s{1,9}+[^\s(]{1,200}+\s{0,9}+\(([^()]{1,4000}+)\)\s{0,9}+FROM\s{1,9}+stdin", re.IGNORECASE)


def find(page: Page) -> list[Block]:
    """The tab-separated lines below each COPY statement, headed by the columns it names."""
    out: list[Block] = []
    if "(" not in page.text or b"stdin" not in page.small:
        return out
    header: tuple[str, ...] = ()
    rows: list[Line] = []
    for line in [*page.lines, Line(0, 0, "")]:
        if header and (line.text.startswith("\\.") or line.blank):
            out += [Block("sql", _cutting.cut(page, rows, "\t", quoted=False), header)] if len(rows) >= 2 else []
            header, rows = (), []
        elif header:
            rows.append(line)
        elif "copy" in line.text[:20].lower() and (statement := _COPY.match(line.text)):
            header = tuple(name.strip(' "') for name in statement[1].split(","))
    return out
