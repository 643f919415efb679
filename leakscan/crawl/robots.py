"""robots.txt by RFC 9309, and closed where it fails: a site that can't say what it allows allows nothing."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler

from leakscan.crawl.failures import finding_of
from leakscan.crawl.refusals import RobotsRefusedError
from leakscan.crawl.turns import TURNS

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response

log = logging.getLogger(__name__)

MAX_BYTES = 500 * 1024  # RFC 9309, 2.5: a crawler parses at least so much; we parse just that
MAX_CRAWL_DELAY = 60.0  # seconds; a site that asks for more is visited at this pace
_CLOSED = b"User-agent: *\nDisallow: /\n"


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's middleware with the rules of RFC 9309 for answers that are not 200.

    2xx is parsed; 4xx means that there are no rules (2.3.1.3); 5xx, 429, a redirect that leads nowhere and silence
    mean complete disallow (2.3.1.4). A Crawl-delay longer than the source's own is kept.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._closed: dict[str, str] = {}  # host and port → why nothing is allowed there

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Raise RobotsRefusedError unless the request is allowed."""
        reason = getattr(self.crawler.spider, "ignore_robots", "")
        if reason:
            return
        try:
            await super().process_request(request)
        except IgnoreRequest as error:
            why = self._closed.get(urlparse_cached(request).netloc, "robots.txt of this site does not allow it")
            raise RobotsRefusedError(why) from error

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        body = response.body[:MAX_BYTES]
        if response.status >= 500 or response.status == 429 or 300 <= response.status < 400:
            self._close(netloc, f"answers with status {response.status}")
            body = _CLOSED
        elif response.status >= 400:
            body = b""
        await super()._parse_robots(response.replace(body=body), netloc, request)
        self._slow_down(self._parsers[netloc], request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        """Close the host: Scrapy's own answer to a failure is to allow everything."""
        self._close(netloc, f"can't be read: {finding_of(exc).detail}")
        waiting, closed = self._parsers[netloc], build_from_crawler(self._parserimpl, self.crawler, _CLOSED)
        self._parsers[netloc] = closed
        waiting.callback(closed)  # type: ignore[union-attr]  # a Deferred as long as the answer is awaited

    def _close(self, netloc: str, why: str) -> None:
        self._closed[netloc] = f"robots.txt {why}; without it nothing is allowed"
        log.warning("%s: %s", netloc, self._closed[netloc])

    def _slow_down(self, parser: object, request: Request) -> None:
        delay = parser.crawl_delay("leakscan") if hasattr(parser, "crawl_delay") else None
        if delay:
            host = (urlparse_cached(request).hostname or "").lower()
            TURNS.slow_down(host, min(float(delay), MAX_CRAWL_DELAY))
