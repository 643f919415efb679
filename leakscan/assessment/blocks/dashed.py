"""Lines parted by a weak delimiter: ``Name - 5 / 12``, ``Name: 5``."""

from __future__ import annotations

from statistics import median

from leakscan.assessment.blocks._header import heading
from leakscan.assessment.blocks._page import Page, row_of
from leakscan.assessment.blocks._remarks import remarked
from leakscan.assessment.blocks._runs import Run, carved, runs
from leakscan.assessment.blocks.delimited import cut
from leakscan.assessment.blocks.lines import unbulleted
from leakscan.model import Block

ORDER = 70


def find(page: Page) -> list[Block]:
    """Lists whose lines are parted by a dash, an arrow, ``=`` or a colon; it must run through the whole list."""
    blocks: list[Block] = []
    for delimiter in (" - ", " – ", " — ", " -> ", " => ", ":"):
        if delimiter in page.text:
            found = [
                block
                for run in runs(page.lines, lambda said, d=delimiter: _count(said, d))  # type: ignore[misc]
                if not carved(run, page.lines) and (block := _block(page, run, delimiter))
            ]
            page = page.without(found)
            blocks += found
    return blocks


def _count(said: str, delimiter: str) -> int:
    number = said.count(delimiter)
    return 0 if delimiter == ":" and number > 8 else number


def _block(page: Page, run: Run, delimiter: str) -> Block | None:
    rows = [row_of(page.text, cut(unbulleted(page.lines[i]), delimiter)) for i in run.lines]
    ends = sum(page.lines[i].ends_sentence for i in run.lines)
    if ends > 0.5 * len(rows) or median(cell.end - cell.start for row in rows for cell in row.cells) > 45:
        return None
    header, body = heading(page.text, rows)
    if len(body) < 2 or (not header and remarked(page.text, rows)):
        return None
    return Block("dashed", body, header)
