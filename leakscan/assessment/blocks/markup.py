"""Tags in the raw: a table or list of HTML, XML or a forum's code pasted into a text, which was not rendered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._page import Page
from leakscan.assessment.blocks._trimming import trimmed
from leakscan.block import Block

ORDER = 5
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:.-]{0,40})(\s[^<>]{0,2000})?/?>")
_CODE = re.compile(r"\[(/?)(table|t[rdh]|list|[uo]l|li)(=[^\[\]]{0,40})?\]", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:.-]{1,60})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')""")
_ROWS = ("tr", "li", "option", "dt", "h2", "h3", "h4", "br")
"""What begins a row in a page, the most telling first."""
_PLAIN = ("p", "div")
"""What begins one where nothing else does: a mail or a post has its lines so."""
_INLINE = frozenset(
    {"a", "abbr", "b", "div", "em", "font", "i", "img", "p", "small", "span", "strong", "td", "th", "u"}
)
_ENDS = frozenset({"table", "ul", "ol", "list", "select", "dl", "body"})
_FEWEST = 3
_LONGEST = 110
_MOST = 60
"""Cells of a row."""


class Tag(NamedTuple):
    """One tag: where it stands, whether it closes, its name in lower case, where its attributes stand."""

    start: int
    end: int
    closes: bool
    name: str
    within: tuple[int, int]


_Cell = tuple[int, int]


def find(page: Page) -> list[Block]:
    """One block for every run of rows; a row begins at each tag of the kind that rows begin with."""
    text = page.text
    found = []
    for pattern, bracket in ((_TAG, "<"), (_CODE, "[/")):
        often = text.count(bracket) if bracket in text else 0
        if often >= 2 * _FEWEST or (often >= _FEWEST and bracket == "<" and text.count("/>") >= _FEWEST):
            tags = [Tag(t.start(), t.end(), bool(t[1]), t[2].lower(), t.span(3)) for t in pattern.finditer(text)]
            begins = _row_tag(tags)
            found += [block for run in _runs(tags, begins) if (block := _block(text, run))] if begins else []
    return found


def _row_tag(tags: Sequence[Tag]) -> str | None:
    """The kind of tag that rows begin with: one of a page's, else the outermost that recurs and holds others."""
    opened = Counter(tag.name for tag in tags if not tag.closes)
    known = next((name for name in _ROWS if opened[name] >= _FEWEST), None)
    if known or len(tags) < 2 * _FEWEST:
        return known
    often = [name for name, number in opened.items() if number >= _FEWEST and name not in _INLINE]
    holding = Counter(tag.name for tag, then in pairwise(tags) if not (tag.closes or then.closes))
    outer = next((name for name in often if holding[name] >= 0.5 * opened[name]), None)
    return outer or next((name for name in (*_PLAIN, *often) if opened[name] >= _FEWEST), None)


def _runs(tags: Sequence[Tag], begins: str) -> Iterator[list[list[Tag]]]:
    """Runs of rows, each a list of its tags; a row ends where the next begins or its list ends."""
    run: list[list[Tag]] = []
    inside = False
    for tag in tags:
        if tag.name in _ENDS and run:
            run[-1].append(tag)
            yield run
            run, inside = [], False
        elif tag.name == begins and not tag.closes:
            if run and inside:
                run[-1].append(tag)
            run.append([tag])
            inside = True
        elif inside:
            run[-1].append(tag)
            inside = not (tag.closes and tag.name == begins)
    if run:
        yield run


def _block(text: str, run: Sequence[Sequence[Tag]]) -> Block | None:
    flat = [cells for tags in run if (cells := _cells(text, tags))]
    heading = bool(flat) and all(key.startswith("th ") for key in flat[0])
    header = tuple(text[a:b] for a, b in flat[0].values()) if heading else ()
    flat = flat[heading:]
    if len(flat) < _FEWEST or median(max(b - a for a, b in cells.values()) for cells in flat) > _LONGEST:
        return None
    columns = {key: place for place, key in enumerate(dict.fromkeys(key for cells in flat for key in cells))}
    rows = [[(columns[key], *cell) for key, cell in cells.items()] for cells in flat]
    return Block("markup", _grid.keyed(text, rows), header)


def _cells(text: str, tags: Sequence[Tag]) -> dict[str, _Cell]:
    """Stretches of text behind the tags of a row and, where there are none, the attributes of its tag."""
    seen: Counter[str] = Counter()
    cells: dict[str, _Cell] = {}
    for (_, end, closes, name, _), (start, _, _, _, _) in pairwise(tags):
        seen[name] += not closes
        low, high = trimmed(text, end, start)
        if high > low and len(cells) < _MOST and any(map(str.isalnum, text[low:high])):
            cells[f"{name} {'/' * closes}{seen[name]}"] = low, high
    return cells or _attributes(text, tags[0])


def _attributes(text: str, tag: Tag) -> dict[str, _Cell]:
    if tag.name in _INLINE or tag.within[0] < 0:
        return {}
    found = _ATTRIBUTE.finditer(text, *tag.within)
    return {f"@{pair[1].lower()}": max(pair.span(2), pair.span(3)) for pair in found}
