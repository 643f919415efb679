"""Loading what every visit loads, in a process that visits are forked from; nothing of it installs a reactor."""

from __future__ import annotations

from importlib import import_module

from leakscan.crawl.links import link_sites
from leakscan.crawl.process import load_settings, spiders

_COMPONENTS = ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS")
_SINGLE = ("SCHEDULER", "DOWNLOADER", "STATS_CLASS", "SCHEDULER_MEMORY_QUEUE", "SCHEDULER_PRIORITY_QUEUE")
_OTHERS = (
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.engine",
    "leakscan.crawl.guard",
    "leakscan.crawl.logs",
    "leakscan.crawl.pipeline",
    "protego",
    "re2",
    "scrapy.dupefilters",
    "scrapy.robotstxt",
    "twisted.internet.asyncioreactor",
)


def preload() -> None:
    """Import Scrapy's parts as the settings name them, and all spiders."""
    settings = load_settings()
    spiders(settings)
    # Those that are switched off too: to sort them Scrapy loads them all.
    paths = [path for name in _COMPONENTS for path in settings.getwithbase(name)]
    paths += [settings[name] for name in _SINGLE]
    for module in (*_OTHERS, *(path.rpartition(".")[0] for path in paths)):
        import_module(module)
    link_sites()
