"""Reads the lists and threads of a forum whose engine nobody knows; learns as it goes, and says how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import mean
from typing import Any

from scrapy.http import TextResponse

from leakscan.crawl.addresses import tidy
from leakscan.crawl.markup import Post, Thread
from leakscan.crawl.structure.anchors import anchors
from leakscan.crawl.structure.lists import Rows, boards, thread_rows
from leakscan.crawl.structure.moments import clock_of, spots
from leakscan.crawl.structure.nodes import is_inside
from leakscan.crawl.structure.paging import next_page
from leakscan.crawl.structure.posts import Blocks, blocks, read_posts
from leakscan.crawl.structure.scene import Scene, refuse_monsters

_NOTHING = re.compile(
    r"(?:no|keine|aucune?|sin|nessun[ao]?|geen|нет)\s+(?:new\s+|neuen?\s+)?(?:topics?|threads?|posts?|discussions?|themen|beiträge"
    r"|sujets?|temas|discussioni|onderwerpen|тем)|be the first to (?:post|start)|nothing (?:here|to (?:show|see))",
    re.IGNORECASE,
)
ENOUGH = 0.5  # what is less sure is not taken for a list or for posts


@dataclass
class Sureness:
    """How sure the reader was, page by page."""

    lists: list[float] = field(default_factory=list)
    posts: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        parts = [
            f"{mean(values):.0%} sure of its {name}"
            for name, values in (("threads", self.lists), ("posts", self.posts))
            if values
        ]
        return " and ".join(parts) or "sure of nothing"


@dataclass(frozen=True)
class Page:
    """What a page looks like: its best candidates for a list and for posts."""

    scene: Scene
    rows: Rows | None
    posts: Blocks | None
    boards: Mapping[str, str]

    @property
    def list_sure(self) -> float:
        """How sure it is that the page is a list."""
        return self.rows.sure if self.rows else 0.0

    @property
    def posts_sure(self) -> float:
        """How sure it is that the page is a thread's."""
        return self.posts.sure if self.posts else 0.0


class StructureReader:
    """A :class:`~leakscan.crawl.markup.Reader` of any forum.

    What turned out to be a thread's address on one page is one on the next, and so is the look of a post's body, so
    that a list of one thread and a thread of one post are read like their longer sisters. ``names`` are what links to
    boards are called.
    """

    def __init__(self) -> None:
        self.sureness = Sureness()
        self.names: dict[str, str] = {}
        self._known: set[str] = set()
        self._bodies: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._last: tuple[TextResponse, Page] | None = None

    def look(self, page: TextResponse) -> Page:
        """What a page looks like.

        Raises:
            MarkupChangedError: it is of a size, or a depth, that no forum's page has.
        """
        if self._last is not None and self._last[0] is page:
            return self._last[1]
        root = page.selector.root
        refuse_monsters(root)
        links, moments = anchors(page, root), spots(root, clock_of(page))
        here = tidy(page.url, page.url)
        known = frozenset(self._known)
        scene = Scene(here, root, links, moments, known)
        rows = next(iter(thread_rows(scene)), None)
        threads = [link.url for link in rows.links] if rows else []
        found = next(iter(blocks(scene, self._bodies)), None)
        seen = Page(scene, rows, found, boards(scene, threads))
        self._last = (page, seen)
        return seen

    @property
    def learned(self) -> dict[str, list[Any]]:
        """Forms of threads' addresses and the looks of posts and their bodies, for the reader of the next visit."""
        return {
            "threads": sorted(self._known),
            "bodies": [[list(one), list(other)] for one, other in self._bodies.items()],
        }

    def learn(self, threads: Iterable[str], bodies: Iterable[tuple[Iterable[str], Iterable[str]]] = ()) -> None:
        """Take forms of addresses for threads', and looks for those of posts and their bodies."""
        self._known.update(threads)
        self._bodies.update((tuple(one), tuple(other)) for one, other in bodies)

    def is_thread_page(self, page: TextResponse) -> bool:
        """Whether a page shows posts rather than a list, or boards that look like posts."""
        seen = self.look(page)
        if seen.posts is None or seen.posts_sure < max(ENOUGH, seen.list_sure):
            return False
        blocks = set(seen.posts.nodes)
        return not any(is_inside(link.node, blocks) for link in seen.scene.anchors if link.url in seen.boards)

    def is_list_page(self, page: TextResponse) -> bool:
        """Whether a page shows a list rather than posts."""
        seen = self.look(page)
        return not self.is_thread_page(page) and (seen.list_sure >= ENOUGH or bool(seen.boards))

    def threads(self, page: TextResponse) -> list[Thread]:
        """The threads that a list names."""
        seen = self.look(page)
        if seen.rows is None or seen.rows.sure < ENOUGH:
            return []
        self.sureness.lists.append(seen.rows.sure)
        self._known.add(seen.rows.shape)
        return seen.rows.threads(seen.scene.spots)

    def subordinate(self, page: TextResponse) -> list[str]:
        """Addresses of the boards that a page names."""
        named = self.look(page).boards
        self.names.update(named)
        return list(named)

    def is_list(self, page: TextResponse) -> bool:
        """A list of nothing looks like nothing, but mostly says so."""
        return _NOTHING.search(" ".join(page.xpath("//body//text()").getall())[:20_000]) is not None

    def is_thread(self, page: TextResponse) -> bool:
        """A thread without posts looks like nothing."""
        return False

    def later(self, page: TextResponse, *, posts: bool) -> str | None:
        """Address of the next page of a thread, or of a list."""
        return next_page(page)

    def title(self, page: TextResponse) -> str:
        """The list's title is as good as the page's."""
        return ""

    def posts(self, page: TextResponse) -> Iterator[Post]:
        """The posts of a thread's page."""
        seen = self.look(page)
        if seen.posts is None or seen.posts.sure < ENOUGH:
            return
        self.sureness.posts.append(seen.posts.sure)
        if len(seen.posts.nodes) > 1:
            self._bodies.setdefault(seen.posts.kind, seen.posts.body)
        yield from read_posts(seen.posts, seen.scene, page.url)
