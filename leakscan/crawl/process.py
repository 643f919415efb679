"""Scrapy in one process: several sources at once, two of one host never."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from leakscan.crawl.visit import Visit


def load_settings(overrides: Mapping[str, Any] | None = None) -> Settings:
    """The project's settings from the installed module, wherever the process was started."""
    settings = Settings()
    settings.setmodule("leakscan.crawl.settings", priority="project")
    for name, value in (overrides or {}).items():
        settings.set(name, value, priority="cmdline")
    return settings


def spiders(settings: Settings | None = None) -> dict[str, type[Any]]:
    """Every spider there is, by name."""
    loader = SpiderLoader.from_settings(settings or load_settings())
    return {name: loader.load(name) for name in sorted(loader.list())}


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
            home = getattr(self.spider_loader.load(spider), "home", None) or ""
            host = visit.order.host or urlsplit(home).hostname or spider
            self._chains[host].append((spider, visit))

    async def join(self) -> None:
        """Complete when every visit has."""
        await asyncio.gather(*(self._one_by_one(chain) for chain in self._chains.values()))

    async def stop(self) -> None:
        """Let what is under way finish its page, and begin nothing more."""
        self._stopped = True
        await super().stop()

    async def _one_by_one(self, chain: list[tuple[str, Visit]]) -> None:
        for spider, visit in chain:
            visit.started = datetime.now(UTC)
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
            visit.note(f"the spider could not start: {type(error).__name__}: {error}")
            return "failed"
        reason = ended[0] if ended else "never started"
        if reason == "finished":
            await visit.settle()
        await visit.remember()
        return reason
