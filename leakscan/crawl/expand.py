"""Follows the links of a source to what no listing shows: pastes on other sites, files attached to its own pages.

What was found and not read yet is part of the source's cursor, committed with the documents that link to it, so that
a visit that is killed or refused loses nothing: the next one tries again, ``TRIES`` times in all. It holds the site,
the tries, and for files the name that the link shows, who attached it, and when.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from scrapy.http import HtmlResponse

from leakscan.crawl.files import FILES, files_in, is_opaque
from leakscan.crawl.health import Finding
from leakscan.crawl.links import EncryptedError, LinkSite, chosen, links_in
from leakscan.crawl.moments import read_moment
from leakscan.crawl.page import Page
from leakscan.model import Document, Health, iso

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from leakscan.crawl.spider import SourceSpider

TRIES, MOST, CHARACTERS = 3, 200, 4 << 20  # links kept waiting at most; characters of a document that are looked at
CURSOR = "links"


class Expander:
    """The links of one visit: to sites that the option ``expand`` names, to files unless ``attachments`` is false."""

    def __init__(self, spider: SourceSpider) -> None:
        self.spider = spider
        self.sites = {site.name: site for site in chosen(str(spider.order.options.get("expand", "")))}
        self.followed = {**self.sites, FILES.name: FILES} if spider.option("attachments", True) else self.sites
        known: dict[str, list[Any]] = spider.visit.cursor.get(CURSOR) or {}
        self._told: list[str] = []  # links that are not to be followed, and were told
        self.waiting = {link: told for link, told in known.items() if told[0] in self.followed}

    def may_ask(self, host: str) -> bool:
        """Whether one of the sites is there."""
        return host in {own.partition(":")[0] for site in self.sites.values() for own in site.hosts}

    def again(self) -> Iterator[Page | Request]:
        """What earlier visits left unread, once more; the tries are counted first."""
        if not self.waiting:
            return
        left = {link: told for link, told in self.waiting.items() if told[1] < TRIES}
        self.waiting = {link: [name, tries + 1, *shown] for link, (name, tries, *shown) in left.items()}
        yield self._page()
        for link, (name, *_) in list(self.waiting.items()):
            yield self._request(link, self.followed[name])

    async def follow(self, page: Page) -> AsyncIterator[Page | Request]:
        """The page with its links written into the cursor, then a request for each that is new."""
        links = {link: site for document in page.documents for link, site in self._links(document)}
        new = await self._new(list(links), links)
        if new or self._told:
            noted = self._page()
            page = replace(page, cursor={**page.cursor, **noted.cursor}, seen=(*page.seen, *noted.seen))
        yield page
        for link in new:
            yield self._request(link, links[link])

    async def attached(self, response: Response) -> list[Page | Request]:
        """A page that notes the files which an answer links to, and a request for each that is new."""
        if FILES.name not in self.followed or not isinstance(response, HtmlResponse):
            return []
        files = files_in(response.text, response.url, self.spider.aliases)
        unread = await self._new(list(files), dict.fromkeys(files, FILES))
        whose = self.spider.attributed(response) if unread else {}
        for link in unread:
            author, at = whose.get(link, (None, None))
            self.waiting[link] = [*self.waiting[link], files[link], author, iso(at)]
        noted = [self._page()] if unread or self._told else []
        return [*noted, *(self._request(link, FILES) for link in unread)]

    async def _new(self, links: list[str], sites: Mapping[str, LinkSite]) -> list[str]:
        """Those of the links that are to be read now, as waiting from here on."""
        unread = await self.spider.visit.unseen([link for link in links if link not in self.waiting]) if links else []
        unread = [link for link in unread if sites[link] is not FILES or self._is_readable(link)]
        new = unread[: max(0, MOST - len(self.waiting))]
        if len(new) < len(unread):
            dropped = f"{len(unread) - len(new)} links dropped: {MOST} are waiting to be read"
            self.spider.visit.note(dropped, beside=True)
        self.waiting |= {link: [sites[link].name, 1] for link in new}
        return new

    def _is_readable(self, link: str) -> bool:
        if is_opaque(link):
            self.spider.visit.note(f"{link}: a file of a kind that can't be opened here; look at it", beside=True)
            self._told.append(link)
            return False
        return self.spider.may_ask((urlsplit(link).hostname or "").lower())

    def _page(self) -> Page:
        told, self._told = tuple(self._told), []
        return Page(cursor={CURSOR: dict(self.waiting)}, seen=told)

    def _links(self, document: Document) -> Iterator[tuple[str, LinkSite]]:
        if not self.followed:
            return
        text = document.content[:CHARACTERS].decode("utf-8", "replace")
        yield from links_in(text, self.sites.values()).items()
        if FILES.name in self.followed and document.media_type == "text/html" and document.sighting.url:
            yield from dict.fromkeys(files_in(text, document.sighting.url, self.spider.aliases), FILES).items()

    def _request(self, link: str, site: LinkSite) -> Request:
        request = self.spider.ask(link, self.read, kind=site.kind, aside=True, link=link, site=site)
        request.cb_kwargs["told"] = replace(request.cb_kwargs["told"], missed=self.missed)
        request.headers.update(site.headers)
        token = self.spider.secret(site.wants) if site.wants else None
        if token:
            request.headers["Authorization"] = f"Bearer {token}"
        return request

    def missed(self, found: Finding, link: str, site: LinkSite) -> Iterator[Page]:
        """What is gone is not asked for again."""
        if found.health is Health.GONE:
            self.waiting.pop(link, None)
            yield replace(self._page(), seen=(link,))

    def read(self, response: Response, link: str, site: LinkSite) -> Iterator[Any]:
        """One paste or file is one page; a paste that is encrypted is told, and not asked for again."""
        found: tuple[Document, ...] = ()
        try:
            if site is FILES:
                found = (self._file(response, link),)
            else:
                found = (self.spider.document(site.read(response.body), link, media_type="text/plain"),)
        except EncryptedError as error:
            self.spider.visit.note(f"{link}: {error}", beside=True)
        self.waiting.pop(link, None)
        yield replace(self._page(), documents=found, seen=(link,))

    def _file(self, response: Response, link: str) -> Document:
        told = [*self.waiting.get(link, [])[2:], None, None, None]  # earlier versions noted less
        return self.spider.document(
            response.body,
            link,
            title=told[0] or unquote(urlsplit(link).path.rpartition("/")[2]) or None,
            author=told[1],
            posted_at=read_moment(told[2]),
            media_type=(response.headers.get("Content-Type") or b"").decode("latin-1") or None,
        )
