"""Lines of styled text, for a terminal, a pipe or a full screen alike; whoever prints them loads what that takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line: pieces of text, each in a style as Rich spells it (empty for none).

    Where a line is folded, what follows stands under its character number ``hang``; one that is ``cut`` is not folded
    but ends in an ellipsis where the width does.
    """

    pieces: tuple[tuple[str, str], ...] = ()
    hang: int = 0
    cut: bool = False

    @property
    def plain(self) -> str:
        """The text alone."""
        return "".join(text for text, _ in self.pieces)

    def indented(self, by: int) -> Line:
        """The line further to the right."""
        return Line(((" " * by, ""), *self.pieces), self.hang + by, self.cut) if self.pieces else self


def line(*pieces: str | tuple[str, str], hang: int = 0, cut: bool = False) -> Line:
    """A line of these pieces; a string is one without a style."""
    return Line(tuple((one, "") if isinstance(one, str) else one for one in pieces), hang, cut)


def part(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    """A heading and what stands under it, an empty line before; nothing where nothing does."""
    found = list(lines)
    if found:
        yield line()
        yield line((title, "bold"))
        yield from (one.indented(2) for one in found)
