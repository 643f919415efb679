"""From spider to ledger: every page is screened and committed off the reactor, in the order it was found."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Self

from leakscan.crawl.page import Page

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from leakscan.crawl.spider import SourceSpider

log = logging.getLogger(__name__)


class CommitPipeline:
    """Hands pages to the visit's keeper; one that can't be kept ends the visit."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

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
            await self.crawler.stop_async()
            raise
        return item
