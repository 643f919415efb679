"""JSON: objects or arrays under one parent, JSON lines, arrays of strings, one large object of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from leakscan.assessment.blocks._json_tree import Node, flattened, nodes_of
from leakscan.assessment.blocks._page import Page, row_of, trimmed
from leakscan.model import Block, Row, Span

ORDER = 20
_KEY = "(key)"


def find(page: Page) -> list[Block]:
    """The outermost groups of siblings; the top level is a parent too, which makes JSON lines a block."""
    text = page.text
    if text.count('"') <= 5 or not ("{" in text or "[" in text):
        return []
    found = [block for node in nodes_of(text) for block in _blocks(text, node)]
    return list(_outermost(found))


def _blocks(text: str, node: Node) -> Iterator[Block]:
    siblings = node.nodes
    if len(siblings) >= 2:
        yield from _table(text, siblings)
    scalars = node.scalars
    strings = [part for _, part in scalars if text[part.start] == '"']
    if node.opened == "[" and len(strings) >= 3 and _dense(strings):
        yield Block("json-strings", tuple(row_of(text, [(s.start, s.end)]) for s in strings))
    pairs = [(key, part) for key, part in scalars if key and text[key.start] == '"']
    if node.opened == "{" and len(pairs) >= 8:
        yield Block("json-map", tuple(row_of(text, [(k.start, k.end), (v.start, v.end)]) for k, v in pairs))


def _table(text: str, siblings: list[tuple[Span | None, Node]]) -> Iterator[Block]:
    flat = [(node, row) for key, node in siblings if (row := _row(text, key, node))]
    often = Counter(path for _, row in flat for path in row)
    columns = [path for path, number in often.items() if number * 3 >= len(flat)]
    if len(flat) < 2 or not columns:
        return
    rows = []
    for node, row in flat:
        cells = [row.get(column, Span(node.start, node.start)) for column in columns]
        start = min(node.start, cells[0].start)
        rows.append(Row(start, node.end, tuple(trimmed(text, cell.start, cell.end) for cell in cells)))
    yield Block("json", tuple(rows), tuple(columns))


def _row(text: str, key: Span | None, node: Node) -> dict[str, Span]:
    """The cells of a sibling; empty where nothing in it is a quoted key or string, as in code or prose."""
    cells = flattened(text, node)
    if not any(text[cell.start] == '"' for cell in cells.values()):
        return {}
    if node.opened == "{" and not any(part[0] and text[part[0].start] == '"' for part in node.parts):
        return {}
    return {_KEY: key, **cells} if key else cells


def _dense(strings: list[Span]) -> bool:
    """Quotes and brackets of prose are no array: its strings fill most of the stretch they span."""
    return sum(s.end - s.start for s in strings) >= 0.6 * (strings[-1].end - strings[0].start)


def _outermost(blocks: list[Block]) -> Iterator[Block]:
    reached = -1
    for block in sorted(blocks, key=lambda b: (b.start, -b.end)):
        if block.end > reached:
            yield block
            reached = block.end
