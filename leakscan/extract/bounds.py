"""Lines of a post: which may hold a list, so that a separator stands before and behind it, and which are paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from leakscan.block import LINE_ENDS

_LINES, _SIZE = LINE_ENDS + 1, 100
"""Fewer lines that are no longer hold no list; so most cards, and all rows, of one client each stay as they are."""

_SINGLE = 0.8
"""Share of the paragraphs that have one line from which on they are lines."""


def may_list(lines: Iterable[str]) -> bool:
    """Whether a post of such lines may hold a list: it has several, or two that are not short."""
    said = size = 0
    for line in lines:
        if line and not line.isspace():
            said, size = said + 1, size + len(line)
        if said >= _LINES or (said > 1 and size >= _SIZE):
            return True
    return False


def tight(lines: Sequence[str]) -> Sequence[str]:
    """The lines of a post without the empty ones where an editor made a paragraph of each line, or of nearly each."""
    paragraphs = [len(list(said)) for said_so, said in groupby(lines, bool) if said_so]
    single = sum([size == 1 for size in paragraphs])
    return list(filter(None, lines)) if single >= max(LINE_ENDS, _SINGLE * len(paragraphs)) else lines
