"""Lines parted by a weak delimiter: ``Name - 5 / 12``, ``Name: 5``."""

from __future__ import annotations

from leakscan.assessment.blocks import _cutting
from leakscan.assessment.blocks._header import heading
from leakscan.assessment.blocks._page import Page
from leakscan.assessment.blocks._remarks import remarked
from leakscan.assessment.blocks._runs import Run, carved, runs
from leakscan.assessment.blocks.lines import unbulleted
from leakscan.block import Block

ORDER = 70
_FEWEST = 3
"""Signs in a text; fewer part no list."""
_MANY = 8
"""Colons or equals signs of a line; more part no cells."""
_SIGNS = (" - ", " – ", " — ", " -- ", " -> ", " => ", " = ", ":", "=")


def find(page: Page) -> list[Block]:
    """Lists whose lines are parted by a dash, an arrow, ``=`` or a colon; it must run through the whole list."""
    blocks, found = list[Block](), list[Block]()
    for delimiter in _SIGNS:
        if _cutting.often(page.text, delimiter, _FEWEST):
            if found:
                page, found = page.without(found), []
            counts = [said.count(delimiter) for said in page.said]
            if delimiter in ":=" and max(counts) > _MANY:
                counts = [number if number <= _MANY else 0 for number in counts]
            kept = [run for run in runs(page, counts) if not carved(run, page, counts)]
            found = [block for run in kept if (block := _block(page, run, delimiter))]
            blocks += found
    return blocks


def _block(page: Page, run: Run, delimiter: str) -> Block | None:
    if _cutting.sentences(page, run.lines):
        return None
    rows = _cutting.cut(page, [unbulleted(page.lines[index]) for index in run.lines], delimiter)
    if _cutting.wordy(rows):
        return None
    header, body = heading(page.text, rows)
    if len(body) < 2 or (not header and remarked(page.text, rows)):
        return None
    return Block("dashed", body, header)
