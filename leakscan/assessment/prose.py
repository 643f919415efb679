"""What is running text: lines and cells of many words, most of them not capitalised as names are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from leakscan.block import Block

_FEWEST = 8
"""Words; fewer may be a name, a heading or a remark in a table."""
_LOWER = 0.45
"""Least share of words that begin without a capital; names of organisations have fewer."""


def prose_words(said: str) -> int:
    """Number of words of a line or cell that is running text, 0 for one that is not."""
    words = said.split()
    if len(words) < _FEWEST:
        return 0
    lower = sum(word[0].isalpha() and not word[0].isupper() for word in words)
    return len(words) if lower >= _LOWER * len(words) else 0


def prose_around(text: str, blocks: Iterable[Block], best: Block | None) -> int:
    """Words of the lines that no list or table holds, and of the cells of the best one, that are running text.

    Args:
        text: the document.
        blocks: all its blocks; an enumeration is running text unless it is the best.
        best: the block that is judged, None if no block holds clients.
    """
    held = [b for b in blocks if b.kind != "sentence" or b is best]
    rows = sorted((row.start, row.end) for block in held for row in block.rows)
    starts = [start for start, _ in rows]
    words, at = 0, 0
    for line in text.split("\n"):
        end = at + len(line)
        before = bisect_right(starts, end) - 1
        if before < 0 or rows[before][1] <= at:
            words += prose_words(line)
        at = end + 1
    cells = (cell for row in best.rows for cell in row.cells) if best else ()
    return words + sum(prose_words(text[cell.start : cell.end]) for cell in cells)
