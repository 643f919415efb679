"""Posts of a page, whose bounds extraction marks: each in which a crowd stands is a text of its own, as in a dump."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leakscan.assessment.blocks._page import Page
from leakscan.assessment.blocks._pasted import CROWD, FEWEST
from leakscan.block import LINE_ENDS, POST, Span

_POST = re.compile(f"[^{POST}]+")


def each_post(text: str) -> Iterator[Span]:
    """Where each post of a page starts and ends, and what stands before and behind them; none of a text without."""
    if POST in text:
        for found in _POST.finditer(text):
            yield Span(*found.span())


def post_around(text: str, start: int, end: int) -> Span | None:
    """The one of them that holds what stands from ``start`` to ``end``."""
    low, high = text.rfind(POST, 0, start) + 1, text.find(POST, start)
    high = high if high >= 0 else len(text)
    return Span(low, high) if end <= high and (low or high < len(text)) else None


def posts(page: Page) -> Iterator[tuple[int, int]]:
    """Where each post starts and ends that has a crowd of the places that matter; none of a text without posts.

    Where several have fewer, they may be rows, or groups of rows: cards of one client each, days of a calendar.
    """
    if POST not in page.text:
        return
    held = {span: len(page.crowded(*span)) for span in each_post(page.text)}
    few = [span for span, number in held.items() if FEWEST <= number < CROWD]
    alone = [span for span in few if page.text.count("\n", *span) >= LINE_ENDS] if len(few) < FEWEST else []
    yield from sorted([*alone, *(span for span, number in held.items() if number >= CROWD)])
