"""JSON and its likes: objects or arrays under one parent, JSON lines, arrays of strings, one large object of names.

Of columns under one parent the one that holds most matches is that of the names, and the others stand beside it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._json_columns import json_columns
from leakscan.assessment.blocks._json_even import even_json
from leakscan.assessment.blocks._json_tree import NAMED, Node, flattened, nodes_of
from leakscan.assessment.blocks._page import Page
from leakscan.assessment.blocks._trimming import Edges
from leakscan.block import Block

ORDER = 20
_KEYED = re.compile(r"""["']\s*+(?:=>|:)""")
_BARE = re.compile(r"""\{[^{}\[\]"'\\]*+\}|\[[^{}\[\]"'\\]*+\]""")
_BARE_EITHER = re.compile(r"""\{[^{}\[\]()"'\\]*+\}|\[[^{}\[\]()"'\\]*+\]|\([^{}\[\]()"'\\]*+\)""")
"""Brackets with neither strings nor brackets in them."""
_FEWEST = 3
_ALIKE = 0.6
"""Share of the siblings that must have a key in common."""


def find(page: Page) -> list[Block]:
    """The outermost groups of siblings; the top level is a parent too, which makes JSON lines a block."""
    text = page.text
    if not ("{" in text or "[" in text) or not any("{" in said or "[" in said for said in page.said):
        return []
    single = text.count("'") > max(5, text.count('"'))
    if not single and text.count('"') <= 5:
        return []
    if not single and (even := even_json(page)):
        return even
    if not _quoting(text, single=single):
        return []
    nodes = _holding(page, nodes_of(text, single=single))
    objects = [node for node in nodes if node.holds and node.opened == "{"]
    columns = [(node, block) for node in objects for block in json_columns(page, node)]
    within = {id(part) for node, _ in columns for _, part in node.nodes}
    found = [block for _, block in columns]
    spans = [_grid.edges(block) for block in found]
    for node in reversed(nodes):  # those around others first
        if len(node.parts) > 1 and id(node) not in within and not _in_any(node, spans):
            made = list(_blocks(text, node))
            spans += map(_grid.edges, made)
            found += made
    return list(_outermost(found))


def _holding(page: Page, nodes: list[Node]) -> list[Node]:
    """Those in which a place that matters stands on a line that is not taken; all where none is given."""
    if not page.places:
        return nodes
    free = [*page.free, math.inf]
    return [node for node in nodes if free[bisect_left(free, node.start)] < node.end]


def _in_any(node: Node, spans: Sequence[Edges]) -> bool:
    """Whether an object or array stands within a block that is made already."""
    return any(start <= node.start and node.end <= end for start, end in spans)


def _quoting(text: str, *, single: bool) -> bool:
    """Whether a string stands in brackets or is the key of something: in other texts no bracket tells of a list."""
    if _KEYED.search(text):
        return True
    left = (_BARE_EITHER if single else _BARE).sub("", text)
    return any(sign in left for sign in ("{[(" if single else "{["))


def _blocks(text: str, node: Node) -> Iterator[Block]:
    if node.holds and len(siblings := node.nodes) >= 2:
        yield from _table(text, siblings)
    if len(node.parts) < _FEWEST or len(scalars := node.scalars) < _FEWEST:
        return
    strings = [part for _, part in scalars if text[part[0]] in "\"'"]
    if node.opened == "[" and len(strings) >= 3 and _dense(strings):
        yield Block("json-strings", _grid.single(text, strings))
    pairs = [(key, part) for key, part in scalars if key and text[key[0]] in "\"'"]
    if node.opened == "{" and len(pairs) >= (
        _FEWEST if _columnar([text[k[0] + 1 : k[1] - 1] for k, _ in pairs]) else 8
    ):
        yield Block("json-map", _grid.grid(text, pairs))


def _table(text: str, siblings: list[tuple[Edges | None, Node]]) -> Iterator[Block]:
    """A table of siblings that share keys; few siblings with many numbered keys are columns, not rows."""
    flat = [(node, row) for key, node in siblings if (row := _row(text, key, node))]
    often = Counter(chain.from_iterable(row for _, row in flat))
    columns = [path for path, number in often.items() if number * 3 >= len(flat)]
    shared = max((number for path, number in often.items() if path != NAMED), default=0)
    if len(flat) < 2 or shared < _ALIKE * len(siblings) or (NAMED in columns and _across(columns, len(flat))):
        return
    places = {path: place for place, path in enumerate(columns)}
    rows = [[(places[path], *cell) for path, cell in row.items() if path in places] for _, row in flat]
    edges = [(row[NAMED][0] if NAMED in row else node.start, node.end) for node, row in flat]
    yield Block("json", _grid.keyed(text, rows, edges), tuple(columns))


def _across(paths: Sequence[str], siblings: int) -> bool:
    """Whether siblings are columns rather than rows: fewer than the numbers that their parts go by."""
    numbers = list(dict.fromkeys(path.partition(".")[0] for path in paths if path != NAMED))
    return _columnar(numbers) and siblings <= len(numbers)


def _columnar(keys: Sequence[str]) -> bool:
    """Whether the keys count from nought or one, as those of a column's values do."""
    numbers = [key for key in keys if key != NAMED]
    return len(numbers) >= _FEWEST and numbers in [[str(at) for at in range(low, low + len(numbers))] for low in (0, 1)]


def _row(text: str, key: Edges | None, node: Node) -> dict[str, Edges]:
    """The cells of a sibling; empty where nothing in it is a quoted string, as in code or prose."""
    if not (key or text.find("'", node.start, node.end) >= 0 or text.find('"', node.start, node.end) >= 0):
        return {}
    if node.opened == "(" and key is None and len(node.parts) == 1 and isinstance(node.parts[0][1], tuple):
        return {}
    cells = flattened(text, node)
    if node.opened == "(" and key is None and len(cells) < 2:
        return {}
    row = {NAMED: key, **cells} if key else cells
    for cell in row.values():
        if text[cell[0]] in "\"'":
            return row
    return {}


def _dense(strings: list[Edges]) -> bool:
    """Quotes and brackets of prose are no array: its strings fill most of the stretch they span."""
    return sum(end - start for start, end in strings) >= 0.6 * (strings[-1][1] - strings[0][0])


def _outermost(blocks: list[Block]) -> Iterator[Block]:
    reached = -1
    placed = [(*_grid.edges(block), block) for block in blocks]
    for _, end, block in sorted(placed, key=lambda one: (one[0], -one[1])):
        if end > reached:
            yield block
            reached = end
