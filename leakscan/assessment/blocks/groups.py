"""Records of several lines without keys, parted by blank lines or rules: an address list, cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from operator import and_

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._page import Line, Page
from leakscan.assessment.blocks.lines import short, unbulleted
from leakscan.block import Block

ORDER = 80
_TALLEST = 8
_FEWEST_PAIRS = 2
"""Lines that follow another in the groups of a block: half of three groups are of two lines or more."""


def find(page: Page) -> list[Block]:
    """Three groups or more in a row, most of one height of at least two lines; each group is a row."""
    out, current = [], list[list[Line]]()
    if _single(page):
        return []
    for group, gap in _groups(page):
        fits = len(group) <= _TALLEST and short(group)
        if not fits or gap > 3:
            out += _block(page, current)
            current = []
        if fits:
            current.append(group)
    return out + _block(page, current)


def _single(page: Page) -> bool:
    """Whether next to no line that says something follows another, so that no groups are of two lines or more."""
    says = [not (blank or rule) for blank, rule in zip(page.blank, page.rule, strict=True)]
    return list(map(and_, says, says[1:])).count(True) < _FEWEST_PAIRS


def _block(page: Page, groups: list[list[Line]]) -> list[Block]:
    if len(groups) < 3:
        return []
    height, number = Counter(map(len, groups)).most_common(1)[0]
    if height < 2 or number < 0.5 * len(groups):
        return []
    rows = [[(line.start, line.end) for line in map(unbulleted, group)] for group in groups]
    return [Block("groups", _grid.grid(page.text, rows))]


def _groups(page: Page) -> Iterator[tuple[list[Line], int]]:
    """Groups of lines, each with the number of blank lines before it."""
    current: list[Line] = []
    gap = 0
    for index, line in enumerate(page.lines):
        if not (page.blank[index] or page.rule[index]):
            current.append(line)
            continue
        if current:
            yield current, gap
            current, gap = [], 0
        gap += 1
    if current:
        yield current, gap
