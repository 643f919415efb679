"""What tests compare of blocks."""

from __future__ import annotations

from leakscan.block import Block


def told(blocks: list[Block]) -> list[tuple[str, list[object], tuple[str, ...]]]:
    """What can be told of blocks: all that may differ."""
    return [(block.kind, list(block.rows), block.header) for block in blocks]
