"""What a forum engine's pages look like, declared; and the reading of a page by such a declaration.

Selectors are CSS, with ``::text`` or ``::attr(name)`` where text is wanted. Posts are read from their own containers,
so whatever a post says can't be taken for the page's structure.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scrapy.http import TextResponse
from scrapy.utils.response import get_base_url

from leakscan.crawl.addresses import tidy, without_session
from leakscan.crawl.clock import Clock

# Add-ons that hide a part of a post until the visitor logs in, answers or pays; posts can't write these classes.
_HIDDEN = (
    "[class*=hidden-content],[class*=hidden_content],[class*=hiddencontent],[class*=hide-content],"
    "[class*=hidecontent],[class*=messageHide],[class*=bbCodeBlock--hide],[class*=mycode_hide]"
)


class Reader(Protocol):
    """Reads the lists and threads of one engine; :class:`Markup` does so for pages, others may for an API."""

    def threads(self, page: TextResponse) -> list[Thread]:
        """The threads that a list names."""
        ...

    def subordinate(self, page: TextResponse) -> list[str]:
        """Addresses of the boards that a page names."""
        ...

    def is_list(self, page: TextResponse) -> bool:
        """Whether a page that names neither is a list all the same."""
        ...

    def is_thread(self, page: TextResponse) -> bool:
        """Whether a page without posts is a thread's all the same."""
        ...

    def later(self, page: TextResponse, *, posts: bool) -> str | None:
        """Address of the next page of a thread, or of a list."""
        ...

    def title(self, page: TextResponse) -> str:
        """A thread's title if its page tells it better than the list."""
        ...

    def posts(self, page: TextResponse) -> Iterator[Post]:
        """The posts of a thread's page."""
        ...


@dataclass(frozen=True)
class Markup:
    """The pages of one engine.

    Attributes:
        thread: links to threads on a list of them.
        thread_id: what tells threads apart in such a link (one group).
        row: XPath from a thread's link to the row around it.
        state: inside the row, what changes when somebody writes and not when somebody reads.
        post: a post's container on a thread's page.
        post_id: where its id stands; ``post_number`` is the part of it that counts (one group).
        body: what was written, inside the container; several pieces are joined.
        author: the author's name, inside the container; the first that is not blank counts.
        moment: when it was written, inside the container; the first that can be read counts. A selector of an
            element stands for what it shows, with titles ("27 February") in place of words ("Today").
        next_list: link to the next page of a list; ``next_posts`` of a thread.
        boards: links to boards; ``board`` is what their addresses match.
        lists: what a list without any thread has all the same.
        trim: what is taken out of addresses: marks of where a visitor stopped reading.
        pointer: inside the row, what marks a link to a thread that stands in another list.
        clock: shows the time it is on the forum; ``zone``: where that is, if the source's settings tell.
        heading: a thread's title on its own page, where lists cut it.
    """

    thread: str
    thread_id: str
    post: str
    body: str
    author: str
    moment: tuple[str, ...]
    next_list: str
    next_posts: str = ""
    post_id: str = "::attr(id)"
    post_number: str = r"(\d+)$"
    row: str = "ancestor::tr[1]"
    state: str = ""
    boards: str = ""
    board: str = ""
    lists: str = ""
    trim: str = ""
    pointer: str = ""
    clock: str = ""
    zone: ZoneInfo | None = None
    heading: str = ""

    def threads(self, page: TextResponse) -> list[Thread]:
        """The threads that a list names, each once, in its order."""
        found: dict[str, Thread] = {}
        for link in page.css(self.thread):
            address = tidy(get_base_url(page), link.attrib.get("href", ""), self.trim)
            named = re.search(self.thread_id, address)
            key = named[1] if named else urlsplit(address).path
            row = link.xpath(self.row)[:1]
            if not (self.pointer and row.css(self.pointer)):
                found.setdefault(key, Thread(key, address, _text(link), self._state(row)))
        return list(found.values())

    def _state(self, row: Any) -> str:
        told = [without_session(_clean(text)) for text in row.css(self.state).getall()] if self.state else []
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16] if any(told) else ""

    def subordinate(self, page: TextResponse) -> list[str]:
        """Addresses of the boards that a page names."""
        links = page.css(self.boards) if self.boards else []
        found = (tidy(get_base_url(page), link.attrib.get("href", ""), self.trim) for link in links)
        return list(dict.fromkeys(address for address in found if re.search(self.board, address)))

    def is_list(self, page: TextResponse) -> bool:
        """Whether the page is a list of threads, even of none."""
        return bool(self.lists and page.css(self.lists))

    def is_thread(self, page: TextResponse) -> bool:
        """Whether a page without posts is a thread's all the same; there are no such here."""
        return False

    def later(self, page: TextResponse, *, posts: bool) -> str | None:
        """Address of the next page of a thread, or of a list."""
        selector = (self.next_posts if posts else "") or self.next_list
        link = page.css(selector).attrib.get("href") if selector else None
        return tidy(get_base_url(page), link) if link else None

    def title(self, page: TextResponse) -> str:
        """The thread's title as its own page has it; empty where the list's is as good."""
        return _text(page.css(self.heading)) if self.heading else ""

    def time(self, page: TextResponse, texts: Iterable[str] = ()) -> Clock:
        """What time it is on the forum, and how it writes that and the page's other dates."""
        sent = (page.headers.get("Date") or b"").decode("latin-1")
        shown = " ".join(_shown(page.css(self.clock))) if self.clock else ""
        return Clock.of(sent, shown, texts, zone=self.zone)

    def posts(self, page: TextResponse) -> Iterator[Post]:
        """The posts of a page, in its order; what has no id is none of the forum's posts."""
        return (post for _, post in self.framed(page))

    def framed(self, page: TextResponse) -> Iterator[tuple[str, Post]]:
        """The posts of a page, each with its whole container: what is attached to it, and its author's signature."""
        nodes = page.css(self.post)
        moments = [[text for selector in self.moment for text in _shown(node.css(selector))] for node in nodes]
        clock = self.time(page, [text for texts in moments for text in texts])
        for node, texts in zip(nodes, moments, strict=True):
            named = node.css(self.post_id).get(default="").strip()
            pieces = node.css(self.body)
            if not named or not pieces:
                continue
            number = re.search(self.post_number, named)
            author = next((name for name in map(_clean, node.css(self.author).getall()) if name), None)
            post = Post(
                id=number[1] if number else named,
                anchor=node.attrib.get("id") or named,
                html=without_session("\n".join(pieces.getall())),
                author=author,
                posted_at=clock.first_of(texts),
                hidden=bool(pieces.css(_HIDDEN)),
            )
            yield node.get(), post


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread as a list names it. ``state`` changes when somebody writes; empty where the list does not tell."""

    key: str
    url: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post as a page shows it. ``hidden`` where a part of it is kept from this visitor."""

    id: str
    anchor: str
    html: str
    author: str | None
    posted_at: datetime | None
    hidden: bool = False

    @property
    def version(self) -> str:
        """Changes with each edit of what was written; markup around it may change as it likes."""
        words = " ".join(re.sub(r"<(?!a\b|img\b)[^<>]*>", "", self.html).split())
        return f"p{self.id}.{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def _text(nodes: Any) -> str:
    """The text of the first of the nodes, joined without separators: engines link addresses inside of words."""
    return _clean("".join(nodes.xpath("(.)[1]//text()").getall()))


def _shown(nodes: Any) -> list[str]:
    """Texts as they are, elements as what they show, with titles in place of the words that bear them."""
    return [
        node.get()
        if isinstance(node.root, str)
        else " ".join(
            part.attrib.get("title") or _text(part) if not isinstance(part.root, str) else part.get()
            for part in node.xpath("./text() | ./*[not(contains(@class, 'edit'))]")
        )
        for node in nodes
    ]


def _clean(text: str) -> str:
    return " ".join(text.split())
