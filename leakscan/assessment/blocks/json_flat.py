"""Many flat objects with the same keys: JSON lines, arrays and objects by name, too long to be read sign by sign."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from leakscan.assessment.blocks import _cutting, _grid
from leakscan.assessment.blocks._json_even import even_json
from leakscan.assessment.blocks._json_tree import NAMED
from leakscan.assessment.blocks._page import Page
from leakscan.block import Block

ORDER = 18
_STRING = r'"(?:[^"\\\n]++|\\.)*+"'
_VALUE = rf'(?:{_STRING}|[^\s,{{}}\[\]":]++)'
_PAIR = re.compile(rf"({_STRING})\s*+:\s*+({_VALUE})")
_OBJECT = re.compile(rf"(?:({_STRING})\s*+:\s*+)?+(\{{\s*+(?:{_STRING}\s*+:\s*+{_VALUE}\s*+,?\s*+)++\}})")
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
    if not _cutting.often(text, "{", _FEWEST):
        return []
    if not _cutting.often(text, "[", 2) and (even := even_json(page)) and _whole(text, even[0]):
        return even
    found = list(_OBJECT.finditer(text))
    spans = [one.span(2) for one in found]
    if len(spans) < _FEWEST or sum(b - a for a, b in spans) < _WHOLE * len(text):
        return []
    return _evenly(text, found) or _object_by_object(text, found)


def _object_by_object(text: str, found: Sequence[re.Match[str]]) -> list[Block]:
    spans = [one.span(2) for one in found]
    sample = spans[:: max(1, len(spans) // _SAMPLE)]
    often = Counter(tuple(pair[1] for pair in _PAIR.finditer(text, *span)) for span in sample)
    keys, number = often.most_common(1)[0]
    if number < _ALIKE * len(sample):
        return []
    rows, header = list(_rows(text, spans, keys)), tuple(key[1:-1] for key in keys)
    if _nameless(found) > (1 - _ALIKE) * len(found):
        return [Block("json", _grid.keyed(text, rows, spans), header)]
    named = [_beside(one.span(1), row) for one, row in zip(found, rows, strict=True)]
    return [Block("json", _grid.keyed(text, named, [one.span() for one in found]), (NAMED, *header))]


def _nameless(found: Sequence[re.Match[str]]) -> int:
    """How many objects stand under no key."""
    return [one.start(1) for one in found].count(-1)


def _evenly(text: str, found: Sequence[re.Match[str]]) -> list[Block]:
    """The same where each object has the keys of the first in their order, and all are named or most are not."""
    keys = [pair[1] for pair in _PAIR.finditer(text, *found[0].span(2))]
    usual, nameless = _usual(keys), _nameless(found)
    rows = [row.regs[1:] for one in found if (row := usual.fullmatch(text, *one.span(2)))]
    if len(rows) < len(found) or 0 < nameless <= (1 - _ALIKE) * len(found):
        return []
    import numpy as np

    cells, header = np.array(rows, np.int64), tuple([key[1:-1] for key in keys])
    if not nameless:
        names = np.array([one.span(1) for one in found], np.int64)
        cells, header = np.concatenate([names[:, None], cells], axis=1), (NAMED, *header)
    grid = _grid.even(text, cells[:, :, 0].ravel(), cells[:, :, 1].ravel(), len(header))
    grid.starts, grid.ends = np.array([one.span(2 if nameless else 0) for one in found], np.int64).T
    return [Block("json", grid, header)]


def _whole(text: str, block: Block) -> bool:
    """Whether a table is of all objects that there are, and next to nothing else is in the text."""
    rows = _grid.as_grid(block.rows)
    whole = len(rows) == text.count("{") and int((rows.ends - rows.starts).sum()) >= _WHOLE * len(text)
    return whole and not any("'" in key for key in block.header)


def _beside(key: tuple[int, int], row: _Cells) -> _Cells:
    """The cells of an object behind the key that it stands under, as in an object of clients by name."""
    return [*([(0, *key)] if key[0] >= 0 else []), *((place + 1, start, end) for place, start, end in row)]


def _rows(text: str, spans: Sequence[tuple[int, int]], keys: Sequence[str]) -> Iterator[_Cells]:
    """The cells of each object: in one step where it has the usual keys in the usual order, else pair by pair."""
    usual = _usual(keys)
    places = {key: place for place, key in enumerate(keys)}
    for start, end in spans:
        if found := usual.fullmatch(text, start, end):
            yield [(place, *edges) for place, edges in enumerate(found.regs[1:])]
        else:
            pairs_ = _PAIR.finditer(text, start, end)
            yield [(places[pair[1]], *pair.span(2)) for pair in pairs_ if pair[1] in places] or [(0, start, start)]


def _usual(keys: Sequence[str]) -> re.Pattern[str]:
    """An object that has these keys in this order, with a group for each value."""
    pairs = r"\s*+,\s*+".join(rf"{re.escape(key)}\s*+:\s*+({_VALUE})" for key in keys)
    return re.compile(rf"\{{\s*+{pairs}\s*+,?\s*+\}}")
