"""Which posts may hold a list: a separator stands in the text before these, and before what follows them."""

from __future__ import annotations

from collections.abc import Iterable

from leakscan.block import LINE_ENDS

_LINES, _SIZE = LINE_ENDS + 1, 100
"""Fewer lines that are no longer hold no list; so most cards, and all rows, of one client each stay as they are."""


def may_list(lines: Iterable[str]) -> bool:
    """Whether a post of such lines may hold a list: it has several, or two that are not short."""
    said = size = 0
    for line in lines:
        if line and not line.isspace():
            said, size = said + 1, size + len(line)
        if said >= _LINES or (said > 1 and size >= _SIZE):
            return True
    return False
