"""How a request is made: when it is its host's turn, and then by Scrapy's own handler for the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.utils.httpobj import urlparse_cached

from leakscan.crawl.refusals import VisitStoppedError
from leakscan.crawl.turns import TURNS, StoppedError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from leakscan.crawl.spider import SourceSpider

PROMISED = 1.0  # seconds between requests to a host where a source says nothing else


class InTurn(BaseDownloadHandler):
    """Makes a handler wait for the host's turn; to stand before it among the bases."""

    crawler: Crawler

    async def download_request(self, request: Request) -> Response:
        """Make the request when it may be made.

        Raises:
            VisitStoppedError: the visit ended before.
        """
        spider: SourceSpider = self.crawler.spider  # type: ignore[assignment]  # our settings run our spiders
        delay = PROMISED if spider.delay is None else spider.delay
        host = (urlparse_cached(request).hostname or "").lower()
        try:
            async with TURNS.turn(host, delay, lambda: self.crawler.crawling):
                return await super().download_request(request)  # type: ignore[safe-super]  # the handler behind it
        except StoppedError as error:
            raise VisitStoppedError(str(error)) from error


class WebHandler(InTurn, HTTP11DownloadHandler):
    """The handler of http and https."""
