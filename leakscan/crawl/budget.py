"""A visit takes so many pages, bytes and minutes and no more, whatever a calendar without end would like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy import signals

from leakscan.crawl.refusals import BudgetSpentError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

    from leakscan.crawl.spider import SourceSpider


class BudgetMiddleware:
    """Counts every request, redirects and retries too, robots.txt apart; and every byte that arrives."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it."""
        budget = cls(crawler)
        crawler.signals.connect(budget.on_bytes, signals.bytes_received)
        return budget

    def process_request(self, request: Request) -> None:
        """Count it, or raise BudgetSpentError."""
        spider: SourceSpider = self.crawler.spider  # type: ignore[assignment]  # our settings run our spiders
        if request.meta.get("dont_obey_robotstxt"):
            return
        if spider.visit.pages >= spider.order.max_pages:
            raise BudgetSpentError(f"the budget of {spider.order.max_pages} pages a visit is spent (max_pages)")
        if spider.visit.bytes >= spider.order.max_mb * 1_000_000:
            raise BudgetSpentError(f"the budget of {spider.order.max_mb} MB a visit is spent (max_mb)")
        if spider.visit.overtime:
            minutes = spider.order.max_minutes
            raise BudgetSpentError(f"the budget of {minutes:g} minutes a visit is spent (max_minutes)")
        spider.visit.pages += 1

    def on_bytes(self, data: bytes, request: Request, spider: SourceSpider) -> None:
        """Count what arrives, of answers that are cut off too; what was asked for is read to its end."""
        spider.visit.bytes += len(data)
