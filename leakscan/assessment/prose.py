"""What is running text: lines and cells of many words, most of them not capitalised as names are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from leakscan.assessment.blocks import Grid, as_grid
from leakscan.block import Block

_FEWEST = 8
"""Words; fewer may be a name, a heading or a remark in a table."""
_SHORTEST = 2 * _FEWEST
"""Characters of so many words at least."""
_LOWER = 0.45
"""Least share of words that begin without a capital; names of organisations have fewer."""


def prose_words(said: str) -> int:
    """Number of words of a line or cell that is running text, 0 for one that is not."""
    if len(said) < _SHORTEST - 1:
        return 0
    words, lower = _words(said)
    return words if words >= _FEWEST and lower >= _LOWER * words else 0


def _words(said: str) -> tuple[int, int]:
    """How many words there are, and how many of them begin with a small letter, or one that is never a capital."""
    if said.isascii():
        kinds = b" " + said.encode().translate(_KINDS)
        lower = kinds.count(b" a")
        return lower + kinds.count(b" A"), lower
    words = said.split()
    return len(words), sum([word[0].isalpha() and not word[0].isupper() for word in words])


_KINDS = "".join(" " if s.isspace() else "a" if s.islower() else "A" for s in map(chr, range(256))).encode()
"""For each sign a blank, a small letter, or whatever else a word may begin with."""


def prose_around(text: str, blocks: Iterable[Block], best: Block, most: int) -> int:
    """Words of the lines that no list or table holds, and of the cells of the best one, that are running text.

    Args:
        text: the document.
        blocks: all its blocks; an enumeration is running text unless it is the best.
        best: the block that is judged.
        most: words from which on more make no difference; counting stops there.
    """
    words = 0
    for said in _outside(text, [*(block for block in blocks if block.kind != "sentence"), best]):
        words += prose_words(said)
        if words >= most:
            return words
    for said in _cells(text, as_grid(best.rows)):
        words += prose_words(said)
        if words >= most:
            break
    return words


def _outside(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    """The lines that hold no row."""
    import numpy as np

    first, *others = [as_grid(block.rows) for block in blocks]
    starts, ends = first.starts, first.ends
    if others:
        starts = np.concatenate([starts, *[grid.starts for grid in others]])
        ends = np.concatenate([ends, *[grid.ends for grid in others]])
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], np.maximum.accumulate(ends[order])
    lines = text.split("\n")
    lengths = np.array(list(map(len, lines)))
    stops = np.cumsum(lengths + 1) - 1
    before = starts.searchsorted(stops, "right") - 1
    outside = (before < 0) | (ends[before] <= stops - lengths)
    yield from [lines[at] for at in (outside & (lengths >= _SHORTEST)).nonzero()[0].tolist()]


def _cells(text: str, grid: Grid) -> Iterator[str]:
    """Cells that are long enough for a sentence."""
    for at in (grid.cell_ends - grid.cell_starts >= _SHORTEST).nonzero()[0].tolist():
        yield text[int(grid.cell_starts[at]) : int(grid.cell_ends[at])]
