"""Runs of neighbouring lines that split into the same number of cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from leakscan.assessment.blocks._page import Line

_LONGEST_LISTED = 110
"""Characters; a longer line is rather running text than an item of a list."""


@dataclass(frozen=True)
class Run:
    """Indices of lines in order, the usual number of delimiters on them and the share of lines that have it."""

    lines: tuple[int, ...]
    width: int
    share: float


def runs(lines: Sequence[Line], count: Callable[[str], int], *, ragged: float = 0.7) -> Iterator[Run]:
    """Runs of three lines or more whose number of delimiters is constant on most of them.

    Rules are skipped, one blank line is bridged where the width goes on, two end a run, and so does a line
    without a delimiter. A ragged run is cut into its stretches of one width.

    Args:
        lines: the lines of a page.
        count: number of delimiters on a line; 0 for a line of another kind.
        ragged: least share of lines that must agree on the width.
    """
    for found in _stretches(lines, count):
        widths = Counter(width for _, width in found)
        width, number = widths.most_common(1)[0]
        near = max(widths) - min(widths) <= 2
        if number >= ragged * len(found) or (near and number >= 0.5 * len(found) and len(found) >= 5):
            yield Run(tuple(i for i, _ in found), width, number / len(found))
        else:
            yield from _of_one_width(found)


def carved(run: Run, lines: Sequence[Line]) -> bool:
    """Whether a run is only a lucky part of a longer list of lines, so that its delimiter tells nothing."""
    low, high = run.lines[0], run.lines[-1]
    while low and _listed(lines[low - 1]):
        low -= 1
    while high + 1 < len(lines) and _listed(lines[high + 1]):
        high += 1
    around = high - low + 1
    return len(run.lines) < 0.6 * around and around - len(run.lines) > 3


def _listed(line: Line) -> bool:
    return not line.blank and len(line.text) <= _LONGEST_LISTED


def _stretches(lines: Sequence[Line], count: Callable[[str], int]) -> Iterator[list[tuple[int, int]]]:
    current: list[tuple[int, int]] = []
    blanks = 0
    for index, line in enumerate(lines):
        if line.blank:
            blanks += 1
            continue
        if current and blanks <= 1 and line.rule:
            continue
        width = count(line.text)
        if current and (not width or blanks > 1 or (blanks and width != current[-1][1])):
            if len(current) >= 3:
                yield current
            current = []
        blanks = 0
        if width and not line.rule:
            current.append((index, width))
    if len(current) >= 3:
        yield current


def _of_one_width(found: list[tuple[int, int]]) -> Iterator[Run]:
    first = 0
    for after in range(1, len(found) + 1):
        if after == len(found) or found[after][1] != found[first][1]:
            if after - first >= 4:
                yield Run(tuple(i for i, _ in found[first:after]), found[first][1], 1.0)
            first = after
