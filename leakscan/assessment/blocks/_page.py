"""A text as lines, with what mail, forums and tools put before each of them left out, and what is taken blanked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from leakscan.assessment.blocks._grid import as_grid
from leakscan.block import Block

_QUOTE = re.compile(r"[ \t]{0,8}(?:>[ \t]?){1,12}")
_LINE_END = re.compile(r"\r\n|\n|\r")
_RULE = re.compile(r"[\s|+:=\-_*─━═┼│├┤╪┌┬┐└┴┘╞╡]+")
_TITLED = re.compile(r"\s*-?[\[=*#~_\-]{2,}[\s\[]{0,3}[^\W_].{0,40}?[\s\]]{0,3}[\]=*#~_\-]{2,}\s*|--- ?.{0,30} ?---")
_SENTENCE_END = re.compile(r"(?:^|\s)(?!(?:assn|bros|co|corp|dept|inc|intl|ltd|univ)\.)[^\W\d_A-Z]+\)?[.!?]\s*$")
_NUMBERED = re.compile(r"\s{0,12}(?:[\w./-]{1,80}:)?(\d{1,7})[:\t]")
_MARKED = re.compile(r"[+#%*!]\s?|//\s?|--\s|\|\s(?!.*\|)")
_FEWEST = 5
"""Lines from which on a common beginning is no accident."""


class Line(NamedTuple):
    """One line: where it starts and ends in the text (marks before it excluded), and what it says, blank if taken."""

    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing is left to read here."""
        return not self.text or self.text.isspace()

    @property
    def rule(self) -> bool:
        """Whether the line only draws a border, bare or with a title in it."""
        said = self.text
        if len(said.strip()) < 2:
            return False
        return bool(_RULE.fullmatch(said) or (said.lstrip()[:1] in _RULERS and _TITLED.fullmatch(said)))

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop behind an ordinary word ends the line; "Univ." and "inc." end names."""
        return bool(_SENTENCE_END.search(self.text[-60:]))


_RULERS = frozenset("-=*#~_[")


@dataclass(frozen=True)
class Page:
    """The text and its lines, as every shape sees them: ``blank`` and ``rule`` say so of the line at their index."""

    text: str
    lines: tuple[Line, ...]
    places: tuple[int, ...] = ()

    @property
    def done(self) -> bool:
        """Whether there are places that matter and each stands on a line that is taken."""
        return bool(self.places) and not self.holding(0, len(self.text) + 1)

    def holding(self, start: int, end: int) -> bool:
        """Whether a line that is not taken has a place that matters between two offsets; always where none is given."""
        if not self.places:
            return True
        within = self.places[bisect_left(self.places, start) : bisect_left(self.places, end)]
        return any(not self.blank[max(0, bisect_right(self.starts, place) - 1)] for place in within)

    @cached_property
    def blank(self) -> Sequence[bool]:
        """Whether nothing is left to read on a line."""
        return [not said or said.isspace() for _, _, said in self.lines]

    @cached_property
    def rule(self) -> Sequence[bool]:
        """Whether a line only draws a border."""
        return [bool(line.text) and line.text.lstrip()[:1] in _BORDERS and line.rule for line in self.lines]

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where the lines start."""
        return [line.start for line in self.lines]

    def holds(self, sign: str) -> bool:
        """Whether a sign stands anywhere in what is not taken."""
        return sign in self.text and any(sign in line.text for line in self.lines)

    def without(self, blocks: Sequence[Block]) -> Page:
        """The same page where the lines of ``blocks`` are blank, so that no later shape takes them again."""
        if not blocks:
            return self
        lines = list(self.lines)
        for index in self._taken(blocks):
            start, end, _ = lines[index]
            lines[index] = Line(start, end, "")
        return Page(self.text, tuple(lines), self.places)

    def _taken(self, blocks: Sequence[Block]) -> Iterable[int]:
        """Lines that a row of the blocks stands on."""
        import numpy as np

        starts, grids = np.array(self.starts), [as_grid(block.rows) for block in blocks]
        rows, ends = (np.concatenate([getattr(grid, edge) for grid in grids]) for edge in ("starts", "ends"))
        taken = np.zeros(len(starts) + 1, np.int64)
        np.add.at(taken, np.maximum(0, np.searchsorted(starts, rows, "right") - 1), 1)
        np.add.at(taken, np.searchsorted(starts, np.maximum(ends, rows + 1), "left"), -1)
        held = np.cumsum(taken)[:-1] > 0
        return np.flatnonzero(held).tolist()


_BORDERS = frozenset("|+:=-_*─━═┼│├┤╪┌┬┐└┴┘╞╡#~[") | {""}


def page_of(text: str, places: Sequence[int] = ()) -> Page:
    """Cut a text into lines; ``\\n``, ``\\r\\n`` and ``\\r`` end one.

    Where quoting begins or ends, two empty lines are put in: what is quoted is another's text. Numbers of lines, and
    a sign that stands before nearly every line (a patch, a remark in code), are no part of what the lines say.
    """
    lines = _split(text)
    if text[:1] == ">" or "\n>" in text or "\n >" in text:
        lines = list(_unquoted(lines))
    return Page(text, tuple(_single_spaced(_unmarked(_unnumbered(lines)))), tuple(sorted(set(places))))


def _split(text: str) -> list[Line]:
    if "\r" in text:
        pieces, ends = _LINE_END.split(text), [end.end() for end in _LINE_END.finditer(text)]
        starts = [0, *ends]
    else:
        pieces = text.split("\n")
        starts = [0, *accumulate(len(piece) + 1 for piece in pieces)]
    return [Line(start, start + len(said), said) for start, said in zip(starts, pieces, strict=False)]


def _unquoted(lines: Sequence[Line]) -> Iterator[Line]:
    inside = False
    for number, (start, end, said) in enumerate(lines):
        quoted = _QUOTE.match(said) if ">" in said[:10] else None
        if inside != bool(quoted) and number:
            yield from [Line(start, start, "")] * 2
        inside = bool(quoted)
        yield Line(start + quoted.end(), end, said[quoted.end() :]) if quoted else Line(start, end, said)


def _unnumbered(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without numbers that rise from line to line through the whole text, as of an editor or a search."""
    said = [line for line in lines if not line.blank]
    if len(said) < _FEWEST or not all(_NUMBERED.match(line.text) for line in (said[0], said[-1], said[len(said) // 2])):
        return lines
    found = [_NUMBERED.match(line.text) for line in said]
    numbers = [int(number[1]) for number in found if number]
    rising = sum(a < b for a, b in pairwise(numbers))
    if len(numbers) < 0.9 * len(said) or rising < 0.95 * (len(numbers) - 1):
        return lines
    return [_behind(line, _NUMBERED.match(line.text)) for line in lines]


def _unmarked(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without a sign that nearly all of them begin with."""
    said = [line for line in lines if not line.blank]
    if len(said) < _FEWEST or not _MARKED.match(said[len(said) // 2].text):
        return lines
    mark = said[len(said) // 2].text[:1]
    if sum(line.text.startswith(mark) for line in said) < 0.8 * len(said):
        return lines
    return [_behind(line, _MARKED.match(line.text)) if line.text.startswith(mark) else line for line in lines]


def _single_spaced(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without every second blank one where nearly all gaps are of two or more: so is the text spaced."""
    gaps = [len(list(run)) for blank, run in groupby(line.blank for line in lines) if blank]
    if len(gaps) < _FEWEST or sum(gap > 1 for gap in gaps) < 0.8 * len(gaps):
        return lines
    return [line for at, line in enumerate(lines) if not (line.blank and at and lines[at - 1].blank)]


def _behind(line: Line, found: re.Match[str] | None) -> Line:
    """The line behind a mark; a mark with nothing behind it is an empty cell, and stays."""
    if not found or found.end() >= len(line.text.rstrip()):
        return line
    return Line(line.start + found.end(), line.end, line.text[found.end() :])
