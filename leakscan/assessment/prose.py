"""What is running text: lines and cells of many words, most of them not capitalised as names are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from leakscan.assessment.blocks import Grid, as_grid
from leakscan.block import Block, Span

_FEWEST = 8
"""Words; fewer may be a name, a heading or a remark in a table."""
_SHORTEST = 2 * _FEWEST
"""Characters of so many words at least."""
_LED, _SHORT = 2, 2
"""Words in small letters that lead to a name, and the letters up to which one, as "of" or "de", is part of a name."""
_LOWER = 0.45
"""Least share of words that begin without a capital; names of organisations have fewer."""


def prose_words(said: str) -> int:
    """Number of words of a line or cell that is running text, 0 for one that is not."""
    if len(said) < _SHORTEST - 1 or len(said.split(None, _FEWEST - 1)) < _FEWEST:
        return 0
    words, lower = words_of(said)
    return words if words >= _FEWEST and lower >= _LOWER * words else 0


def words_of(said: str) -> tuple[int, int]:
    """How many words there are, and how many of them begin with a small letter, or one that is never a capital."""
    if said.isascii():
        kinds = b" " + said.encode().translate(_KINDS)
        lower = kinds.count(b" a")
        return lower + kinds.count(b" A"), lower
    words = said.split()
    return len(words), sum([word[0].isalpha() and not word[0].isupper() for word in words])


_KINDS = "".join(" " if s.isspace() else "a" if s.islower() else "A" for s in map(chr, range(256))).encode()
"""For each sign a blank, a small letter, or whatever else a word may begin with."""


def in_clause(said: str) -> bool:
    """Whether words that stand before names, or behind them, make these a part of a clause: enough in small letters."""
    return sum([len(word) > _SHORT and word.islower() for word in said.split()]) >= _LED


def prose_around(text: str, blocks: Iterable[Block], best: Block, most: int, within: Span | None = None) -> int:
    """Words of the lines that no list or table holds, and of the cells of the best one, that are running text.

    Args:
        text: the document.
        blocks: all its blocks; an enumeration is running text unless it is the best.
        best: the block that is judged.
        most: words from which on more make no difference; counting stops there.
        within: the part of the text that is looked at, where it is not all of it.
    """
    words = 0
    listed = [*(block for block in blocks if block.kind != "sentence"), best]
    for said in _outside(text, listed, within or Span(0, len(text))):
        words += prose_words(said)
        if words >= most:
            return words
    for said in _cells(text, as_grid(best.rows)):
        words += prose_words(said)
        if words >= most:
            break
    return words


def _outside(text: str, blocks: Sequence[Block], within: Span) -> Iterator[str]:
    """The lines that hold no row, and what a line that does says in quotes beside them: the field of an object.

    A row that holds the part of the text is none of that part.
    """
    grids = [as_grid(block.rows) for block in blocks]
    rows = [edges for grid in grids for edges in zip(grid.starts.tolist(), grid.ends.tolist(), strict=True)]
    low, high = within
    if low or high < len(text):
        text, rows = text[low:high], [(start - low, end - low) for start, end in rows if low <= start and end <= high]
    last = 0
    for start, end in (*sorted(rows), (len(text) + 1, 0)):
        if start - last > _SHORTEST:
            yield from [said for said in _lines(text, last, start) if len(said) >= _SHORTEST]
        last = max(last, end)


def _lines(text: str, low: int, high: int) -> Sequence[str]:
    """The lines that begin behind one place and end before another; the last line of a text ends with it.

    Of lines that begin before or end behind, strings alone.
    """
    begin = low if not low or text[low - 1] == "\n" else text.find("\n", low, high) + 1 or high
    end = high if high > len(text) else max(begin, text.rfind("\n", begin, high) + 1)
    return [*_strings(text[low:begin]), *text[begin:end].split("\n"), *_strings(text[end:high])]


def _strings(said: str) -> Sequence[str]:
    """What stands between quotes, and between these."""
    return said.split('"') if '"' in said else ()


def _cells(text: str, grid: Grid) -> Iterator[str]:
    """Cells that are long enough for a sentence."""
    long = grid.cell_ends - grid.cell_starts >= _SHORTEST
    for start, end in zip(grid.cell_starts[long].tolist(), grid.cell_ends[long].tolist(), strict=True):
        yield text[start:end]
