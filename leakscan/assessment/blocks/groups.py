"""Records of several lines without keys, parted by blank lines or rules: an address list, cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._page import Line, Page
from leakscan.assessment.blocks.lines import short, unbulleted
from leakscan.block import Block

ORDER = 80
_TALLEST = 8


def find(page: Page) -> list[Block]:
    """Three groups or more in a row, most of one height of at least two lines; each group is a row."""
    out, current = [], list[list[Line]]()
    if not _alike(page):
        return []
    for group, gap in _groups(page):
        fits = len(group) <= _TALLEST and short(group)
        if not fits or gap > 3:
            out += _block(page, current)
            current = []
        if fits:
            current.append(group)
    return out + _block(page, current)


def _alike(page: Page) -> bool:
    """Whether any two groups may be of one height of at least two lines: told of all lines at once."""
    says = bytes([not (blank or rule) for blank, rule in zip(page.blank, page.rule, strict=True)])
    heights = [len(group) for group in says.split(b"\0") if 2 <= len(group) <= _TALLEST]
    return len({*heights}) < len(heights)


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
