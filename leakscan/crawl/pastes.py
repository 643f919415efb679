"""Paste sites with a page of recent pastes: what they have in common is all but the markup of that page."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.health import Finding
from leakscan.crawl.page import Page
from leakscan.crawl.payload import MarkupChangedError
from leakscan.crawl.spider import SourceSpider

MOST = 20  # pages of the list that a visit goes back at most


class PasteListSpider(SourceSpider):
    """Base of spiders for such sites: reads what is new on the page, oldest first, whatever keys look like.

    Attributes:
        recent: the address of the page, relative to the site's.
        key: what a paste's key looks like, as a regular expression.
    """

    kind = "page"
    recent: ClassVar[str] = "recent"
    key: ClassVar[str] = r"[A-Za-z0-9]{4,32}"

    def pastes(self, response: Response) -> Mapping[str, str | None] | None:
        """Keys of the recent pastes, newest first, with their titles; None where the page is not that page."""
        raise NotImplementedError(f"{type(self).__name__} must say what its page lists")

    def fetch(self, key: str, title: str | None) -> Request:
        """The request for a paste's text, or for a page that leads to it."""
        raise NotImplementedError(f"{type(self).__name__} must say where the text of a paste is")

    def page_of(self, key: str) -> str:
        """The address of a paste as people share it."""
        return f"{self.base}{key}"

    def older(self, page: int) -> str | None:
        """The address of a further page of the list, counted from 1; None where there is none."""
        return None

    def first(self) -> Iterator[Request]:
        """Ask for the page of recent pastes."""
        yield self.ask(self.recent, self.read_list, listing=True, conditional=True)

    async def read_list(
        self, response: Response, page: int = 1, newer: tuple[tuple[str, str | None], ...] = ()
    ) -> AsyncIterator[Any]:
        """Ask for each paste that is new, oldest first, once the list has been followed back to one that is known.

        Args:
            response: a page of the list.
            page: its number, from 1.
            newer: keys and titles of the pastes on the pages before it, all new, newest first.
        """
        pastes = self.pastes(response)
        if pastes is None or not all(re.fullmatch(self.key, key) for key in pastes):
            raise MarkupChangedError("no list of recent pastes on the page")
        self.listed(len(pastes))
        new = await self.visit.unseen(list(pastes))
        unread = tuple(dict([*newer, *((key, pastes[key]) for key in new)]).items())
        if pastes and self.visit.cursor.get("visited") and len(new) == len(pastes):
            if page < MOST and (older := self.older(page + 1)):
                yield self.ask(older, self.read_list, deeper=False, page=page + 1, newer=unread)
                return
            self._note_gap()
        for request in self._fetched(unread):
            yield request

    def missed(self, found: Finding, **passed: Any) -> Iterator[Any]:
        """A further page of the list that is not to be had leaves a gap, behind what is known by then."""
        if passed.get("newer"):
            self._note_gap()
            yield from self._fetched(passed["newer"])

    def _fetched(self, unread: tuple[tuple[str, str | None], ...]) -> Iterator[Request]:
        return (self.fetch(key, title) for key, title in reversed(unread))

    def _note_gap(self) -> None:
        count = self.visit.listed
        self.visit.gap = f"none of the {count} pastes listed was known: older ones have left the page unread"

    def read_paste(self, response: Response, key: str, title: str | None) -> Iterator[Page]:
        """One paste is one page."""
        document = self.document(response.body, self.page_of(key), title=title or None, media_type="text/plain")
        yield Page((document,), {"visited": True}, (key,))
