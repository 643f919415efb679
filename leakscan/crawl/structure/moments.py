"""Where a page shows moments, and which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time

from scrapy.http import TextResponse

from leakscan.crawl.clock import Clock
from leakscan.crawl.structure.nodes import Node, elements, named

_LONGEST = 90  # characters
_MAY_BE = re.compile(
    r"\d|today|yesterday|heute|gestern|hier|aujourd|hoy|ayer|oggi|ieri|hoje|ontem|vandaag|сегодня|вчера", re.IGNORECASE
)
_OTHERS = re.compile(
    r"join|regist|member since|edit|modif|last (?:seen|visit|active)|birth|mitglied|inscrit|current time|all times",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:current time|time now|time is now|it is (?:currently|now)|all times are|aktuelle zeit|es ist jetzt)\W.{0,60}",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\b(\d{1,2})[-./](\d{1,2})[-./]\d{2,4}\b")


@dataclass(frozen=True, slots=True)
class Spot:
    """An element that shows a moment. ``exact`` where it does not count back from now."""

    node: Node
    moment: datetime
    exact: bool


def clock_of(page: TextResponse) -> Clock:
    """The forum's time where it tells it; days stand first where some date can't be read otherwise."""
    sent = (page.headers.get("Date") or b"").decode("latin-1")
    firsts = [(int(one), int(two)) for one, two in _NUMBERS.findall(page.text[:500_000])]
    day_first = any(one > 12 for one, _ in firsts) and not any(two > 12 for _, two in firsts)
    shown = " ".join(_CLOCK.findall(" ".join(page.xpath("//body//text()[string-length(.) < 200]").getall())))
    return Clock.of(sent, shown, day_first=day_first)


def spots(root: Node, clock: Clock) -> list[Spot]:
    """The smallest elements that show a whole moment, in the page's order."""
    told: dict[Node, Spot] = {}
    for node in elements(root):
        text = _shown(node)
        if text is None or not _MAY_BE.search(text) or _OTHERS.search(f"{text} {named(node)}"):
            continue
        moment = clock.moment(text)
        if moment is not None:
            told[node] = Spot(node, moment, not re.search(r"\bago\b", text))
    larger = {ancestor for node in told for ancestor in node.iterancestors() if ancestor in told}
    return list({spot.node: spot for node in told if node not in larger for spot in (_whole(node, told),)}.values())


def _whole(node: Node, told: dict[Node, Spot]) -> Spot:
    """An element's moment, or its parent's where that has the time to its day."""
    spot = told[node]
    for ancestor in node.iterancestors():
        if ancestor not in told:
            break
        if told[ancestor].moment.time() != spot.moment.time() == time():
            return told[ancestor]
    return spot


def _shown(node: Node) -> str | None:
    """What an element shows, titles in place of the words that bear them; None for more than a moment takes."""
    for name in ("datetime", "data-time", "data-timestamp", "data-datetime"):
        if node.get(name):
            return str(node.get(name))
    parts: list[str] = []
    for part in node.iter():
        if not isinstance(part.tag, str):
            continue
        inner = part is not node
        words = str((part.get("title") if inner else None) or part.text or "")
        parts += [*words.split(), *(str(part.tail or "").split() if inner else ())]
        if sum(map(len, parts)) > _LONGEST:
            return None
    text = " ".join(parts)
    own = node.get("title")
    return str(own) if own and re.search(r"\d", own) and len(own) <= _LONGEST else text
