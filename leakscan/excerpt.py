"""The rows of a document around its matches, as they stood: what a responder looks at before deciding.

Rows are the assessment's own where the document holds a list or a table, else lines. Each is cut into pieces that
are a match or are not, so that whoever shows them can mask the one and the other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from leakscan.block import POST, Block
from leakscan.model import Match

ROWS = 20  # rows shown unless told otherwise
WIDTH = 240  # characters of one row; a longer one is cut around its first match
_BEFORE = 60  # characters kept before the first match of a row that is cut
_WHOLE = 48_000  # characters of a text whose blocks are all found; of a longer one, a stretch of that length alone
_LEAD = 4_000  # characters of the stretch before its first match, for the heading of a table
_PER_ROW = 200  # characters that a row takes, when many are asked for


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
    block (or lines with matches), None where they go on to no known end; ``elsewhere`` the matches outside the block.
    """

    kind: str
    rows: tuple[ExcerptRow, ...]
    left_out: int | None = 0
    elsewhere: int = 0


def excerpt_of(text: str, matches: Sequence[Match], rows: int = ROWS) -> Excerpt:
    """The rows of a whole document; of a long one only the stretch with the most matches is cut into blocks."""
    from leakscan.assessment import find_blocks

    size = max(_WHOLE, rows * _PER_ROW)
    found = list(_outermost(matches))
    if len(text) <= size or not found:
        return excerpt(text, found, find_blocks(text, found), rows)
    start, end = _stretch(text, [match.start for match in found if match.row] or [match.start for match in found], size)
    near = [replace(m, start=m.start - start, end=m.end - start) for m in found if start <= m.start and m.end <= end]
    shown = excerpt(text[start:end], near, find_blocks(text[start:end], near), rows)
    return _told_apart(shown, near, found, text.count("\n", 0, start))


def _stretch(text: str, starts: Sequence[int], size: int) -> tuple[int, int]:
    """Whole lines around the ``size`` characters in which most matches begin."""
    held = [bisect_left(starts, at + size - 2 * _LEAD) - n for n, at in enumerate(starts)]
    first = starts[held.index(max(held))]
    start = text.rfind("\n", 0, max(0, first - _LEAD)) + 1
    start = start if first - start <= 2 * _LEAD else max(0, first - _LEAD)
    return start, min(len(text), start + size)


def _told_apart(shown: Excerpt, near: Sequence[Match], found: Sequence[Match], lines: int) -> Excerpt:
    """The excerpt of a stretch as one of the whole: its rows numbered on, the rest of the document not counted."""
    outside_blocks = shown.kind == "lines"
    by = lines if outside_blocks else _shift(shown, near)
    rows = tuple(replace(row, number=row.number + by) for row in shown.rows)
    whole = outside_blocks and not shown.left_out and len(near) == len(found)
    return replace(shown, rows=rows, left_out=0 if whole else None, elsewhere=0)


def _shift(shown: Excerpt, near: Sequence[Match]) -> int:
    """How far the first row's number in its stretch is from that which the assessment gave it in the whole."""
    first = next((row for row in shown.rows if any(piece.entry for piece in row.pieces)), None)
    for piece in first.pieces if first else ():
        for match in near:
            if (match.entry, match.text) == (piece.entry, piece.text) and match.row and first:
                return match.row - first.number
    return 0


def excerpt(text: str, matches: Sequence[Match], blocks: Sequence[Block], rows: int = ROWS) -> Excerpt:
    """The rows of the block that was judged, else of that which is most of a list, from its first match on.

    Without a block these are the lines with matches. As in the assessment few rows that are all clients are more of a
    list than many of which hardly any is.
    """
    found = list(_outermost(matches))
    starts = [match.start for match in found]
    block = max(blocks, key=lambda block: _listed(block, found, starts), default=None)
    inside = _between(starts, block.start, block.end) if block else range(0)
    if block is None or not inside:
        spans = [(n, span) for n, span in enumerate(_lines(text), 1) if _within(found, starts, *span)]
        return _shown("lines", text, spans, found, rows, len(spans))
    first = found[inside[0]]
    spans = [(n, (row.start, row.end)) for n, row in enumerate(block.rows, 1) if row.end > first.start]
    shown = _shown(block.kind, text, spans, found, rows, len(block.rows))
    return replace(shown, elsewhere=len(found) - len(inside))


def _listed(block: Block, found: Sequence[Match], starts: Sequence[int]) -> tuple[int, bool, float, int]:
    """How many matches stand in the rows they were judged in, how much of a list that is, and how many there are.

    The rows may be counted from elsewhere, as those of the whole document where this is a stretch of it.
    """
    from leakscan.assessment.reading import ranked

    inside = [found[n] for n in _between(starts, block.start, block.end)]
    begun = [row.start for row in block.rows] if any(match.row for match in inside) else []
    apart = Counter(match.row - bisect_right(begun, match.start) for match in inside if match.row)
    clients = len({match.entry for match in inside})
    much = ranked(clients, min(1.0, clients / len(block.rows)))
    return max(apart.values(), default=0), bool(inside), much, len(inside)


_Numbered = tuple[int, tuple[int, int]]


def _shown(kind: str, text: str, spans: list[_Numbered], found: Sequence[Match], rows: int, of: int) -> Excerpt:
    starts = [match.start for match in found]
    chosen = tuple(_row(text, number, *span, _within(found, starts, *span)) for number, span in spans[:rows])
    return Excerpt(kind, chosen, of - len(chosen))


def _between(starts: Sequence[int], start: int, end: int) -> range:
    """Which of the sorted starts lie in a stretch."""
    return range(bisect_left(starts, start), bisect_left(starts, end))


def _outermost(matches: Sequence[Match]) -> Iterator[Match]:
    """Matches of which none overlaps one before it: pieces can't."""
    end = -1
    for match in sorted(matches, key=lambda m: (m.start, -m.end)):
        if match.start >= end:
            yield match
            end = match.end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.replace(POST, " ").splitlines(keepends=True):
        yield start + text.startswith(POST, start), start + len(line.rstrip("\r\n"))
        start += len(line)


def _within(found: Sequence[Match], starts: Sequence[int], start: int, end: int) -> list[Match]:
    return [found[n] for n in _between(starts, start, end) if found[n].end <= end]


def _row(text: str, number: int, start: int, end: int, inside: list[Match]) -> ExcerptRow:
    left = max(start, inside[0].start - _BEFORE) if inside and end - start > WIDTH else start
    right = min(end, left + WIDTH)
    inside = [match for match in inside if match.end <= right]
    edges = sorted({left, right, *(edge for match in inside for edge in (match.start, match.end))})
    entries = {match.start: match.entry for match in inside}
    pieces = tuple(Piece(text[a:b], entries.get(a)) for a, b in pairwise(edges))
    return ExcerptRow(number, pieces, cut=(left, right) != (start, end))
