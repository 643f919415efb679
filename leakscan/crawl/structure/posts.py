"""Posts: blocks that repeat, each with a moment, somebody's name and a text of its own."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import mean

from lxml import html as lxml_html

from leakscan.crawl.addresses import without_session
from leakscan.crawl.markup import Post
from leakscan.crawl.structure.nodes import Node, elements, holders, is_inside, signature, text_of
from leakscan.crawl.structure.scene import Scene, is_name
from leakscan.crawl.structure.words import AROUND, AUTHOR, BODY

_NUMBERED = re.compile(r"^(.*?)(\d+|[0-9a-f]{8,})$")
_ALONE = re.compile(
    r"^(?![\w-]*last)(?:[\w-]*[-_])?(?:post|comment|message|reply|entry)(?:[-_]+(?:item|card|row|node|block|container|wrap(?:per)?|box))?$",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
NAME = 60  # characters; nobody's name is longer
SHORT = 3  # characters; a link of no more ("#12") is no title
_BLOCKS = frozenset({"div", "section", "article", "blockquote", "td", "pre", "span", "p", "dd", "li"})


@dataclass(frozen=True)
class Blocks:
    """Containers of one kind, what their bodies look like, and how sure it is (0 to 1) that they are posts."""

    kind: tuple[str, ...]
    nodes: tuple[Node, ...]
    body: tuple[str, ...]
    sure: float


def blocks(scene: Scene, bodies: dict[tuple[str, ...], tuple[str, ...]]) -> list[Blocks]:
    """Candidates for the posts of a page, the surest first.

    Args:
        scene: the page.
        bodies: what bodies look like in containers of a kind, as far as other pages have told.
    """
    found = []
    for kind, nodes in _candidates(scene):
        body = bodies.get(kind) or _body_of(nodes, scene)
        if body is not None:
            sure = _sure(kind, nodes, body, scene) + 0.1 * (kind in bodies)
            found.append(Blocks(kind, nodes, body, min(1.0, sure)))
    return sorted(found, key=lambda blocks: -blocks.sure)


def _candidates(scene: Scene) -> Iterator[tuple[tuple[str, ...], tuple[Node, ...]]]:
    groups: defaultdict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in elements(scene.root):
        if node.tag in {"html", "body", "a", "input", "img", "label"}:
            continue
        for name, value in node.attrib.items():
            if (name == "id" or name.startswith("data-")) and (number := _NUMBERED.match(str(value))):
                groups["numbered", node.tag, name, number[1]].append(node)
        if node.tag == "article" or any(map(_ALONE.match, (node.get("class") or "").split())):
            groups["named", *signature(node)].append(node)
    by_look: defaultdict[tuple[str, ...], list[Node]] = defaultdict(list)
    for spot in scene.spots:
        by_look[signature(spot.node)].append(spot.node)
    for look, nodes in by_look.items():
        around = holders(nodes)
        if len(nodes) > 1:
            groups["dated", *look] = [around[node] for node in nodes]
    for kind, nodes in groups.items():
        outer = set(nodes)
        yield kind, tuple(node for node in dict.fromkeys(nodes) if not is_inside(node.getparent(), outer))


def _body_of(nodes: Sequence[Node], scene: Scene) -> tuple[str, ...] | None:
    """What the largest text of each container looks like, in most of them."""
    scores: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for node in nodes:
        best: dict[tuple[str, ...], float] = {}
        for part in elements(node):
            if part.tag in _BLOCKS and part is not node:
                look = signature(part)
                best[look] = max(best.get(look, 0.0), _weight(part, scene))
        for look, weight in best.items():
            scores[look] += weight
    return max(scores, key=lambda look: scores[look]) if any(scores.values()) else None


def _weight(part: Node, scene: Scene) -> float:
    """How likely an element is what somebody wrote."""
    held = scene.held[part]
    if not held.text:
        return 0.0
    words = f"{part.get('class') or ''} {part.get('id') or ''} {part.get('itemprop') or ''}"
    weight = sqrt(held.text) * (1 - 0.7 * held.linked / held.text)
    weight *= 3.0 if BODY.search(words) else 1.0
    weight *= 0.2 if AROUND.search(words) else 1.0
    weight *= 0.2 if held.moments else 1.0
    weight *= 0.4 if held.headings else 1.0
    return weight * (0.3 if held.people else 1.0)


def _sure(kind: tuple[str, ...], nodes: Sequence[Node], look: tuple[str, ...], scene: Scene) -> float:
    """How sure it is that containers are posts; without bodies that say something of their own they are none."""
    held = [scene.held[node] for node in nodes]
    bodies = [[scene.held[body] for body in _bodies(node, look)] for node in nodes]
    # A body that is mostly links to other places of the site says nothing.
    has_body = mean(sum(b.text for b in own) > 2 * sum(b.internal for b in own) for own in bodies)
    has_moment = mean(bool(each.moments) for each in held)
    has_person = mean(bool(each.people) for each in held)
    titled = mean(each.titles > sum(b.titles for b in own) for each, own in zip(held, bodies, strict=True))
    share = min(1.0, 1.5 * sum(each.text for each in held) / max(1, scene.held[scene.root].text))
    weight = 0.28 * has_moment + 0.18 * has_person + 0.22 + 0.08 * (kind[0] == "numbered") + 0.24 * share
    crowd = len(nodes) == 1 and held[0].moments > 1 and held[0].people > 1
    nobody = not has_person and kind[0] == "dated"
    return weight * has_body * (1 - 0.5 * titled) * (0.8 if crowd else 1.0) * (0.6 if nobody else 1.0)


def _bodies(node: Node, look: tuple[str, ...]) -> list[Node]:
    found = [part for part in elements(node) if part is not node and signature(part) == look]
    outer = set(found)
    return [part for part in found if not is_inside(part.getparent(), outer)]


def read_posts(found: Blocks, scene: Scene, thread: str) -> Iterator[Post]:
    """The posts of the containers; one without a number of its own is known by what it says."""
    dated = {spot.node: spot for spot in scene.spots}
    for node in found.nodes:
        bodies = _bodies(node, found.body)
        if not any(text_of(body) for body in bodies):
            continue
        html = without_session("\n".join(_outer(body) for body in bodies))
        written = {part for body in bodies for part in body.iter()}
        around = [part for part in elements(node) if part not in written]
        moment = next((dated[part].moment for part in [*around, *elements(node)] if part in dated), None)
        shown = (text_of(part) for part in [*around, *elements(node)] if part in scene.people and text_of(part))
        author = next(shown, None) or next(_told_author(node), None)
        number = _NUMBERED.match(str(node.get(found.kind[2]) or "")) if found.kind[0] == "numbered" else None
        name = number[2] if number else hashlib.sha256(f"{thread}\0{html}".encode()).hexdigest()[:16]
        yield Post(name, str(node.get("id") or ""), html, author, moment)


def _told_author(node: Node) -> Iterator[str]:
    """What attributes of a container say of its author."""
    return (str(value) for name, value in node.attrib.items() if AUTHOR.search(name) and is_name(str(value)))


def _outer(node: Node) -> str:
    text: str = lxml_html.tostring(node, encoding="unicode", with_tail=False)
    return text
