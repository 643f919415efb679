"""Pastebin by its scraping API: it needs a PRO account and an allow-listed address; the public archive is off limits.

The list is a window of the newest pastes, cached for a minute; keys are opaque, so what was read is remembered.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from time import time
from typing import Annotated, Any, ClassVar
from urllib.parse import urljoin, urlsplit

from pydantic import BaseModel, Field
from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.spider import Page, Sign, SourceSpider
from leakscan.model import Health


class Paste(BaseModel):
    """One entry of the list; all values come as text."""

    key: Annotated[str, Field(pattern=r"^[A-Za-z0-9]{4,16}$")]
    date: Annotated[int, Field(ge=0, lt=32_503_680_000)]  # Unix time, before the year 3000
    title: str = ""
    user: str = ""

    @property
    def posted_at(self) -> datetime:
        """When it was pasted."""
        return datetime.fromtimestamp(self.date, UTC)


class PastebinSpider(SourceSpider):
    """Reads what is new in the list, oldest first, so that the cursor never passes over an unread paste."""

    name = "pastebin"
    about = "Pastebin's scraping API (PRO account, allow-listed address)"
    paged = False
    remembers = "keys read; time of the newest"
    needs = "a Pastebin PRO account and an allow-listed address"
    home = "https://scrape.pastebin.com/"
    kind = "json"
    signs: ClassVar = (
        Sign("address-not-allowed", Health.REFUSED, r".{0,200}DOES NOT HAVE ACCESS.*", notice=True),
        Sign(
            "paste-removed",
            Health.GONE,
            r"Error, we cannot find this paste\.?|.*This paste has been (?:removed|deleted).*",
            notice=True,
        ),
        Sign("slow-down", Health.RATE_LIMITED, r"(?:Please )?slow down.*|.*too many requests.*", notice=True),
        Sign("address-not-allowed", Health.REFUSED, r"DOES NOT HAVE ACCESS"),
    )

    def first(self) -> Iterator[Request]:
        """Ask for the list, as long as the API gives it."""
        yield self.ask(
            f"api_scraping.php?limit={self.option('limit', 250)}", self.read_list, listing=True, conditional=True
        )

    async def read_list(self, response: Response) -> AsyncIterator[Any]:
        """Ask for each paste that is new, oldest first."""
        pastes = sorted(self.json(response, list[Paste]), key=lambda paste: paste.date)
        self.listed(len(pastes))
        new = set(await self.visit.unseen([paste.key for paste in pastes]))
        self._look_for_gap(pastes, new)
        for paste in pastes:
            if paste.key in new:
                yield self.ask(f"api_scrape_item.php?i={paste.key}", self.read_paste, kind="text", paste=paste)

    def _address(self, key: str) -> str:
        """Where people read the paste: on pastebin.com, or at the address of a source that stands in for it."""
        api = urlsplit(self.base).hostname == urlsplit(self.home).hostname
        return f"https://pastebin.com/{key}" if api else urljoin(self.base, key)

    def again(self, url: str) -> Request | None:
        """The text of a paste found earlier."""
        key = urlsplit(url).path.rpartition("/")[2]
        if url != self._address(key):
            return None
        return self.ask(f"api_scrape_item.php?i={key}", self.read_again, kind="text", place=url)

    def read_again(self, response: Response, place: str) -> Iterator[Page]:
        """A paste that still stands, edited or not."""
        posted_at = self.visit.standing.get(place)
        yield Page((self.document(response.body, place, posted_at=posted_at, media_type="text/plain"),))

    def _look_for_gap(self, pastes: list[Paste], new: set[str]) -> None:
        newest = self.visit.cursor.get("newest")
        if newest is not None and pastes and len(new) == len(pastes) and pastes[0].date > newest:
            known, oldest = datetime.fromtimestamp(newest, UTC), pastes[0].posted_at
            self.visit.gap = f"the list reaches back to {oldest:%F %T} UTC, the last paste read is of {known:%F %T} UTC"

    def read_paste(self, response: Response, paste: Paste) -> Iterator[Page]:
        """One paste is one page."""
        document = self.document(
            response.body,
            self._address(paste.key),
            title=paste.title or None,
            author=paste.user or None,
            posted_at=paste.posted_at,
            media_type="text/plain",
        )
        newest = min(paste.date, int(time()))  # a date to come must not hide what overflows until then
        yield Page((document,), {"newest": newest}, (paste.key,))
