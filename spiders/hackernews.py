"""Hacker News by its search interface (hn.algolia.com), newest first, a thousand stories and comments a request.

A query gives its thousand newest answers and no more, so the walk back goes by time. Comments may be edited for two
hours: these are read again at every visit, and what changed is kept again.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterator
from html import escape
from time import time
from typing import Annotated, Any

from pydantic import BaseModel, Field
from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.moments import UnixTime, from_unix
from leakscan.crawl.payload import Sparse, named
from leakscan.crawl.spider import Page, SourceSpider
from leakscan.crawl.walk import goes_on
from leakscan.model import Document

EDITABLE = 2 * 3600  # seconds


class _Item(Sparse):
    id: Annotated[str, Field(alias="objectID", pattern=r"^[0-9]{1,12}$")]
    created_at_i: UnixTime
    author: str | None = None
    title: Annotated[str | None, named("title", "story_title")] = None
    url: str | None = None
    text: Annotated[str | None, named("story_text", "comment_text")] = None  # HTML

    @property
    def html(self) -> str:
        link = f'<p><a href="{escape(self.url)}">{escape(self.url)}</a></p>\n' if self.url else ""
        more = f"<p>{self.more}</p>\n" if self.more else ""  # HTML as far as anybody knows
        return f"<h1>{escape(self.title or '')}</h1>\n{link}{more}{self.text or ''}"

    @property
    def version(self) -> str:  # changes with an edit
        return f"{self.id}.{hashlib.sha256(self.html.encode()).hexdigest()[:16]}"


class _Answer(BaseModel):
    hits: list[_Item]
    full: Annotated[int, Field(alias="hitsPerPage", ge=1)]


class HackerNewsSpider(SourceSpider):
    """One document a story or comment. Option ``depth``: thousands that the first visit goes back (1)."""

    name = "hackernews"
    about = "Hacker News: stories and comments"
    remembers = "time of the newest item; id and hash of each"
    home = "https://hn.algolia.com/"
    kind = "json"

    def first(self) -> Iterator[Request]:
        """Ask for the newest."""
        yield self._older_than(None, 0)

    def _older_than(self, until: int | None, page: int) -> Request:
        mark = self.visit.cursor.get("read_to")
        bounds = [f"created_at_i>={mark - EDITABLE}"] if mark else []
        bounds += [f"created_at_i<={until}"] if until else []
        url = "api/v1/search_by_date?tags=(story,comment,poll,job)&hitsPerPage=1000"
        url += "&numericFilters=" + ",".join(bounds) if bounds else ""
        return self.ask(url, self.read_items, listing=True, deeper=False, until=until, page=page)

    async def read_items(self, response: Response, until: int | None, page: int) -> AsyncIterator[Any]:
        """Keep what is new or changed, and go on to what is older."""
        answer = self.json(response, _Answer)
        items = {item.version: item for item in sorted(answer.hits, key=lambda item: item.created_at_i)}
        self.listed(len(items))
        if not items:
            return
        new = await self.visit.unseen(list(items))
        times = [item.created_at_i for item in items.values()]
        read = (from_unix(min(times)), from_unix(until or int(time())))
        gone = self.vanished(lambda _, at: at is not None and read[0] < at < read[1], map(_place, items.values()))
        yield Page(tuple(self._document(items[key]) for key in new), {}, tuple(new), gone)
        depth = self.option("depth", 1)
        more = goes_on(self.visit, "read_to", max(times), min(times), page, depth, edits=EDITABLE)
        more = more and len(answer.hits) >= answer.full
        if more and min(times) == until:
            self.visit.note(f"more than {answer.full} items of one second ({until}): those beyond can't be asked for")
        elif more:
            yield self._older_than(min(times), page + 1)

    def _document(self, item: _Item) -> Document:
        at = from_unix(item.created_at_i)
        return self.document(
            item.html, _place(item), title=item.title, author=item.author, posted_at=at, media_type="text/html"
        )


def _place(item: _Item) -> str:
    return f"https://news.ycombinator.com/item?id={item.id}"
