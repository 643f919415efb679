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


def posts(page: Page) -> Iterator[tuple[int, int]]:
    """Where each post starts and ends that has some of the places that matter; none of a text without posts.

    Posts of fewer are rows, it may be: cards of one client each.
    """
    for start, end in each_post(page.text):
        held = len(page.crowded(start, end))
        if held >= CROWD or (held >= FEWEST and page.text.count("\n", start, end) >= LINE_ENDS):
            yield start, end
