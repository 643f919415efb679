"""Tables drawn with bars: psql, MySQL, Markdown, wikis, and plain pipe-separated values."""

from __future__ import annotations

from leakscan.assessment.blocks import _cutting
from leakscan.assessment.blocks._grid import Grid
from leakscan.assessment.blocks._header import cells_of, heading
from leakscan.assessment.blocks._page import Page
from leakscan.assessment.blocks._runs import Run, runs
from leakscan.block import Block

ORDER = 40
_BARS = "|│┃║"
_FRAMED = 0.7
_FEWEST = 2
"""Bars in a text; fewer draw no table."""


def find(page: Page) -> list[Block]:
    """Tables whose cells are parted by a bar; the line above the first rule is the heading."""
    out: list[Block] = []
    for bar in _BARS:
        if _cutting.often(page.text, bar, _FEWEST):
            for run in runs(page, [_count(said, bar) for said in page.said], bare=3):
                header, body = _heading(page, run, _rows(page, run, bar))
                if len(body) >= 2:
                    out.append(Block("console", body, header))
    return out


def _count(said: str, bar: str) -> int:
    """Bars of a line; one alone before a line is a bullet or a quotation mark."""
    number = said.count(bar)
    return 0 if number == 1 and said.lstrip()[:1] == bar else number


def _rows(page: Page, run: Run, bar: str) -> Grid:
    """What stands between the bars, without the nothing outside of them where most lines begin and end with one."""
    framed = [page.said[index].strip() for index in run.lines]
    before = sum(said.startswith(bar) for said in framed) > _FRAMED * len(framed)
    behind = sum(said.endswith(bar) for said in framed) > _FRAMED * len(framed)
    return _cutting.delimited(page, run.lines, bar, quoted=False).unframed(before=before, behind=behind)


def _heading(page: Page, run: Run, rows: Grid) -> tuple[tuple[str, ...], Grid]:
    below = run.lines[0] + 1
    if len(rows) > 2 and below < len(page.said) and page.rule[below] and not _titled(page.said[below]):
        return cells_of(page.text, rows, 0), rows[1:]
    header, body = heading(page.text, rows)
    return _single(header, body.width), body


def _single(header: tuple[str, ...], width: int) -> tuple[str, ...]:
    """The heading without the nothing between two bars, where it alone is drawn with two, as in Jira."""
    doubled = len(header) == 2 * width + 1 and not any(header[::2])
    return header[1::2] if doubled else header


def _titled(said: str) -> bool:
    """Whether a rule has a title in it, as between two records; none stands below a heading."""
    return any(map(str.isalnum, said))
