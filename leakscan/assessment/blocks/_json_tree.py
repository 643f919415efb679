"""Enough of JSON's structure to see siblings, with offsets, in text that need not be valid JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from leakscan.block import Span

# A backslash outside a string is skipped with what follows it, so that no unclosed quote is read twice.
_DOUBLE = re.compile(r'\\.|"(?:[^"\\\n]++|\\.)*+"|=>|[{}\[\]:,]|[^\s{}\[\]:,"\\]++')
_EITHER = re.compile(r"""\\.|"(?:[^"\\\n]++|\\.)*+"|'(?:[^'\\\n]++|\\.)*+'|=>|[{}\[\](),:]|[^\s{}\[\](),:"'\\=]++|=""")
_COLONS = frozenset({":", "=>"})
_SIGNS = frozenset("{[(}]),") | _COLONS
_CLOSES = {"}": "{", "]": "[", ")": "("}
_DEEPEST = 3
_MOST_CELLS = 60


@dataclass(slots=True)
class Node:
    """An object or array: its opening bracket (``""`` at top level), where it stands, its parts with their keys."""

    opened: str
    start: int
    end: int = 0
    parts: list[tuple[Span | None, Node | Span]] = field(default_factory=list)

    @property
    def nodes(self) -> list[tuple[Span | None, Node]]:
        """The parts that are objects or arrays themselves."""
        return [(key, part) for key, part in self.parts if isinstance(part, Node)]

    @property
    def scalars(self) -> list[tuple[Span | None, Span]]:
        """The parts that are strings, numbers or words."""
        return [(key, part) for key, part in self.parts if isinstance(part, Span)]


def nodes_of(text: str, *, single: bool = False) -> list[Node]:
    """Every object and array of the text and the top level, inner ones first; brackets that never close count too.

    Args:
        text: the document.
        single: whether single quotes enclose strings too, and round brackets are brackets, as in Python and PHP.
    """
    stack, done = [Node("", 0, len(text))], list[Node]()
    pending: re.Match[str] | None = None
    key: re.Match[str] | None = None
    for token in (_EITHER if single else _DOUBLE).finditer(text):
        sign = token[0]
        if sign not in _SIGNS:
            pending = token
        elif sign in "{[(":
            stack.append(Node(sign, token.start(), len(text)))
            stack[-2].parts.append((key and Span(*key.span()), stack[-1]))
            pending = key = None
        elif sign in _COLONS:
            pending, key = None, pending
        else:
            _settle(stack[-1], key, pending)
            pending = key = None
            if sign != "," and stack[-1].opened == _CLOSES[sign]:
                stack[-1].end = token.end()
                done.append(stack.pop())
    _settle(stack[-1], key, pending)
    return done + stack[::-1]


def flattened(text: str, node: Node) -> dict[str, Span]:
    """Path of keys to value, three levels deep; a number of an array's part is its key."""
    out: dict[str, Span] = {}
    for path, span in _walk(text, node, "", _DEEPEST):
        if len(out) >= _MOST_CELLS:
            break
        out[path] = span
    return out


def _settle(node: Node, key: re.Match[str] | None, value: re.Match[str] | None) -> None:
    if value is not None:
        node.parts.append((key and Span(*key.span()), Span(*value.span())))


def _walk(text: str, node: Node, above: str, depth: int) -> Iterator[tuple[str, Span]]:
    for number, (key, part) in enumerate(node.parts):
        name = text[key.start : key.end].strip("\"'") if key else str(number)
        path = f"{above}.{name}" if above else name
        if isinstance(part, Span):
            yield path, part
        elif depth > 1:
            yield from _walk(text, part, path, depth - 1)
