"""4chan by its read-only interface: every new post of the threads that changed. Name 4chan where you cite it.

Threads expire within hours, so visits should be minutes apart. The cursor of a board is its live threads, each with
when it changed and the last post read of it; threads that are gone are forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from pydantic import BaseModel
from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.moments import UnixTime, from_unix
from leakscan.crawl.payload import Sparse
from leakscan.crawl.spider import MarkupChangedError, Page, SourceSpider
from leakscan.model import Document


class _Thread(BaseModel):
    no: int
    last_modified: int


class _Threads(BaseModel):
    threads: list[_Thread]


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
            yield self.ask(f"{board}/threads.json", self.read_threads, listing=True, board=board)

    def read_threads(self, response: Response, board: str) -> Iterator[Page | Request]:
        """Ask for each thread that changed, the one about to expire first."""
        live = [thread for page in self.json(response, list[_Threads]) for thread in page.threads]
        self.listed(len(live))
        known = self.visit.cursor.get(board)
        if known and live and not [thread for thread in live if str(thread.no) in known]:
            self.visit.gap = f"/{board}/: no thread is left of those known; posts in between are lost"
        wanted = live if known else live[: self.option("threads", 40)]
        unread = {str(thread.no): [thread.last_modified, 0] for thread in live[len(wanted) :]}
        state = {no: known[no] for thread in live if (no := str(thread.no)) in known} if known else unread
        for thread in reversed(wanted):
            if state.get(str(thread.no), [0])[0] != thread.last_modified:
                url = f"{board}/thread/{thread.no}.json"
                yield self.ask(url, self.read_thread, board=board, thread=thread, state=state)

    def read_thread(self, response: Response, board: str, thread: _Thread, state: dict[str, Any]) -> Iterator[Page]:
        """Keep the posts that are new; ``state`` is the board's, and grows with each thread read."""
        posts = self.json(response, _Posts).posts
        if not posts:
            raise MarkupChangedError("a thread without posts")
        last = state.get(str(thread.no), [0, 0])[1]
        state[str(thread.no)] = [thread.last_modified, max(post.no for post in posts)]
        documents = [self._document(board, thread, post, posts[0].sub) for post in posts if post.no > last]
        yield Page(tuple(documents), {board: dict(state)})

    def _document(self, board: str, thread: _Thread, post: _Post, title: str | None) -> Document:
        heads = "".join(f"<p>{escape(part, quote=False)}</p>\n" for part in (post.sub, post.filename) if part)
        url, said = f"https://boards.4chan.org/{board}/thread/{thread.no}#p{post.no}", heads + (post.com or "")
        told = {"title": title or f"/{board}/{thread.no}", "author": post.name, "media_type": "text/html"}
        return self.document(said, url, posted_at=from_unix(post.time), **told)
