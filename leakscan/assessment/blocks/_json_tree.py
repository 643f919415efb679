"""Enough of JSON's structure to see siblings, with offsets, in text that need not be valid JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from leakscan.block import Span

# A backslash outside a string is skipped with what follows it, so that no unclosed quote is read twice.
_DOUBLE = re.compile(r'\\.|"(?:[^"\\\n]++|\\.)*+"|=>|[{}\[\]:,]|[^\s{}\[\]:,"\\]++')
_EITHER = re.compile(r"""\\.|"(?:[^"\\\n]++|\\.)*+"|'(?:[^'\\\n]++|\\.)*+'|=>|[{}\[\](),:]|[^\s{}\[\](),:"'\\=]++|=""")
_COLONS = frozenset({":", "=>"})
_OPENS = frozenset("{[(")
_SIGNS = frozenset("}]),") | _OPENS | _COLONS
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

    Strings, numbers and words of the top level itself are left out.

    Args:
        text: the document.
        single: whether single quotes enclose strings too, and round brackets are brackets, as in Python and PHP.
    """
    node = Node("", 0, len(text))
    stack, done = [node], list[Node]()
    pending: re.Match[str] | None = None
    key: re.Match[str] | None = None
    for token in (_EITHER if single else _DOUBLE).finditer(text):
        sign = token[0]
        if sign not in _SIGNS:
            pending = token
        elif sign in _OPENS:
            above, node = node, Node(sign, token.start(), len(text))
            above.parts.append((key and Span(*key.span()), node))
            stack.append(node)
            pending = key = None
        elif sign in _COLONS:
            pending, key = None, pending
        else:
            if pending and node.opened:
                node.parts.append((key and Span(*key.span()), Span(*pending.span())))
            pending = key = None
            if sign != "," and node.opened == _CLOSES[sign]:
                node.end = token.end()
                done.append(stack.pop())
                node = stack[-1]
    if pending and node.opened:
        node.parts.append((key and Span(*key.span()), Span(*pending.span())))
    return done + stack[::-1]


def flattened(text: str, node: Node) -> dict[str, Span]:
    """Path of keys to value, three levels deep; a number of an array's part is its key."""
    out: dict[str, Span] = {}
    _walk(text, node, "", _DEEPEST, out)
    return out


def _walk(text: str, node: Node, above: str, depth: int, out: dict[str, Span]) -> None:
    for number, (key, part) in enumerate(node.parts):
        if len(out) >= _MOST_CELLS:
            return
        path = above + (text[key.start : key.end].strip("\"'") if key else str(number))
        if isinstance(part, Span):
            out[path] = part
        elif depth > 1:
            _walk(text, part, f"{path}.", depth - 1, out)
