"""Records of several lines without keys, parted by blank lines or rules: an address list, cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from leakscan.assessment.blocks._page import Line, Page, row_of
from leakscan.assessment.blocks.lines import short
from leakscan.model import Block

ORDER = 80
_TALLEST = 8


def find(page: Page) -> list[Block]:
    """Three groups or more in a row, most of one height of at least two lines; each group is a row."""
    out, current = [], list[list[Line]]()
    for group, gap in _groups(page.lines):
        fits = len(group) <= _TALLEST and short(group)
        if not fits or gap > 3:
            out += _block(page, current)
            current = []
        if fits:
            current.append(group)
    return out + _block(page, current)


def _block(page: Page, groups: list[list[Line]]) -> list[Block]:
    if len(groups) < 3:
        return []
    height, number = Counter(map(len, groups)).most_common(1)[0]
    if height < 2 or number < 0.5 * len(groups):
        return []
    rows = tuple(row_of(page.text, [(line.start, line.end) for line in group]) for group in groups)
    return [Block("groups", rows)]


def _groups(lines: Sequence[Line]) -> Iterator[tuple[list[Line], int]]:
    """Groups of lines, each with the number of blank lines before it."""
    current: list[Line] = []
    gap = 0
    for line in lines:
        if not (line.blank or line.rule):
            current.append(line)
            continue
        if current:
            yield current, gap
            current, gap = [], 0
        gap += 1
    if current:
        yield current, gap
