"""Keys and quoted values on one line: ``org="Acme" seats="5"``, attributes of XML, assignments of SQL."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._page import Page
from leakscan.block import Block

ORDER = 35
_PAIR = re.compile(r"""([\w.:-]{1,40})\s?(?:=>?|:)\s?(?:"((?:[^"\\]|\\.|"")*)"|'((?:[^'\\]|\\.|'')*)'|([\w.+-]+))""")
_QUOTED = re.compile(r"""[=:]>?\s?["']""")
_FEWEST = 3
_ALIKE = 0.7

_Found = tuple[tuple[str, ...], list[tuple[int, int]]]


def find(page: Page) -> list[Block]:
    """Runs of lines with the same keys, at least one of them with a quoted value."""
    if "=" not in page.text or not ('="' in page.text or "='" in page.text or "= '" in page.text):
        return []
    return [block for run in _runs(page) if (block := _block(page.text, run))]


def _runs(page: Page) -> Iterator[list[_Found]]:
    """Lines of pairs without another line between them."""
    current: list[_Found] = []
    for index, line in enumerate(page.lines):
        if page.blank[index] or page.rule[index]:
            continue
        found = list(_PAIR.finditer(line.text)) if _QUOTED.search(line.text) else []
        if found:
            keys = tuple(pair[1].lower() for pair in found)
            spans = [max(pair.span(2), pair.span(3), pair.span(4)) for pair in found]
            current.append((keys, [(line.start + a, line.start + b) for a, b in spans]))
        else:
            yield current
            current = []
    yield current


def _block(text: str, run: list[_Found]) -> Block | None:
    if len(run) < _FEWEST:
        return None
    keys, number = Counter(keys for keys, _ in run).most_common(1)[0]
    if number < _ALIKE * len(run):
        often = Counter(key for keys, _ in run for key in dict.fromkeys(keys))
        keys = tuple(key for key in often if often[key] >= _ALIKE * len(run))
    if not keys:
        return None
    places = {key: place for place, key in enumerate(keys)}
    rows = [
        [(places[key], *span) for key, span in zip(said, spans, strict=True) if key in places] for said, spans in run
    ]
    rows = [row for row in rows if row]
    return Block("records", _grid.keyed(text, rows), keys) if len(rows) >= _FEWEST else None
