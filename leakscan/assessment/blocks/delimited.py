"""Lines of cells: CSV, TSV and any other sign that parts them, quoted or not."""

from __future__ import annotations

from collections.abc import Callable

from leakscan.assessment.blocks import _cutting
from leakscan.assessment.blocks._header import heading
from leakscan.assessment.blocks._page import Page
from leakscan.assessment.blocks._remarks import remarked
from leakscan.assessment.blocks._runs import Run, carved, runs
from leakscan.block import Block

ORDER = 50
_SIGNS = ("\t", "||", "::", ";", "^", "~", "#", " & ", ",")
"""The most telling first."""
_BARE = 3
"""Rows without a tab that may follow one another: those whose other cells are empty."""


def find(page: Page) -> list[Block]:
    """Tables of delimited lines, the most telling delimiter first."""
    blocks: list[Block] = []
    for sign in _SIGNS:
        if sign in page.text:
            bare = _BARE if sign == "\t" else 0
            found = [block for run in runs(page, _counting(sign), bare=bare) if (block := _block(page, run, sign))]
            page = page.without(found)
            blocks += found
    return blocks


def _counting(sign: str) -> Callable[[str], int]:
    if sign == " & ":  # parts cells in LaTeX alone
        return lambda said: said.count(sign) if said.rstrip().endswith("\\\\") or "\\\\" in said else 0
    if sign == "#":
        return lambda said: 0 if said.lstrip()[:1] == sign else said.count(sign)
    return lambda said: _cutting.outside(said, sign)


def _block(page: Page, run: Run, sign: str) -> Block | None:
    rows = _cutting.delimited(page, run.lines, sign)
    if sign != "\t" and _prose(page, run, sign):
        return None
    header, body = heading(page.text, rows)
    if len(body) < 2 or not (header or sign == "\t" or not remarked(page.text, body)):
        return None
    return Block("delimited", body, header)


def _prose(page: Page, run: Run, sign: str) -> bool:
    """Running text has long cells and full stops; a comma or a semicolon in it is no delimiter."""
    if _cutting.wordy(_cutting.delimited(page, run.lines[:400], sign)) or _cutting.sentences(page, run.lines):
        return True
    if _closing(page, run, sign):
        return True
    shaky = sign == "," and run.width == 1 and run.share < 0.9 and len(run.lines) < 200
    return shaky or carved(run, page, _counting(sign))


def _closing(page: Page, run: Run, sign: str) -> bool:
    """Whether the sign only ends the lines, as in code."""
    return run.width == 1 and all(page.lines[index].text.rstrip().endswith(sign) for index in run.lines[:99])
