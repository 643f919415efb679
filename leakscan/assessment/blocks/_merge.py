"""Neighbouring pieces of one table are one block: section headings and page breaks do not end it."""

from __future__ import annotations

from collections.abc import Iterable

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._grid import as_grid
from leakscan.block import Block

_WHOLE = frozenset({"sentence", "sql", "json", "json-strings", "json-map", "json-columns", "markup"})
"""Shapes whose own structure says where they end."""
_ALONE = frozenset({"sentence"})
"""Several sentences that name some clients each are no list in pieces."""


def merged(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks in order of the text; two of one kind and width parted by a few lines at most are joined."""
    if len(blocks) < 2:
        return blocks
    out: list[list[Block]] = []
    for block in sorted(blocks, key=_grid.edges):
        if out and _continues(text, out[-1][-1], block):
            out[-1].append(block)
        else:
            out.append([block])
    return [_joined(pieces) for pieces in out]


def _continues(text: str, first: Block, then: Block) -> bool:
    end, start = int(as_grid(first.rows).ends[-1]), int(as_grid(then.rows).starts[0])
    gap = start - end
    return (
        first.kind == then.kind
        and first.kind not in _WHOLE
        and 0 <= gap < 160
        and as_grid(first.rows).width == as_grid(then.rows).width
        and text.count("\n", end, start) <= 5
    )


def pooled(blocks: Iterable[Block]) -> list[Block]:
    """Several blocks of one kind and width as one: a table that pages, headings or remarks cut into pieces.

    Never some of them: whoever may choose pieces finds a pure part of every list.
    """
    alike: dict[tuple[str, int], list[Block]] = {}
    for block in blocks:
        if block.kind not in _ALONE:
            alike.setdefault((block.kind, as_grid(block.rows).width), []).append(block)
    return [_joined(pieces) for pieces in alike.values() if len(pieces) > 1]


def _joined(pieces: list[Block]) -> Block:
    if len(pieces) == 1:
        return pieces[0]
    header = next((piece.header for piece in pieces if piece.header), ())
    return Block(pieces[0].kind, _grid.joined([as_grid(piece.rows) for piece in pieces]), header)
