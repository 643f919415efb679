"""The rows of a document around its matches, as they stood: what a responder looks at before deciding.

Rows are the assessment's own where the document holds a list or a table, else lines. Each is cut into pieces that
are a match or are not, so that whoever shows them can mask the one and the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from leakscan.block import Block
from leakscan.model import Match

ROWS = 20  # rows shown unless told otherwise
WIDTH = 240  # characters of one row; a longer one is cut around its first match
_BEFORE = 60  # characters kept before the first match of a row that is cut


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a row; ``entry`` is the key of the entry found in it, None outside matches."""

    text: str
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """One row: its number in its block or of its line (from 1) and its pieces; ``cut`` where it was longer."""

    number: int
    pieces: tuple[Piece, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The chosen rows, and what is not among them.

    ``kind`` is that of the block they are from, ``lines`` outside blocks. ``left_out`` counts the other rows of the
    block (or lines with matches), ``elsewhere`` the matches outside the block.
    """

    kind: str
    rows: tuple[ExcerptRow, ...]
    left_out: int = 0
    elsewhere: int = 0


def excerpt(text: str, matches: Sequence[Match], blocks: Sequence[Block], rows: int = ROWS) -> Excerpt:
    """The rows of the block with the most matches from its first match on; the lines with matches without a block."""
    found = list(_outermost(matches))
    block = max(blocks, key=lambda b: len(_inside(found, b)), default=None)
    if block is None or not _inside(found, block):
        spans = [(n, span) for n, span in enumerate(_lines(text), 1) if _within(found, *span)]
        return _shown("lines", text, spans, found, rows, len(spans))
    first = _inside(found, block)[0]
    spans = [(n, (row.start, row.end)) for n, row in enumerate(block.rows, 1) if row.end > first.start]
    shown = _shown(block.kind, text, spans, found, rows, len(block.rows))
    return replace(shown, elsewhere=len(found) - len(_inside(found, block)))


_Numbered = tuple[int, tuple[int, int]]


def _shown(kind: str, text: str, spans: list[_Numbered], found: Sequence[Match], rows: int, of: int) -> Excerpt:
    chosen = tuple(_row(text, number, *span, found) for number, span in spans[:rows])
    return Excerpt(kind, chosen, of - len(chosen))


def _inside(found: Sequence[Match], block: Block) -> list[Match]:
    return [match for match in found if block.start <= match.start < block.end]


def _outermost(matches: Sequence[Match]) -> Iterator[Match]:
    """Matches of which none overlaps one before it: pieces can't."""
    end = -1
    for match in sorted(matches, key=lambda m: (m.start, -m.end)):
        if match.start >= end:
            yield match
            end = match.end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line.rstrip("\r\n"))
        start += len(line)


def _within(found: Sequence[Match], start: int, end: int) -> list[Match]:
    return [match for match in found if start <= match.start and match.end <= end]


def _row(text: str, number: int, start: int, end: int, found: Sequence[Match]) -> ExcerptRow:
    inside = _within(found, start, end)
    left = max(start, inside[0].start - _BEFORE) if inside and end - start > WIDTH else start
    right = min(end, left + WIDTH)
    inside = [match for match in inside if match.end <= right]
    edges = sorted({left, right, *(edge for match in inside for edge in (match.start, match.end))})
    entries = {match.start: match.entry for match in inside}
    pieces = tuple(Piece(text[a:b], entries.get(a)) for a, b in pairwise(edges))
    return ExcerptRow(number, pieces, cut=(left, right) != (start, end))
