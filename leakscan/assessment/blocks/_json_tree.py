"""Enough of JSON's structure to see siblings, with offsets, in text that need not be valid JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from leakscan.assessment.blocks._trimming import Edges

_STRING = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_EITHER_STRING = rf"""(?:{_STRING}|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+')"""
_WORD, _EITHER_WORD = r'(?!=>)[^\s{}\[\]:,"\\]++', r"""(?:[^\s{}\[\](),:"'\\=]++|=(?!>))"""


def _tokens(string: str, word: str, signs: str) -> re.Pattern[str]:
    """What a text is read in: a string with the value it is the key of, the last of some words, or a sign.

    The comma behind a value is read along with it, and so are the blanks behind each. A backslash outside a string is
    skipped with what follows it, so that no unclosed quote is read twice.
    """
    pair = rf"({string})(?:\s*+(?::|=>)\s*+({string}|{word}))?+(?:\s*+(,))?+"
    words = rf"(?:({word})\s*+)++(,)?+"
    return re.compile(rf"(?:\\.|{pair}|=>|[{signs}]|{words})\s*+")


_DOUBLE = _tokens(_STRING, _WORD, r"{}\[\]:,")
_EITHER = _tokens(_EITHER_STRING, _EITHER_WORD, r"{}\[\](),:")
_VALUE, _COMMA, _LAST_WORD = 2, 3, 4
"""Groups of a token."""
_COLONS = frozenset(":=")
"""Signs, the second of them the beginning of an arrow."""
_OPENS = frozenset("{[(")
_ENDS = frozenset("}]),")
_CLOSES = {"}": "{", "]": "[", ")": "("}
NAMED = "(key)"
"""The heading of the keys that objects stand under."""
_DEEPEST = 3
_MOST_CELLS = 60


@dataclass(slots=True)
class Node:
    """An object or array: its opening bracket (``""`` at top level), where it stands, its parts with their keys.

    A key, and a string, number or word, is its edges in the text. ``holds`` tells whether an object or array is among
    the parts.
    """

    opened: str
    start: int
    end: int = 0
    parts: list[tuple[Edges | None, Node | Edges]] = field(default_factory=list)
    holds: bool = False

    def add(self, key: Edges | None, value: Edges | None) -> None:
        """Take a string, number or word as a part, if there is one; the top level takes none."""
        if value and self.opened:
            self.parts.append((key, value))

    def opening(self, key: Edges | None, inner: Node) -> Node:
        """Take an object or array as a part, and give it back."""
        self.parts.append((key, inner))
        self.holds = True
        return inner

    @property
    def nodes(self) -> list[tuple[Edges | None, Node]]:
        """The parts that are objects or arrays themselves."""
        return [(key, part) for key, part in self.parts if isinstance(part, Node)] if self.holds else []

    @property
    def scalars(self) -> list[tuple[Edges | None, Edges]]:
        """The parts that are strings, numbers or words."""
        return [(key, part) for key, part in self.parts if isinstance(part, tuple)]


def nodes_of(text: str, *, single: bool = False) -> list[Node]:
    """Every object and array of the text and the top level, inner ones first; brackets that never close count too.

    Strings, numbers and words of the top level itself are left out.

    Args:
        text: the document.
        single: whether single quotes enclose strings too, and round brackets are brackets, as in Python and PHP.
    """
    node = Node("", 0, len(text))
    stack, done = [node], list[Node]()
    key: Edges | None = None
    pending: Edges | None = None
    for token in (_EITHER if single else _DOUBLE).finditer(text):
        if group := token.lastindex:
            if group >= _LAST_WORD:
                pending = token.span(_LAST_WORD)
            elif group > 1 and token.start(_VALUE) >= 0:
                key, pending = token.span(1), token.span(_VALUE)
            else:
                pending = token.span(1)
            if group == _COMMA or group > _LAST_WORD:
                node.add(key, pending)
                pending = key = None
            continue
        at = token.start()
        sign = text[at]
        if sign in _OPENS:
            node = node.opening(key, Node(sign, at, len(text)))
            stack.append(node)
            pending = key = None
        elif sign in _COLONS:
            pending, key = None, pending
        elif sign in _ENDS:
            node.add(key, pending)
            pending = key = None
            if sign != "," and node.opened == _CLOSES[sign]:
                node.end = at + 1
                done.append(stack.pop())
                node = stack[-1]
        else:
            pending = at, at + 2
    node.add(key, pending)
    return done + stack[::-1]


def flattened(text: str, node: Node) -> dict[str, Edges]:
    """Path of keys to value, three levels deep; a number of an array's part is its key."""
    out: dict[str, Edges] = {}
    if node.holds or len(node.parts) > _MOST_CELLS:
        _walk(text, node, "", _DEEPEST, out)
        return out
    for number, (key, part) in enumerate(node.parts):
        out[text[key[0] : key[1]].strip("\"'") if key else str(number)] = part  # type: ignore[assignment]  # all are
    return out


def _walk(text: str, node: Node, above: str, depth: int, out: dict[str, Edges]) -> None:
    for number, (key, part) in enumerate(node.parts):
        if len(out) >= _MOST_CELLS:
            return
        path = above + (text[key[0] : key[1]].strip("\"'") if key else str(number))
        if isinstance(part, tuple):
            out[path] = part
        elif depth > 1:
            _walk(text, part, f"{path}.", depth - 1, out)
