"""Cheap looks that spare most documents the finding of blocks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from leakscan.assessment.blocks import blocks_of
from leakscan.block import Block, Row, Span
from leakscan.model import Match, MatchKind

_EXACT = frozenset({MatchKind.EMAIL, MatchKind.IDENTIFIER, MatchKind.HASHED})
_STRETCHES = ((8000, 20), (2000, 8))
"""Characters of a stretch, and rows it must have before its impurity says anything."""
_LONG = 16_000
_PURE = 0.25


def worth_blocks(matches: Sequence[Match]) -> bool:
    """Whether finding blocks can change anything: three different clients of one watchlist, or one identifier."""
    entries: dict[str, set[str]] = defaultdict(set)
    for match in matches:
        entries[match.watchlist].add(match.entry)
        if match.kind in _EXACT or len(entries[match.watchlist]) >= 3:
            return True
    return False


def impure(text: str, matches: Sequence[Match]) -> list[Block]:
    """The blocks around the densest stretches of a long text, if they are far too impure for a leak; else none.

    The densest stretch bounds the purity of the rest, so a long directory is turned away at the cost of two stretches.

    Args:
        text: the whole text.
        matches: matches of any watchlists, sorted by start.
    """
    if len(text) < _LONG or not matches:
        return []
    blocks: list[Block] = []
    for watchlist in sorted({match.watchlist for match in matches}):
        ours = [match for match in matches if match.watchlist == watchlist]
        for size, fewest in _STRETCHES:
            found = _look(text, ours, size, fewest)
            if not found:
                return []
            blocks += found
    return _different(blocks)


def _look(text: str, matches: Sequence[Match], size: int, fewest: int) -> list[Block]:
    """The blocks of the densest stretch if its rows are known to be impure; empty if nothing is known."""
    found = _stretch(text, matches, size)
    if found is None:
        return []
    start, end = found
    blocks = [_moved(block, start) for block in blocks_of(text[start:end])]
    rows = [row for block in blocks for row in block.rows]
    inside = [match for match in matches if start <= match.start and match.end <= end]
    held = _rows_held(rows, inside)
    if len(rows) < fewest or held >= _PURE * len(rows) or held < 0.8 * len({match.entry for match in inside}):
        return []
    return blocks


def _stretch(text: str, matches: Sequence[Match], size: int) -> tuple[int, int] | None:
    """Whole lines around the ``size`` characters that hold most different entries; two pointers over the matches."""
    inside: Counter[str] = Counter()
    first, most, start, end = 0, 0, 0, size
    for match in matches:
        inside[match.entry] += 1
        while match.start - matches[first].start > size:
            gone = matches[first].entry
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            first += 1
        if len(inside) > most:
            most, start, end = len(inside), matches[first].start, match.end
    middle = (start + end) // 2
    start, end = max(0, min(start, middle - size // 2)), min(len(text), max(end, middle + size // 2))
    return _whole_lines(text, start, end, size)


def _whole_lines(text: str, start: int, end: int, reach: int) -> tuple[int, int] | None:
    """The stretch extended to ends of lines within reach; None amid one long line, whose structure a cut destroys."""
    before = text.rfind("\n", max(0, start - reach), start)
    after = text.find("\n", end, end + reach)
    if (before < 0 and start - reach > 0) or (after < 0 and end + reach < len(text)):
        return None
    return before + 1, len(text) if after < 0 else after


def _rows_held(rows: Sequence[Row], matches: Sequence[Match]) -> int:
    """Rows that hold a match, both in order of the text."""
    starts = sorted(match.start for match in matches)
    held, at = 0, 0
    for row in sorted(rows, key=lambda row: row.start):
        while at < len(starts) and starts[at] < row.start:
            at += 1
        held += at < len(starts) and starts[at] < row.end
    return held


def _moved(block: Block, by: int) -> Block:
    return Block(
        block.kind,
        tuple(
            Row(row.start + by, row.end + by, tuple(Span(c.start + by, c.end + by) for c in row.cells))
            for row in block.rows
        ),
        block.header,
    )


def _different(blocks: Sequence[Block]) -> list[Block]:
    """Overlapping stretches see the same rows: the larger block stays."""
    out: list[Block] = []
    for block in sorted(blocks, key=lambda b: b.start - b.end):
        if all(block.end <= other.start or other.end <= block.start for other in out):
            out.append(block)
    return sorted(out, key=lambda b: b.start)
