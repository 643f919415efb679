"""A page before it is looked for lists and posts: its links and moments, and what each element holds, counted once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

from leakscan.crawl.payload import MarkupChangedError
from leakscan.crawl.structure.addresses import is_part_of
from leakscan.crawl.structure.anchors import Anchor, names_author
from leakscan.crawl.structure.moments import Spot
from leakscan.crawl.structure.nodes import Node, above, elements, text_of
from leakscan.crawl.structure.words import OFFERED

DEEPEST, MOST = 150, 20_000  # levels and elements; beyond them a page is no forum's, or means harm
NAME = 60  # characters; nobody's name is longer
SHORT = 3  # characters; a link of no more ("#12") is no title
OFTEN = 3
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True)
class Held:
    """What an element holds, itself included: characters, those in links and in links within the site, and counts."""

    text: int = 0
    linked: int = 0
    internal: int = 0
    moments: int = 0
    people: int = 0
    titles: int = 0
    headings: int = 0

    def add(self, other: Held) -> None:
        """What a child holds, too."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


@dataclass(frozen=True)
class Scene:
    """What is known of a page; ``threads`` are forms of addresses known to be theirs."""

    here: str
    root: Node
    anchors: Sequence[Anchor]
    spots: Sequence[Spot]
    threads: frozenset[str] = frozenset()

    @cached_property
    def dated(self) -> set[Node]:
        """Elements that show a moment."""
        return {spot.node for spot in self.spots}

    @cached_property
    def people(self) -> set[Node]:
        """Links to people, and short names that are marked as such."""
        linked = {anchor.node for anchor in self.anchors if anchor.is_person and anchor.text}
        leaves = (node for node in elements(self.root) if not len(node) and is_name(text_of(node)))
        return linked | {node for node in leaves if any(map(names_author, (node, *list(above(node))[:2])))}

    @cached_property
    def titles(self) -> set[Node]:
        """Links that may be titles of threads or names of boards; what every post offers has the same words in each."""
        often = Counter(anchor.text for anchor in self.anchors)
        return {
            anchor.node
            for anchor in self.anchors
            if not (anchor.is_person or anchor.is_action or anchor.fragment or is_part_of(anchor.url, self.here))
            and len(anchor.text) > SHORT
            and often[anchor.text] < OFTEN
            and not OFFERED.search(anchor.text)
            and (not self.threads or anchor.is_board or anchor.shape in self.threads)
        }

    @cached_property
    def held(self) -> dict[Node, Held]:
        """What each element holds."""
        internal = {anchor.node for anchor in self.anchors}
        found: dict[Node, Held] = {}
        for node in reversed(list(elements(self.root))):
            own = len((node.text or "").strip()) + sum(len((child.tail or "").strip()) for child in node)
            held = Held(own, 0, 0, node in self.dated, node in self.people, node in self.titles, node.tag in _HEADINGS)
            for child in node:
                if child in found:
                    held.add(found[child])
            if node.tag == "a":
                held.linked, held.internal = held.text, held.text * (node in internal)
            found[node] = held
        return found


def is_name(text: str) -> bool:
    """Whether a text may be what somebody is called."""
    return len(text) <= NAME and ":" not in text and re.search(r"[^\W\d_]", text) is not None


def refuse_monsters(root: Node) -> None:
    """Let a page pass that can be looked at in good time.

    Raises:
        MarkupChangedError: it has too many elements, or they nest too deep.
    """
    stack, count = [(root, 0)], 0
    while stack:
        node, depth = stack.pop()
        count += 1
        if depth > DEEPEST or count > MOST:
            raise MarkupChangedError("the page has more elements, or nests them deeper, than any forum's")
        stack.extend((child, depth + 1) for child in node)
