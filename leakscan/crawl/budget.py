"""A visit asks for so many pages and bytes and no more, whatever a calendar without end would like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from leakscan.crawl.refusals import BudgetSpentError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from leakscan.crawl.spider import SourceSpider


class BudgetMiddleware:
    """Counts every request, redirects and retries too, robots.txt apart."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Count it, or raise BudgetSpentError."""
        spider: SourceSpider = self.crawler.spider  # type: ignore[assignment]  # our settings run our spiders
        if request.meta.get("dont_obey_robotstxt"):
            return
        if spider.visit.pages >= spider.order.max_pages:
            raise BudgetSpentError(f"the budget of {spider.order.max_pages} pages a visit is spent (max_pages)")
        if spider.visit.bytes >= spider.order.max_mb * 1_000_000:
            raise BudgetSpentError(f"the budget of {spider.order.max_mb} MB a visit is spent (max_mb)")
        spider.visit.pages += 1

    def process_response(self, request: Request, response: Response) -> Response:
        """Count the bytes of the answer."""
        spider: SourceSpider = self.crawler.spider  # type: ignore[assignment]  # as above
        spider.visit.bytes += len(response.body)
        return response
