"""Lines folded into a width, as Rich lays text out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leakscan.output.lines import Line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def folded(one: Line, width: int, console: Console) -> Iterator[Text]:
    """The rows of a line: what is too long goes on under its hanging indent, or is cut where it says so."""
    from rich.text import Text

    text = Text.assemble(*one.pieces)
    if one.cut:
        text.truncate(width, overflow="ellipsis")
    if one.cut or text.cell_len <= width:
        yield text
        return
    hang = one.hang if one.hang < width // 2 else 0
    rows = text[hang:].wrap(console, width - hang)
    yield text[:hang] + rows[0]
    yield from (Text(" " * hang) + row for row in rows[1:])
