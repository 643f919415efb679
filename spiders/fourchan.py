"""4chan by its read-only interface: every new post of the threads that changed. Name 4chan where you cite it.

Threads leave a board within hours, so visits should be minutes apart. The cursor of a board is its live threads, each
with when it changed and the last post read of it. One that has left is read a last time in the board's archive, and
forgotten; where none is left of those known, the archive tells which threads came and went meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from pydantic import BaseModel
from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.health import Finding
from leakscan.crawl.moments import UnixTime, from_unix
from leakscan.crawl.payload import Sparse
from leakscan.crawl.spider import MarkupChangedError, Page, SourceSpider
from leakscan.model import Document, Health


class _Thread(BaseModel):
    no: int
    last_modified: int = 0  # of one that has left the board


class _Live(_Thread):
    last_modified: int


class _Threads(BaseModel):
    threads: list[_Live]


class _Post(Sparse):
    no: int
    time: UnixTime
    name: str | None = None
    sub: str | None = None
    com: str | None = None  # HTML
    filename: str | None = None


class _Posts(BaseModel):
    posts: list[_Post]


class FourchanSpider(SourceSpider):
    """One document a post. Options: ``boards`` ("g,pol,biz"), ``threads`` of each for the first visit (40)."""

    name = "fourchan"
    about = "4chan: new posts of some boards"
    remembers = "last post of each live thread"
    home = "https://a.4cdn.org/"
    kind = "json"

    def first(self) -> Iterator[Request]:
        """Ask for each board's threads."""
        for board in filter(None, self.option("boards", "g,pol,biz").replace("/", "").replace(" ", "").split(",")):
            yield self.ask(f"{board}/threads.json", self.read_threads, listing=True, conditional=True, board=board)

    def read_threads(self, response: Response, board: str) -> Iterator[Page | Request]:
        """Ask for each thread that changed, the one about to expire first."""
        live = [thread for page in self.json(response, list[_Threads]) for thread in page.threads]
        self.listed(len(live))
        known = self.visit.cursor.get(board)
        numbers = {str(thread.no) for thread in live}
        left = [int(no) for no in known or () if no not in numbers]
        wanted = live if known else live[: self.option("threads", 40)]
        unread = {str(thread.no): [thread.last_modified, 0] for thread in live[len(wanted) :]}
        state = dict(known) if known else unread
        for no in left:
            yield self._thread(board, _Thread(no=no), state)
        if left and live and len(left) == len(known or ()):
            told: dict[str, Any] = {"board": board, "state": state, "since": max(left), "live": numbers}
            yield self.ask(f"{board}/archive.json", self.read_archive, deeper=False, aside=True, **told)
        for thread in reversed(wanted):
            if state.get(str(thread.no), [0])[0] != thread.last_modified:
                yield self._thread(board, thread, state)

    def _thread(self, board: str, thread: _Thread, state: dict[str, Any]) -> Request:
        url, aside = f"{board}/thread/{thread.no}.json", not thread.last_modified  # what has left may be gone for good
        return self.ask(url, self.read_thread, aside=aside, board=board, thread=thread, state=state)

    def read_archive(
        self, response: Response, board: str, state: dict[str, Any], since: int, live: set[str]
    ) -> Iterator[Request]:
        """Ask for the threads that came and went since the last visit; ``since`` is the newest that it knew."""
        archived = self.json(response, list[int])
        if min(archived, default=since + 1) > since:
            self._note_gap(board)
        for no in sorted(no for no in archived if no > since and str(no) not in live):
            yield self._thread(board, _Thread(no=no), state)

    def _note_gap(self, board: str) -> None:
        self.visit.gap = f"/{board}/: no thread is left of those known; posts in between are lost"

    def missed(self, found: Finding, **passed: Any) -> Iterator[Page]:
        """Forget a thread that has left the archive too; without an archive there is a gap."""
        if "since" in passed:
            self._note_gap(passed["board"])
        elif "thread" in passed and found.health is Health.GONE and not passed["thread"].last_modified:
            passed["state"].pop(str(passed["thread"].no), None)
            yield Page(cursor={passed["board"]: dict(passed["state"])})

    def read_thread(self, response: Response, board: str, thread: _Thread, state: dict[str, Any]) -> Iterator[Page]:
        """Keep the posts that are new; ``state`` is the board's, and changes with each thread read."""
        posts = self.json(response, _Posts).posts
        if not posts:
            raise MarkupChangedError("a thread without posts")
        last = state.pop(str(thread.no), [0, 0])[1]
        if thread.last_modified:
            state[str(thread.no)] = [thread.last_modified, max(post.no for post in posts)]
        documents = [self._document(board, thread, post, posts[0].sub) for post in posts if post.no > last]
        yield Page(tuple(documents), {board: dict(state)})

    def _document(self, board: str, thread: _Thread, post: _Post, title: str | None) -> Document:
        heads = "".join(f"<p>{escape(part, quote=False)}</p>\n" for part in (post.sub, post.filename) if part)
        url, said = (
            f"https://boards.4chan.org/{board}/thread/{thread.no}#p{post.no}",
            heads + "\n".join(filter(None, (post.com, post.more))),
        )
        told = {"title": title or f"/{board}/{thread.no}", "author": post.name, "media_type": "text/html"}
        return self.document(said, url, posted_at=from_unix(post.time), **told)
