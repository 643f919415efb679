"""A text as lines, with quotation marks of mail and forums left out, and what is already taken blanked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from leakscan.model import Block, Row, Span

_QUOTE = re.compile(r"[ \t]{0,8}(?:>[ \t]?){1,12}")
_RULE = re.compile(r"[\s|+:=\-_*─━┼│├┤╪═]+")
_SENTENCE_END = re.compile(r"(?:^|\s)(?!(?:assn|bros|co|corp|dept|inc|intl|ltd|univ)\.)[^\W\d_A-Z]+\)?[.!?]\s*$")
_WRAPPING = " \t\r\n\"'`*"


class Line(NamedTuple):
    """One line: where it starts and ends in the text (quoting ``>`` excluded), and what it says, blank if taken."""

    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing is left to read here."""
        return not self.text.strip()

    @property
    def rule(self) -> bool:
        """Whether the line only draws a border."""
        return bool(_RULE.fullmatch(self.text))

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop behind an ordinary word ends the line; "Univ." and "inc." end names."""
        return bool(_SENTENCE_END.search(self.text[-60:]))


@dataclass(frozen=True)
class Page:
    """The text and its lines, as every shape sees them."""

    text: str
    lines: tuple[Line, ...]

    def without(self, blocks: Sequence[Block]) -> Page:
        """The same page where the lines of ``blocks`` are blank, so that no later shape takes them again."""
        if not blocks:
            return self
        spans = _joined((row.start, row.end) for block in blocks for row in block.rows)
        starts = [start for start, _ in spans]
        return Page(self.text, tuple(_cleared(line, spans, starts) for line in self.lines))


def page_of(text: str) -> Page:
    """Cut a text into lines; ``\\n`` ends one, a ``\\r`` before it is no part of it.

    Where quoting begins or ends, two empty lines are put in: what is quoted is another's text.
    """
    lines, at, inside = list[Line](), 0, False
    for raw in text.split("\n"):
        said, start = raw.rstrip("\r"), at
        at += len(raw) + 1
        if quoted := _QUOTE.match(said) if ">" in said[:10] else None:
            said, start = said[quoted.end() :], start + quoted.end()
        if inside != bool(quoted) and lines:
            lines += [Line(start, start, "")] * 2
        inside = bool(quoted)
        lines.append(Line(start, start + len(said), said))
    return Page(text, tuple(lines))


def trimmed(text: str, start: int, end: int) -> Span:
    """A cell without the blanks, quotation marks and emphasis around it."""
    if start < end and text[start] not in _WRAPPING and text[end - 1] not in _WRAPPING:
        return Span(start, end)
    cell = text[start:end]
    bare = cell.lstrip(_WRAPPING)
    start = end - len(bare)
    return Span(start, start + len(bare.rstrip(_WRAPPING)))


def row_of(text: str, cells: Sequence[tuple[int, int]]) -> Row:
    """A row from the offsets of its cells, in column order; the cells are trimmed, the row spans all of them."""
    return Row(min(cells)[0], max(b for _, b in cells), tuple([trimmed(text, a, b) for a, b in cells]))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _cleared(line: Line, spans: list[tuple[int, int]], starts: list[int]) -> Line:
    at = bisect_right(starts, line.end) - 1
    taken = at >= 0 and spans[at][1] > line.start and spans[at][0] < line.end
    return Line(line.start, line.end, "") if taken else line
