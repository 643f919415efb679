"""Fetching one page as politely as a crawl does, to see what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from leakscan.config import SourceConfig
from leakscan.crawl.keeper import Keeper
from leakscan.crawl.page import Memory
from leakscan.crawl.process import load_settings
from leakscan.crawl.runner import Visits, order_of
from leakscan.crawl.spider import SourceSpider
from leakscan.crawl.visit import Visit
from leakscan.errors import SourceError

PAGES = 6  # the page and the redirects that lead to it


class _LookSpider(SourceSpider):
    """Asks for one page and keeps it."""

    name = "look"
    kind = "any"
    seen: Response | None = None

    def first(self) -> Iterator[Request]:
        yield self.ask(self.base, self.read, listing=True)

    def read(self, response: Response) -> None:
        self.listed(1)
        type(self).seen = response


def look_at(source: SourceConfig, contact: str | None = None) -> Response:
    """The page at a source's address, with everything a crawl heeds: robots.txt, the address guard, its proxy.

    May be called once a process.

    Args:
        source: the settings to fetch with; its spider does not matter.
        contact: for the user agent.

    Raises:
        SourceError: there is no page to be had.
    """
    visits = Visits({"look": source}, Memory(), contact)
    settings = load_settings({**visits._settings(), "LOG_LEVEL": "ERROR", "ITEM_PIPELINES": {}})  # noqa: SLF001  # the same room's
    order = order_of("look", source.model_copy(update={"max_pages": PAGES}))
    visit = Visit(order, Keeper(Memory()))
    process: Any = AsyncCrawlerProcess(settings)
    process.crawl(_LookSpider, visit=visit)
    process.start()
    visit.keeper.close()
    if _LookSpider.seen is None or visit.findings:
        raise SourceError(f"{source.url}: {visit.health}: {visit.detail}")
    return _LookSpider.seen
