"""From spider to ledger: every page is screened and committed off the reactor, in the order it was found."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Self

from leakscan.crawl.page import Page

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from leakscan.crawl.spider import SourceSpider


class CommitPipeline:
    """Hands pages to the visit's keeper; one that can't be kept ends the visit."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._stopping: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it."""
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        """Commit a page; anything else is a spider's mistake and raises."""
        spider: SourceSpider = self.crawler.spider  # type: ignore[assignment]  # our settings run our spiders
        if not isinstance(item, Page):
            raise TypeError(f"{spider.name} yielded {type(item).__name__}; a spider yields pages and requests")
        try:
            await spider.visit.commit(item)
        except Exception as error:
            spider.visit.note(f"a page could not be kept: {error}")
            self._stopping = asyncio.ensure_future(self.crawler.stop_async())  # awaited here it would wait for itself
            raise
        return item
