"""Tags in the raw: a table or list of HTML or XML pasted into a post, whose text was not rendered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from leakscan.assessment.blocks._page import Page, trimmed
from leakscan.model import Block, Row, Span

ORDER = 5
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:.-]{0,40})(?:\s[^<>]{0,2000})?/?>")
_ROWS = ("tr", "li", "option", "dt", "h2", "h3", "h4", "br")
"""What begins a row in a page, the most telling first."""
_ENDS = frozenset({"table", "ul", "ol", "select", "dl", "body"})
_FEWEST = 3
_LONGEST = 110

_Tag = tuple[int, int, bool, str]
"""Start, end, whether it closes, name in lower case."""


def find(page: Page) -> list[Block]:
    """One block for every run of rows; a row begins at each tag of the kind that rows begin with."""
    if page.text.count("<") < 2 * _FEWEST:
        return []
    tags = [(t.start(), t.end(), bool(t[1]), t[2].lower()) for t in _TAG.finditer(page.text)]
    begins = _row_tag(tags)
    if begins is None:
        return []
    return [block for run in _runs(tags, begins) if (block := _block(page.text, run))]


def _row_tag(tags: Sequence[_Tag]) -> str | None:
    """The kind of tag that rows begin with: one of a page's, else the outermost that recurs and holds others."""
    opened = Counter(name for _, _, closes, name in tags if not closes)
    known = next((name for name in _ROWS if opened[name] >= _FEWEST), None)
    if known or len(tags) < 4 * _FEWEST:
        return known
    return next((name for _, _, closes, name in tags if not closes and opened[name] >= _FEWEST), None)


def _runs(tags: Sequence[_Tag], begins: str) -> Iterator[list[list[_Tag]]]:
    """Runs of rows, each a list of its tags; a row ends where the next begins or its list ends."""
    run: list[list[_Tag]] = []
    inside = False
    for tag in tags:
        _, _, closes, name = tag
        if name in _ENDS and run:
            run[-1].append(tag)
            yield run
            run, inside = [], False
        elif name == begins and not closes:
            if run and inside:
                run[-1].append(tag)
            run.append([tag])
            inside = True
        elif inside:
            run[-1].append(tag)
            inside = not (closes and name == begins)
    if run:
        yield run


def _block(text: str, run: Sequence[Sequence[_Tag]]) -> Block | None:
    flat = [cells for tags in run if (cells := _cells(text, tags))]
    heading = bool(flat) and all(key.startswith("th ") for key in flat[0])
    header = tuple(text[c.start : c.end] for c in flat[0].values()) if heading else ()
    flat = flat[heading:]
    columns = list(dict.fromkeys(key for cells in flat for key in cells))
    if len(flat) < _FEWEST or median(max(c.end - c.start for c in cells.values()) for cells in flat) > _LONGEST:
        return None
    rows = []
    for cells in flat:
        spans = list(cells.values())
        nowhere = Span(spans[0].start, spans[0].start)
        rows.append(Row(spans[0].start, spans[-1].end, tuple(cells.get(column, nowhere) for column in columns)))
    return Block("markup", tuple(rows), header)


def _cells(text: str, tags: Sequence[_Tag]) -> dict[str, Span]:
    """Stretches of text behind the tags of a row, under the tag's name and its number in the row."""
    seen: Counter[str] = Counter()
    cells: dict[str, Span] = {}
    for (_, end, closes, name), (start, _, _, _) in pairwise(tags):
        seen[name] += not closes
        said = trimmed(text, end, start)
        if said.end > said.start and len(cells) < 60:
            cells[f"{name} {'/' * closes}{seen[name]}"] = said
    return cells
