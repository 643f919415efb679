"""Follows the links of a source's documents to pastes that no listing shows.

What was found and not read yet is part of the source's cursor, committed with the documents that link to it, so that
a visit that is killed or refused loses nothing: the next one tries again, ``TRIES`` times in all.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from leakscan.crawl.links import EncryptedError, LinkSite, chosen, links_in
from leakscan.crawl.page import Page
from leakscan.model import Document

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from leakscan.crawl.spider import SourceSpider

TRIES, MOST, CHARACTERS = 3, 200, 4 << 20  # links kept waiting at most; characters of a document that are looked at
CURSOR = "links"


class Expander:
    """The links of one visit; does nothing unless the source's option ``expand`` names sites."""

    def __init__(self, spider: SourceSpider) -> None:
        self.spider = spider
        self.sites = {site.name: site for site in chosen(str(spider.order.options.get("expand", "")))}
        known: dict[str, list[Any]] = spider.visit.cursor.get(CURSOR) or {}
        self.waiting = {link: told for link, told in known.items() if told[0] in self.sites}

    def may_ask(self, host: str) -> bool:
        """Whether one of the sites is there."""
        return host in {own.partition(":")[0] for site in self.sites.values() for own in site.hosts}

    def again(self) -> Iterator[Page | Request]:
        """What earlier visits left unread, once more; the tries are counted first."""
        if not self.waiting:
            return
        self.waiting = {link: [name, tries + 1] for link, (name, tries) in self.waiting.items() if tries < TRIES}
        yield self._page()
        for link, (name, _) in list(self.waiting.items()):
            yield self._request(link, self.sites[name])

    async def follow(self, page: Page) -> AsyncIterator[Page | Request]:
        """The page with its links written into the cursor, then a request for each that is new."""
        links = {link: site for document in page.documents for link, site in self._links(document)}
        unread = await self.spider.visit.unseen([link for link in links if link not in self.waiting]) if links else []
        new = unread[: max(0, MOST - len(self.waiting))]
        if len(new) < len(unread):
            dropped = f"{len(unread) - len(new)} links to pastes dropped: {MOST} are waiting to be read"
            self.spider.visit.note(dropped, beside=True)
        self.waiting |= {link: [links[link].name, 1] for link in new}
        yield replace(page, cursor={**page.cursor, **self._page().cursor}) if new else page
        for link in new:
            yield self._request(link, links[link])

    def _page(self) -> Page:
        return Page(cursor={CURSOR: dict(self.waiting)})

    def _links(self, document: Document) -> Iterable[tuple[str, LinkSite]]:
        if not self.sites:
            return ()
        text = document.content[:CHARACTERS].decode("utf-8", "replace")
        return links_in(text, self.sites.values()).items()

    def _request(self, link: str, site: LinkSite) -> Request:
        request = self.spider.ask(link, self.read, kind=site.kind, aside=True, link=link, site=site)
        request.headers.update(site.headers)
        token = self.spider.secret(site.wants) if site.wants else None
        if token:
            request.headers["Authorization"] = f"Bearer {token}"
        return request

    def read(self, response: Response, link: str, site: LinkSite) -> Iterator[Any]:
        """One paste is one page; one that is encrypted is told, and not asked for again."""
        found: tuple[Document, ...] = ()
        try:
            found = (self.spider.document(site.read(response.body), link, media_type="text/plain"),)
        except EncryptedError as error:
            self.spider.visit.note(f"{link}: {error}", beside=True)
        self.waiting.pop(link, None)
        yield replace(self._page(), documents=found, seen=(link,))
