"""Retry-After is honoured, and bounded: a short wait is waited, a long one ends the visit and is remembered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.retry import RetryMiddleware

from leakscan.crawl.refusals import AskedToWaitError, SilentError, TurnedAwayError
from leakscan.crawl.rest import LONGEST, REFUSALS, SILENCES
from leakscan.crawl.turns import TURNS

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from leakscan.crawl.spider import SourceSpider
    from leakscan.crawl.visit import Visit


def retry_after(value: str, now: datetime | None = None) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date); None where it says nothing."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())


class RetryAfterMiddleware(RetryMiddleware):
    """Scrapy's retries, with 429 and 503 repeated no sooner than the site asks; the host is left alone till then."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self.longest = crawler.settings.getfloat("LEAKSCAN_RETRY_AFTER_MAX")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse a request to a host that asked for a longer rest, or that has turned us away again and again."""
        if self._visit.refused_in_row >= REFUSALS:
            raise TurnedAwayError(f"the site refused {REFUSALS} requests in a row; it is asked no more this time")
        if self._visit.silences_in_row >= SILENCES:
            raise SilentError(f"{SILENCES} requests in a row brought no answer; it is asked no more this time")
        rest = TURNS.held(_host(request))
        if rest > self.longest:
            raise AskedToWaitError(f"the site asked for no request in the next {rest:.0f} seconds")

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Retry as Scrapy does, after the wait that the answer asks for."""
        if response.status not in {429, 503}:
            return super().process_response(request, response)
        asked = retry_after((response.headers.get("Retry-After") or b"").decode("latin-1"))
        if asked is None:
            asked = min(2.0 ** (1 + int(request.meta.get("retry_times", 0))), self.longest)
        if asked > self.longest:
            self._rest(request, asked)
            return response
        TURNS.hold(_host(request), asked)
        return self._retry(request, f"status {response.status}") or response

    def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:  # type: ignore[override]
        """Retry as Scrapy does, but no site that has let us wait in vain before."""
        if self._visit.silences_in_row and "Timeout" in type(exception).__name__:
            return None
        return super().process_exception(request, exception)

    @property
    def _visit(self) -> Visit:
        spider: SourceSpider = self.crawler.spider  # type: ignore[assignment]  # our settings run our spiders
        return spider.visit

    def _rest(self, request: Request, seconds: float) -> None:
        """Leave the host alone for the visit, and a source whose own host it is for as long as asked."""
        TURNS.hold(_host(request), seconds)
        own = urlsplit(getattr(self.crawler.spider, "base", "")).hostname
        if urlsplit(request.url).hostname == own:
            self._visit.asked_until = datetime.now(UTC) + timedelta(seconds=min(seconds, LONGEST.total_seconds()))


def _host(request: Request) -> str:
    return (urlsplit(request.url).hostname or "").lower()
