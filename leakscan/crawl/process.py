"""Scrapy in one process: several sources at once, two of one host never."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import CloseSpider
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from leakscan.crawl.visit import Order, Visit
from leakscan.errors import SourceError


def load_settings(overrides: Mapping[str, Any] | None = None) -> Settings:
    """The project's settings from the installed module, wherever the process was started."""
    settings = Settings()
    settings.setmodule("leakscan.crawl.settings", priority="project")
    for name, value in (overrides or {}).items():
        settings.set(name, value, priority="cmdline")
    return settings


def spiders(settings: Settings | None = None) -> dict[str, type[Any]]:
    """Every spider there is, by name: leakscan's own, and those that other packages name as their entry points.

    Raises:
        SourceError: a module of spiders can't be imported.
    """
    settings = settings or load_settings()
    try:
        loader = SpiderLoader.from_settings(settings)
    except (ImportError, SyntaxError) as error:
        modules = ", ".join(settings.getlist("SPIDER_MODULES"))
        raise SourceError(
            f"a spider can't be loaded: {error}; mend or uninstall its package (spiders are looked for in {modules})"
        ) from error
    return {name: loader.load(name) for name in sorted(loader.list())}


def host_of(url: str | None, spider: type[Any]) -> str:
    """The host whose pace a source is bound to: that of its URL, else the one its spider is at home on."""
    return Order("", url).host or urlsplit(getattr(spider, "home", None) or "").hostname or str(spider.name)


class SourcesProcess(AsyncCrawlerProcess):
    """Runs visits; those of one host one after the other, so that its pace is kept.

    ``done`` is called with each visit and why it ended (``finished``, or what stopped it), in the reactor.
    """

    def __init__(
        self, settings: Settings, visits: Iterable[tuple[str, Visit]], done: Callable[[Visit, str], None]
    ) -> None:
        super().__init__(settings)
        self._done_with = done
        self._stopped = False
        self._chains: defaultdict[str, list[tuple[str, Visit]]] = defaultdict(list)
        for spider, visit in visits:
            self._chains[host_of(visit.order.url, self.spider_loader.load(spider))].append((spider, visit))

    async def join(self) -> None:
        """Complete when every visit has."""
        await asyncio.gather(*(self._one_by_one(chain) for chain in self._chains.values()))

    async def stop(self) -> None:
        """Let what is under way finish its page, and begin nothing more."""
        self._stopped = True
        await super().stop()

    async def _one_by_one(self, chain: list[tuple[str, Visit]]) -> None:
        for spider, visit in chain:
            visit.begin()
            reason = "shutdown before it began" if self._stopped else await self._visit(spider, visit)
            self._done_with(visit, reason)

    async def _visit(self, spider: str, visit: Visit) -> str:
        crawler = self.create_crawler(spider)
        ended: list[str] = []
        # Scrapy hands arguments over by name, which list.append does not tell.
        crawler.signals.connect(lambda reason: ended.append(reason), signals.spider_closed, weak=False)  # noqa: PLW0108
        try:
            await self.crawl(crawler, visit=visit)
        except Exception as error:  # noqa: BLE001  # one source's fault is that source's, and is reported as such
            says = error.reason if isinstance(error, CloseSpider) else f"{type(error).__name__}: {error}"
            visit.note(f"the spider could not start: {says}")
            return "failed"
        reason = ended[0] if ended else "never started"
        if reason == "finished":
            await visit.settle()
        await visit.remember()
        return reason
