"""Lines of cells: CSV, TSV and any other sign that parts them, quoted or not."""

from __future__ import annotations

from collections.abc import Sequence

from leakscan.assessment.blocks import _cutting
from leakscan.assessment.blocks._header import heading
from leakscan.assessment.blocks._page import Page
from leakscan.assessment.blocks._remarks import remarked
from leakscan.assessment.blocks._runs import Run, carved, runs
from leakscan.block import Block

ORDER = 50
_LATEX, _BREAK = " & ", "\\\\"
_SIGNS = ("\t", "||", "::", ";", "^", "~", "#", _LATEX, ",")
"""The most telling first."""
_FEWEST, _FEWEST_TABS = 3, 2
"""Signs in a text; fewer part no lines."""
_BARE = 3
"""Rows without a tab that may follow one another: those whose other cells are empty."""


def find(page: Page) -> list[Block]:
    """Tables of delimited lines, the most telling delimiter first."""
    blocks, found = list[Block](), list[Block]()
    for sign in _SIGNS:
        bare = _BARE if sign == "\t" else 0
        if _cutting.often(page.text, sign, _FEWEST_TABS if bare else _FEWEST) and not _idle(page, sign):
            page = page.without(found)
            counts = _counts(page, sign)
            found = [block for run in runs(page, counts, bare=bare) if (block := _block(page, run, sign, counts))]
            blocks += found
    return blocks


def _idle(page: Page, sign: str) -> bool:
    """Whether the sign parts cells in LaTeX alone, and this is none."""
    return sign == _LATEX and _BREAK not in page.text


def _counts(page: Page, sign: str) -> Sequence[int]:
    """How often the sign parts something on each line."""
    if sign == _LATEX:
        return [said.count(sign) if _BREAK in said else 0 for said in page.said]
    if sign == "#":
        return [0 if said.lstrip()[:1] == sign else said.count(sign) for said in page.said]
    if '"' in page.text:
        return [_cutting.outside(said, sign) if '"' in said else said.count(sign) for said in page.said]
    return [said.count(sign) for said in page.said]


def _block(page: Page, run: Run, sign: str, counts: Sequence[int]) -> Block | None:
    if sign != "\t" and (_closing(page, run, sign) or _shaky(run, sign) or _cutting.sentences(page, run.lines)):
        return None
    if sign != "\t" and carved(run, page, counts):
        return None
    rows = _cutting.delimited(page, run.lines, sign)
    if sign != "\t" and _cutting.wordy(rows[:400]):
        return None  # running text has long cells; a comma or a semicolon in it is no delimiter
    header, body = heading(page.text, rows)
    if len(body) < 2 or not (header or sign == "\t" or not remarked(page.text, body)):
        return None
    return Block("delimited", body, header)


def _shaky(run: Run, sign: str) -> bool:
    """Whether one comma a line, and not on all of them, may be one of running text or of names."""
    return sign == "," and run.width == 1 and run.share < 0.9 and len(run.lines) < 200


def _closing(page: Page, run: Run, sign: str) -> bool:
    """Whether the sign only ends the lines, as in code."""
    return run.width == 1 and all(page.said[index].rstrip().endswith(sign) for index in run.lines[:99])
