"""RSS and Atom feeds: every entry that is new or changed; with ``full = true`` the page it links to as well."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from html import escape
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.feed import FeedEntry, read_feed
from leakscan.crawl.spider import Page, SourceSpider
from leakscan.model import Document


class RssSpider(SourceSpider):
    """One document an entry. Options: ``full`` follows each entry's link, to other hosts too."""

    name = "rss"
    about = "RSS and Atom feeds"
    remembers = "id and hash of each entry; ETag"
    kind = "xml"

    def first(self) -> Iterator[Request]:
        """Ask for the feed, if it has changed."""
        yield self.ask(self.base, self.read_entries, listing=True)

    def headers(self, url: str) -> dict[str, str]:
        """What the feed said of its version last time, so that an unchanged one costs nothing."""
        known = self.visit.cursor.get("version") or {}
        return dict(known) if url == self.base else {}

    def may_ask(self, host: str) -> bool:
        """Any host, where entries are to be followed."""
        return self.option("full", False) or super().may_ask(host)

    async def read_entries(self, response: Response) -> AsyncIterator[Any]:
        """Keep what is new; the feed's version with it, since all of it is one page."""
        if response.status == 304:
            self.listed(1)  # it lists what it did before
            return
        entries = read_feed(response.body, self.base)
        self.listed(len(entries))
        self._look_for_gap(entries, await self.visit.unseen([f"g:{entry.guid}" for entry in entries]))
        fresh = set(await self.visit.unseen([entry.version for entry in entries]))
        new = [entry for entry in reversed(entries) if entry.version in fresh]
        self.visit.when_whole["version"] = _validators(response)
        if new:
            keys = tuple(key for entry in new for key in (f"g:{entry.guid}", entry.version))
            yield Page(tuple(map(self._document, new)), {"visited": True}, keys)
        for request in await self._linked(entries):
            yield request

    async def _linked(self, entries: list[FeedEntry]) -> list[Request]:
        """Requests for the pages that entries link to and that no visit has read yet."""
        if not self.option("full", False):
            return []
        linked = {f"p:{entry.version}": entry for entry in entries if _is_web(entry.link)}
        unread = await self.visit.unseen(list(linked))
        return [self.ask(linked[key].link or "", self.read_page, kind="html", entry=linked[key]) for key in unread]

    def _look_for_gap(self, entries: list[FeedEntry], new: list[str]) -> None:
        if self.visit.cursor.get("visited") and entries and len(new) == len(entries):
            self.visit.gap = f"none of the {len(entries)} entries was known: older ones have left the feed unread"

    def read_page(self, response: Response, entry: FeedEntry) -> Iterator[Page]:
        """The page that an entry links to."""
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


def _validators(response: Response) -> dict[str, str]:
    named = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
    return {ask: value.decode("latin-1") for name, ask in named.items() if (value := response.headers.get(name))}
