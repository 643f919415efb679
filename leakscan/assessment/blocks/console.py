"""Tables drawn with bars: psql, MySQL, Markdown, and plain pipe-separated values."""

from __future__ import annotations

from leakscan.assessment.blocks._header import cells_of, heading
from leakscan.assessment.blocks._page import Page, row_of
from leakscan.assessment.blocks._runs import Run, runs
from leakscan.assessment.blocks.delimited import cut
from leakscan.model import Block, Row

ORDER = 40


def find(page: Page) -> list[Block]:
    """Tables whose cells are parted by ``|`` or ``│``; the line above the first rule is the heading."""
    out = []
    for bar in ("|", "│"):
        if bar not in page.text:
            continue
        for run in runs(page.lines, lambda said, bar=bar: said.count(bar)):  # type: ignore[misc]  # a bound default
            rows = [_row(page, i, bar) for i in run.lines]
            header, body = _heading(page, run, [row for row in rows if row.cells])
            if len(body) >= 2:
                out.append(Block("console", body, header))
    return out


def _row(page: Page, index: int, bar: str) -> Row:
    line = page.lines[index]
    cells = cut(line._replace(text=line.text.replace('"', "'")), bar)
    said = line.text.strip()
    inner = cells[said.startswith(bar) : len(cells) - said.endswith(bar)] or cells
    return row_of(page.text, inner)


def _heading(page: Page, run: Run, rows: list[Row]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    below = run.lines[0] + 1
    if len(rows) > 2 and below < len(page.lines) and page.lines[below].rule and not page.lines[below].blank:
        return cells_of(page.text, rows[0]), tuple(rows[1:])
    return heading(page.text, rows)
