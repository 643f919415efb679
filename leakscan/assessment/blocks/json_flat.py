"""Many flat objects with the same keys: JSON lines and arrays too long to be read sign by sign."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._page import Page
from leakscan.block import Block

ORDER = 18
_STRING = r'"(?:[^"\\\n]++|\\.)*+"'
_VALUE = rf'(?:{_STRING}|[^\s,{{}}\[\]":]++)'
_PAIR = re.compile(rf"({_STRING})\s*+:\s*+({_VALUE})")
_OBJECT = re.compile(rf"\{{\s*+(?:{_STRING}\s*+:\s*+{_VALUE}\s*+,?\s*+)++\}}")
_FEWEST = 200
"""Objects; fewer are read with all that is around and within them."""
_ALIKE = 0.9
"""Share of the objects that must have the keys of most of them."""
_WHOLE = 0.6
"""Share of the text that they must make up."""
_SAMPLE = 200

_Cells = list[tuple[int, int, int]]


def find(page: Page) -> list[Block]:
    """One block of all flat objects, if nearly all have the same keys and next to nothing else is in the text."""
    text = page.text
    if text.count("{") < _FEWEST:
        return []
    spans = [found.span() for found in _OBJECT.finditer(text)]
    if len(spans) < _FEWEST or sum(b - a for a, b in spans) < _WHOLE * len(text):
        return []
    sample = spans[:: max(1, len(spans) // _SAMPLE)]
    often = Counter(tuple(pair[1] for pair in _PAIR.finditer(text, *span)) for span in sample)
    keys, number = often.most_common(1)[0]
    if number < _ALIKE * len(sample):
        return []
    rows = list(_rows(text, spans, keys))
    header = tuple(key[1:-1] for key in keys)
    return [Block("json", _grid.keyed(text, rows, spans), header)]


def _rows(text: str, spans: Sequence[tuple[int, int]], keys: Sequence[str]) -> Iterator[_Cells]:
    """The cells of each object: in one step where it has the usual keys in the usual order, else pair by pair."""
    pairs = r"\s*+,\s*+".join(rf"{re.escape(key)}\s*+:\s*+({_VALUE})" for key in keys)
    usual = re.compile(rf"\{{\s*+{pairs}\s*+,?\s*+\}}")
    places = {key: place for place, key in enumerate(keys)}
    for start, end in spans:
        if found := usual.fullmatch(text, start, end):
            yield [(place, *edges) for place, edges in enumerate(found.regs[1:])]
        else:
            pairs_ = _PAIR.finditer(text, start, end)
            yield [(places[pair[1]], *pair.span(2)) for pair in pairs_ if pair[1] in places] or [(0, start, start)]
