r"""PostgreSQL's ``COPY table (columns) FROM stdin;`` down to ``\.``."""

from __future__ import annotations

import re

from leakscan.assessment.blocks._page import Page, row_of
from leakscan.assessment.blocks.delimited import cut
from leakscan.model import Block, Row

ORDER = 15
_COPY = re.compile(r"\s*COPY\s{1,9}+[^\s(]{1,200}+\s{0,9}+\(([^()]{1,4000}+)\)\s{0,9}+FROM\s{1,9}+stdin", re.IGNORECASE)


def find(page: Page) -> list[Block]:
    """The tab-separated lines below each COPY statement, headed by the columns it names."""
    out: list[Block] = []
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    for line in page.lines:
        if header and (line.text.startswith("\\.") or line.blank):
            out += [Block("sql", tuple(rows), header)] if len(rows) >= 2 else []
            header, rows = (), []
        elif header:
            rows.append(row_of(page.text, cut(line._replace(text=line.text.replace('"', "'")), "\t")))
        elif "copy" in line.text[:20].lower() and (statement := _COPY.match(line.text)):
            header = tuple(name.strip(' "') for name in statement[1].split(","))
    return out + ([Block("sql", tuple(rows), header)] if len(rows) >= 2 else [])
