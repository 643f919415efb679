"""Fetching a page or two as politely as a crawl does, to see what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

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

PAGES = 12  # two pages and the redirects that lead to them
Next = Callable[[Response], str | None]


class _LookSpider(SourceSpider):
    """Asks for a page, and for the one that it is told to look at next."""

    name = "look"
    kind = "any"
    seen: ClassVar[list[Response]] = []

    def __init__(self, visit: Visit, then: Next | None) -> None:
        super().__init__(visit=visit)
        self.then = then

    def first(self) -> Iterator[Request]:
        yield self.ask(self.base, self.read, listing=True)

    def read(self, response: Response) -> Iterator[Request]:
        self.listed(1)
        self.seen.append(response)
        address = self.then(response) if self.then else None
        if address:
            yield self.ask(address, self.read_next, aside=True)

    def read_next(self, response: Response) -> None:
        self.seen.append(response)


def look_at(source: SourceConfig, contact: str | None = None, then: Next | None = None) -> list[Response]:
    """The page at a source's address, with everything a crawl heeds: robots.txt, the address guard, its proxy.

    May be called once a process.

    Args:
        source: the settings to fetch with; its spider does not matter.
        contact: for the user agent.
        then: told the page, says which other to look at; that one may be missing from what comes back.

    Raises:
        SourceError: there is no page to be had.
    """
    visits = Visits({"look": source}, Memory(), contact)
    settings = load_settings({**visits._settings(), "LOG_LEVEL": "ERROR", "ITEM_PIPELINES": {}})  # noqa: SLF001  # the same room's
    only = {**source.options, "attachments": False}  # the page, and nothing that it links to
    order = order_of("look", source.model_copy(update={"max_pages": PAGES, "options": only}))
    visit = Visit(order, Keeper(Memory(), linger=0))
    process: Any = AsyncCrawlerProcess(settings)
    process.crawl(_LookSpider, visit=visit, then=then)
    process.start()
    visit.keeper.close()
    if not _LookSpider.seen or visit.findings:
        raise SourceError(f"{source.url}: {visit.health}: {visit.detail}")
    return _LookSpider.seen
