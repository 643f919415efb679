"""One name a line: plain, bulleted or numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._page import Line, Page, ends_sentence
from leakscan.block import Block

ORDER = 90
_MARK = r"[-*•·–▪◦+‣●○»→▸►✓✔]|(?:- )?\[[ xX✓]?\]|[o~](?= [A-Z0-9])"
_NUMBER = r"\(?\d{1,5}[.):\]]|\[\d{1,5}\]|#\d{1,6}|[a-z]\)"
_BULLET = re.compile(rf"\s{{0,20}}(?:{_MARK}|{_NUMBER}|\[\*\])\s+|\[\*\]")
_BEHIND_A_LETTER = frozenset(") ")
_LONGEST = 110
_FEWEST = 3


def find(page: Page) -> list[Block]:
    """Runs of three short lines or more, one blank line between neighbours allowed if it stands between most."""
    if page.listed < _FEWEST:
        return []
    return [block for run in runs_of_lines(page) if (block := _block(page, run))]


def bulleted(said: str) -> re.Match[str] | None:
    """The bullet or number that a line begins with; none begins with a capital."""
    if said[:1].isalpha() and (said[:1].isupper() or said[1:2] not in _BEHIND_A_LETTER):
        return None
    return _BULLET.match(said)


def unbulleted(line: Line) -> Line:
    """The line without its bullet or number."""
    bullet = None if line.text[:1].isupper() else bulleted(line.text)
    return _behind(line, bullet) if bullet else line


def unbulleted_edges(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Where each line starts behind its bullet or number, and where it ends."""
    edges = [(start, end) for start, end, _ in lines]
    for at, (start, end, said) in enumerate(lines):
        if not (said[:1].isupper() or said.isdecimal()) and (bullet := bulleted(said)):
            edges[at] = start + bullet.end(), end
    return edges


def _behind(line: Line, bullet: re.Match[str]) -> Line:
    return Line(line.start + bullet.end(), line.end, line.text[bullet.end() :])


def short(lines: Sequence[Line]) -> bool:
    """Whether most of the lines are items rather than sentences."""
    items = [len(said) <= _LONGEST and (said[-1:].isalnum() or not ends_sentence(said)) for _, _, said in lines]
    return items.count(True) >= 0.8 * len(lines)


def runs_of_lines(page: Page) -> Iterator[list[Line]]:
    """Runs of lines no longer than an item, either all without blank lines between them or all with one."""
    current: list[Line] = []
    spaced, blanks = False, 0
    for index, line in enumerate(page.lines):
        if page.blank[index] or page.rule[index]:
            blanks += 1
            continue
        gap = blanks == 1 if len(current) == 1 else spaced
        if current and (blanks > 1 or (blanks == 1) != gap or len(line.text) > _LONGEST):
            # An introduction, a blank line, then the list: its first item belongs to the list.
            kept = [current.pop()] if len(current) == 2 and spaced and not blanks else []
            yield current
            current, spaced = kept, False
        else:
            spaced = gap
        blanks = 0
        if len(line.text) <= _LONGEST:
            current.append(line)
    yield current


def _block(page: Page, run: list[Line]) -> Block | None:
    if len(run) < _FEWEST or not short(run):
        return None
    bullets = [None if said[:1].isupper() else bulleted(said) for _, _, said in run]
    marked = len(run) - bullets.count(None)
    if _FEWEST <= marked < len(run) and marked >= 0.5 * len(run):
        run, bullets = [line for line, bullet in zip(run, bullets, strict=True) if bullet], [b for b in bullets if b]
    bare = [_behind(line, bullet) if bullet else line for line, bullet in zip(run, bullets, strict=True)]
    return Block("lines", _grid.single(page.text, [(line.start, line.end) for line in bare if not line.blank]))
