"""What is asked of elements again and again: their signature, their text, what they hold, what holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

Node = Any  # lxml ships no types

_LEFT_OUT = frozenset({"script", "style", "noscript", "template", "select", "option", "textarea"})
_PARITY = re.compile(
    r"^(?:odd|even|alt|first|last|active|unread|read|new|sticky|pinned|locked|hot|bg|row|trow)[-_]?\d*$"
)


def elements(root: Node) -> Iterator[Node]:
    """Every element that shows something."""
    stack = [root]
    while stack:
        node = stack.pop()
        if not isinstance(node.tag, str) or node.tag in _LEFT_OUT:
            continue
        yield node
        stack.extend(reversed(node))


def signature(node: Node) -> tuple[str, ...]:
    """Tag, class names and the words of an id, without numbers and without what changes from row to row."""
    classes = (re.sub(r"\d+", "#", name) for name in (node.get("class") or "").split() if not _PARITY.match(name))
    name = str(node.get("id") or "")
    return (node.tag, *sorted(classes), *([re.sub(r"\d+", "#", name)] if re.search(r"\d", name) else []))


def named(node: Node) -> str:
    """Its class names, id and item property, to look for words in."""
    return " ".join(str(node.get(name) or "") for name in ("class", "id", "itemprop"))


def text_of(node: Node) -> str:
    """Its text without what shows nothing; white space is collapsed."""
    parts: list[str] = []
    stack: list[Node | str] = [node]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            parts.append(one)
        elif isinstance(one.tag, str) and one.tag not in _LEFT_OUT:
            for child in reversed(one):
                if child.tail:
                    stack.append(child.tail)
                stack.append(child)
            if one.text:
                parts.append(one.text)
    return " ".join("".join(parts).split())


def above(node: Node) -> Iterator[Node]:
    """Its ancestors, the nearest first."""
    return node.iterancestors()  # type: ignore[no-any-return]


def holders(nodes: Iterable[Node]) -> dict[Node, Node]:
    """For each of some elements the largest one around it that holds none of the others."""
    nodes = list(nodes)
    counts: dict[Node, int] = {}
    for node in nodes:
        for ancestor in (node, *above(node)):
            counts[ancestor] = counts.get(ancestor, 0) + 1
    found = {}
    for node in nodes:
        holder = node
        for ancestor in above(node):
            if counts[ancestor] > 1:
                break
            holder = ancestor
        found[node] = holder
    return found


def is_inside(node: Node, others: set[Node]) -> bool:
    """Whether one of the others holds it, or is it."""
    return node in others or any(ancestor in others for ancestor in above(node))
