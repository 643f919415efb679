"""Runs of neighbouring lines that split into the same number of cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leakscan.assessment.blocks._page import Page


@dataclass(frozen=True)
class Run:
    """Indices of lines in order, the usual number of delimiters on them and the share of lines that have it."""

    lines: Sequence[int]
    width: int
    share: float


def runs(page: Page, counts: Sequence[int], *, ragged: float = 0.7, bare: int = 0) -> Iterator[Run]:
    """Runs of three lines or more whose number of delimiters is constant on most of them.

    Rules are skipped, one blank line is bridged where the width goes on, two end a run, and so does a line
    without a delimiter. A ragged run is cut into its stretches of one width.

    Args:
        page: the lines.
        counts: number of delimiters on each line; 0 for a line of another kind.
        ragged: least share of lines that must agree on the width.
        bare: lines without a delimiter that may follow one another amid a run: rows whose other cells are empty.
    """
    if len(counts) - counts.count(0) < (3 if not bare else 2):
        return
    for found in _stretches(page, counts, bare) if bare else _unbroken(page, counts):
        widths = Counter([width for _, width in found])
        width, number = widths.most_common(1)[0]
        near = max(widths) - min(widths) <= 2
        if number >= ragged * len(found) or (near and number >= 0.5 * len(found) and len(found) >= 5):
            yield Run([index for index, _ in found], width, number / len(found))
        else:
            yield from _of_one_width(found)


def carved(run: Run, page: Page, counts: Sequence[int]) -> bool:
    """Whether a run is only a lucky part of a longer list of lines, so that its delimiter tells nothing."""
    first, last = run.lines[0], run.lines[-1]
    parted = page.parted
    low, high = parted[bisect_left(parted, first) - 1] + 1, parted[bisect_right(parted, last)]
    around = page.spoken_before[high] - page.spoken_before[low]
    if around - len(run.lines) <= 3:
        return False
    alike = len(run.lines) + counts[low:first].count(run.width) + counts[last + 1 : high].count(run.width)
    alike -= sum(counts[at] == run.width for at in page.ruled if low <= at < high and not first <= at <= last)
    return alike < 0.6 * around and around - alike > 3


def _unbroken(page: Page, widths: Sequence[int]) -> Iterator[list[tuple[int, int]]]:
    """As ``_stretches``, where no line without a delimiter may stand in a run: those are not looked at."""
    current, last, before = list[tuple[int, int]](), -1, 0
    spoken, blanks, rule = page.spoken_before, page.blanks_before, page.rule
    for index, width in enumerate(widths):
        if not width or rule[index]:
            continue
        if last + 1 != index and current:
            gap = blanks[index] - blanks[last]
            if spoken[index] - spoken[last] > 1 or gap > 1 or (gap and width != before):
                if len(current) >= 3:
                    yield current
                current = []
        current.append((index, width))
        last, before = index, width
    if len(current) >= 3:
        yield current


def _stretches(page: Page, widths: Sequence[int], bare: int) -> Iterator[list[tuple[int, int]]]:
    current, waiting = list[tuple[int, int]](), list[tuple[int, int]]()
    blanks = 0
    for index, (width, blank, rule) in enumerate(zip(widths, page.blank, page.rule, strict=True)):
        if blank:
            blanks += 1
        elif not (rule and current and blanks <= 1):
            if current and not (width or blanks) and len(waiting) < bare:
                waiting.append((index, 0))
                continue
            if current and (not width or blanks > 1 or (blanks and width != current[-1][1])):
                if len(current) >= 3:
                    yield current
                current, waiting = [], []
            blanks = 0
            if width and not rule:
                current += [*waiting, (index, width)]
                waiting = []
    if len(current) >= 3:
        yield current


def _of_one_width(found: list[tuple[int, int]]) -> Iterator[Run]:
    first = 0
    for after in range(1, len(found) + 1):
        if after == len(found) or found[after][1] != found[first][1]:
            if after - first >= 4:
                yield Run([index for index, _ in found[first:after]], found[first][1], 1.0)
            first = after
