"""RSS and Atom feeds: every entry that is new or changed; with ``full = true`` the page it links to as well."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from html import escape
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.feed import FeedEntry, next_of, read_feed
from leakscan.crawl.health import Finding, shown
from leakscan.crawl.signs import HEAD
from leakscan.crawl.spider import MarkupChangedError, Page, SourceSpider
from leakscan.model import Document

MOST = 20  # pages of a feed that a visit goes back at most


class RssSpider(SourceSpider):
    """One document an entry.

    Options: ``full`` follows each entry's link, to other hosts too; ``depth``: pages that the first visit reads of a
    feed that has several (1).
    """

    name = "rss"
    about = "RSS and Atom feeds"
    remembers = "id and hash of each entry; ETag"
    kind = "xml"

    def first(self) -> Iterator[Request]:
        """Ask for the feed, if it has changed."""
        yield self.ask(self.base, self.read_entries, listing=True, conditional=True)

    def may_ask(self, host: str) -> bool:
        """Any host, where entries are to be followed."""
        return self.option("full", False) or super().may_ask(host)

    async def read_entries(
        self, response: Response, page: int = 1, newer: tuple[FeedEntry, ...] = ()
    ) -> AsyncIterator[Any]:
        """Keep what is new, once the feed has been followed back to what is known; its version with it.

        Args:
            response: the feed, or a further page of it.
            page: its number, from 1.
            newer: the entries on the pages before it, none of them known, newest first.
        """
        entries = [*newer, *(here := read_feed(response.body, self.base))]
        self.listed(len(here))
        if here and len(await self.visit.unseen([f"g:{entry.guid}" for entry in here])) == len(here):
            later = next_of(response.body, response.url)
            if later and page < (MOST if self.visit.cursor.get("visited") else self.option("depth", 1)):
                yield self.ask(later, self.read_entries, deeper=False, page=page + 1, newer=tuple(entries))
                return
            self._note_gap()
        async for output in self._kept(entries):
            yield output

    async def _kept(self, entries: list[FeedEntry]) -> AsyncIterator[Any]:
        fresh = set(await self.visit.unseen([entry.version for entry in entries]))
        new = [entry for entry in reversed(entries) if entry.version in fresh]
        if new:
            keys = tuple(key for entry in new for key in (f"g:{entry.guid}", entry.version))
            yield Page(tuple(map(self._document, new)), {"visited": True}, keys)
        for request in await self._linked(entries):
            yield request

    async def missed(self, found: Finding, **passed: Any) -> AsyncIterator[Any]:
        """A further page that is not to be had leaves a gap, behind what is known by then."""
        if passed.get("newer"):
            self._note_gap()
            async for output in self._kept(list(passed["newer"])):
                yield output

    def _note_gap(self) -> None:
        if self.visit.cursor.get("visited"):
            count = self.visit.listed
            self.visit.gap = f"none of the {count} entries was known: older ones have left the feed unread"

    async def _linked(self, entries: list[FeedEntry]) -> list[Request]:
        """Requests for the pages that entries link to and that no visit has read yet."""
        if not self.option("full", False):
            return []
        linked = {f"p:{entry.version}": entry for entry in entries if _is_web(entry.link)}
        unread = await self.visit.unseen(list(linked))
        return [self.ask(linked[key].link or "", self.read_page, kind="page", entry=linked[key]) for key in unread]

    def read_page(self, response: Response, entry: FeedEntry) -> Iterator[Page]:
        """The page that an entry links to; one that says nothing of it is a refusal in the page's clothes."""
        said = shown(response.body[:HEAD].decode("utf-8", "replace"), "script", "style", "title").casefold()
        words = re.findall(r"\w{3,}", entry.title.casefold(), re.ASCII)
        if words and sum(word in said for word in words) * 2 < len(words):
            raise MarkupChangedError("the page shows nothing of the entry's title")
        yield Page((self._document(entry, response.body, response.url),), {}, (f"p:{entry.version}",))

    def _document(self, entry: FeedEntry, page: bytes | None = None, url: str | None = None) -> Document:
        return self.document(
            f"<h1>{escape(entry.title)}</h1>\n{entry.html}".encode() if page is None else page,
            url or entry.link or self.base,
            title=entry.title or None,
            author=entry.author,
            posted_at=entry.posted_at,
            media_type="text/html",
            charset="utf-8" if page is None else None,
        )


def _is_web(link: str | None) -> bool:
    return urlsplit(link or "").scheme in {"http", "https"}
