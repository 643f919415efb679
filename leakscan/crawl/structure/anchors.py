"""Links of a page, sorted out: to people, to what visitors may do, and to everything else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy.http import TextResponse
from scrapy.utils.response import get_base_url

from leakscan.crawl.addresses import tidy
from leakscan.crawl.structure.addresses import shape
from leakscan.crawl.structure.nodes import Node, above, elements, named, text_of
from leakscan.crawl.structure.words import ACTION, AUTHOR, BOARD, PERSON, THREAD

_FURNITURE = re.compile(
    r"(?<![a-z])(?:nav(?:bar|igation)?|menu|crumbs?|breadcrumbs?|footer|header|pagination|pager)(?![a-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link within the site; ``fragment`` is what its address has behind "#".

    ``is_place``: it leads to a place that is on this very page, by whatever address.
    """

    node: Node
    url: str
    text: str
    shape: str
    fragment: str = ""
    is_place: bool = False

    @property
    def is_person(self) -> bool:
        """Whether it leads to somebody."""
        return bool(PERSON.search(self.shape)) or ("author" in named(self.node) or "username" in named(self.node))

    @property
    def is_action(self) -> bool:
        """Whether it is something that visitors do."""
        return bool(ACTION.search(f"{self.shape}?{urlsplit(self.url).query}"))

    @property
    def is_thread(self) -> bool:
        """Whether its address says that it leads to a thread."""
        return bool(THREAD.search(self.shape))

    @property
    def is_board(self) -> bool:
        """Whether its address says that it leads to a board."""
        return bool(BOARD.search(self.shape)) and not self._says_thread_later()

    def _says_thread_later(self) -> bool:
        """``/forum/2-board/topic/4-x/`` is a topic, whatever it lies in."""
        threads, boards = list(THREAD.finditer(self.shape)), list(BOARD.finditer(self.shape))
        return bool(threads) and threads[-1].start() > boards[-1].start()


def anchors(page: TextResponse, root: Node) -> list[Anchor]:
    """Links to other pages of the same host, in the page's order."""
    base = get_base_url(page)
    here, host = tidy(base, page.url), urlsplit(page.url).netloc
    found, places = [], {str(name) for name in root.xpath("//@id | //a/@name")}
    for node in elements(root):
        href = node.get("href") if node.tag == "a" else None
        if not href or href.startswith(("#", "javascript:", "mailto:")):
            continue
        try:
            url = tidy(base, href)
            parts = urlsplit(url)
        except ValueError:  # no address at all
            continue
        if parts.netloc == host and parts.scheme in {"http", "https"} and url != here:
            fragment = href.partition("#")[2]
            found.append(Anchor(node, url, text_of(node), shape(url), fragment, fragment in places))
    return found


def in_furniture(node: Node) -> bool:
    """Whether an element stands in what surrounds a page's content."""
    return any(
        part.tag in {"nav", "footer"} or (_FURNITURE.search(named(part)) and part.tag not in {"body", "html", "main"})
        for part in (node, *above(node))
    )


def names_author(node: Node) -> bool:
    """Whether class names say that an element is somebody's name."""
    return bool(AUTHOR.search(named(node)))
