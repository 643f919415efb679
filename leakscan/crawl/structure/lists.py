"""Lists of threads, and boards: links of one form in rows, each with a text of its own, most with a moment."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from leakscan.crawl.markup import Thread
from leakscan.crawl.structure.addresses import is_part_of, number
from leakscan.crawl.structure.anchors import Anchor, in_furniture
from leakscan.crawl.structure.moments import Spot
from leakscan.crawl.structure.nodes import Node, above, holders, is_inside, signature, text_of
from leakscan.crawl.structure.scene import Scene

_ROW = frozenset({"tr", "li", "article", "dl", "section"})
_NEAR = 5  # levels
_COUNT = re.compile(r"(?<![\d.,:/-])\d{1,3}(?:[.,]?\d{3})*(?![\d:/-])")


@dataclass(frozen=True)
class Rows:
    """Links of one form, the row around each, and how sure it is (0 to 1) that they lead to threads."""

    shape: str
    links: tuple[Anchor, ...]
    rows: tuple[Node, ...]
    sure: float

    def threads(self, spots: Sequence[Spot]) -> list[Thread]:
        """The threads that they lead to."""
        return [
            Thread(link.url, link.url, link.text, _state(row, spots))
            for link, row in zip(self.links, self.rows, strict=True)
        ]


def thread_rows(scene: Scene) -> list[Rows]:
    """Candidates for the threads of a list, the surest first."""
    groups: defaultdict[tuple[str, tuple[str, ...]], list[Anchor]] = defaultdict(list)
    for anchor in scene.anchors:
        elsewhere = anchor.is_board and anchor.shape not in scene.threads
        passed_over = anchor.is_person or anchor.is_action or anchor.is_place or elsewhere
        if re.search(r"[^\W\d_]", anchor.text) and not (
            passed_over or in_furniture(anchor.node) or is_part_of(anchor.url, scene.here)
        ):
            groups[anchor.shape, _place(anchor.node)].append(anchor)
    titles = {key: _titles(group, scene) for key, group in groups.items()}
    rows = [_rows(shape, group, scene) for (shape, _), group in titles.items() if group]
    best: dict[str, Rows] = {}
    for found in sorted(rows, key=lambda found: -found.sure):
        best.setdefault(found.shape, found)
    return list(best.values())


def boards(scene: Scene, threads: Sequence[str]) -> dict[str, str]:
    """Addresses and names of boards: links that say so, have a text of their own, and are no threads."""
    found: dict[str, str] = {}
    for anchor in scene.anchors:
        says_so = anchor.is_board and anchor.text and anchor.shape not in scene.threads
        filtered = number(scene.here) is not None and anchor.url.startswith((f"{scene.here}?", f"{scene.here}&"))
        narrower = filtered or anchor.fragment or is_part_of(anchor.url, scene.here)
        elsewhere = anchor.is_person or anchor.is_action or anchor.url in threads or in_furniture(anchor.node)
        if says_so and number(anchor.url) and not (narrower or elsewhere):
            found.setdefault(anchor.url, anchor.text)
    return found


def _titles(group: list[Anchor], scene: Scene) -> list[Anchor]:
    """Links that may be called as threads are: a moment among titles is a thread of today, among moments it is none."""
    dated = {anchor for anchor in group if scene.held[anchor.node].moments or is_inside(anchor.node, scene.dated)}
    return group if len(dated) * 2 <= len(group) else [anchor for anchor in group if anchor not in dated]


def _place(node: Node) -> tuple[str, ...]:
    """Where in a row a link stands: tags and class names of what it lies in."""
    parents = [node, *list(above(node))[:2]]
    return tuple("/".join(signature(parent)) for parent in parents)


def _rows(shape: str, group: list[Anchor], scene: Scene) -> Rows:
    first: dict[str, Anchor] = {}
    for anchor in group:
        first.setdefault(anchor.url, anchor)
    links = list(first.values())
    around = holders([link.node for link in links])
    rows = [around[link.node] if len(links) > 1 else _row(link.node, scene) for link in links]
    return Rows(shape, tuple(links), tuple(rows), _sure(shape, links, rows, scene))


def _row(link: Node, scene: Scene) -> Node:
    """The row of the only link of its form: the next thing that is commonly one, or that holds a moment."""
    near = [node for node in list(above(link))[:_NEAR] if node in scene.held]
    rows = (node for node in near if node.tag in _ROW or scene.held[node].moments)
    return next(rows, link.getparent())


def _sure(shape: str, links: list[Anchor], rows: list[Node], scene: Scene) -> float:
    texts = [link.text for link in links]
    different = len(set(texts)) / len(texts)
    moments = mean(bool(scene.held[row].moments) for row in rows)
    words = mean(min(4, len(text.split())) for text in texts) / 4
    known = scene.threads
    told = 1.0 if shape in known else 0.0 if not links[0].is_thread else 0.3 if known else 0.8
    numbered = mean(number(link.url) is not None for link in links)
    weight = 0.34 * told + 0.30 * moments + 0.12 * words + 0.12 * min(1.0, len(links) / 5) + 0.12 * numbered
    return weight * different**2


def _state(row: Node, spots: Sequence[Spot]) -> str:
    """What changes when somebody writes: exact moments, or else counts without the largest, which are views."""
    here = set(row.iter())
    exact = sorted(spot.moment.isoformat() for spot in spots if spot.exact and spot.node in here)
    told = exact or [str(count) for count in _counts(row)[:-1]]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16] if told else ""


def _counts(row: Node) -> list[int]:
    """Numbers that stand alone in an element of a row, in order."""
    texts = (text_of(node) for node in row.iter() if isinstance(node.tag, str) and not len(node))
    return sorted(int(re.sub(r"\D", "", text)) for text in texts if _COUNT.fullmatch(text))
