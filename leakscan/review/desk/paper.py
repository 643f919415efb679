"""Styles as they look on the review's own ground, dark or light, in place of the terminal's sixteen colours."""

from __future__ import annotations

from leakscan.model import Severity
from leakscan.output.colours import COLOURS, MATCH
from leakscan.output.lines import Line

_ON_DARK = {
    MATCH: "bold #ffdf87 on #463a10",
    COLOURS[Severity.CRITICAL]: "bold #ffffff on #b3261e",
    COLOURS[Severity.HIGH]: "bold #ff7b6b",
    COLOURS[Severity.MEDIUM]: "#e8b84a",
    COLOURS[Severity.LOW]: "#7cb7ff",
}
_ON_LIGHT = {
    MATCH: "bold #4d3800 on #ffe9a0",
    COLOURS[Severity.CRITICAL]: "bold #ffffff on #b3261e",
    COLOURS[Severity.HIGH]: "bold #b3261e",
    COLOURS[Severity.MEDIUM]: "#7a5600",
    COLOURS[Severity.LOW]: "#0b57d0",
}


def on_paper(style: str, *, dark: bool) -> str:
    """The style for the ground that there is; one that has no colour of its own stays."""
    return (_ON_DARK if dark else _ON_LIGHT).get(style, style)


def painted(line: Line, *, dark: bool) -> tuple[tuple[str, str], ...]:
    """The pieces of a line in such styles."""
    return tuple((text, on_paper(style, dark=dark)) for text, style in line.pieces)
