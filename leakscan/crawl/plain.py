"""For ``scrapy crawl NAME -O out.jsonl``: pages become plain items, one a document."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any, Self

from leakscan.crawl.page import Page
from leakscan.model import Document, iso

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


def plain(document: Document) -> dict[str, Any]:
    """A document as a feed exporter takes it; the content is decoded as declared, else as UTF-8."""
    seen = document.sighting
    return {
        "source": seen.source,
        "url": seen.url,
        "title": seen.title,
        "author": seen.author,
        "posted_at": iso(seen.posted_at),
        "fetched_at": iso(seen.fetched_at),
        "sha256": document.sha256,
        "bytes": len(document.content),
        "media_type": document.media_type,
        "text": _decoded(document),
    }


def _decoded(document: Document) -> str:
    try:
        return document.content.decode(document.charset or "utf-8", "replace")
    except LookupError:  # the charset is the site's word, and may be none
        return document.content.decode("utf-8", "replace")


class PlainItemsMiddleware:
    """Turns pages into plain items unless a runner is there to commit them."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it."""
        return cls(crawler)

    async def process_spider_output(self, response: Any, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass everything on, pages as their documents."""
        standalone = getattr(self.crawler.spider, "standalone", False)
        async for output in result:
            for item in self._items(output) if standalone and isinstance(output, Page) else (output,):
                yield item

    @staticmethod
    def _items(page: Page) -> Iterator[dict[str, Any]]:
        return (plain(document) for document in page.documents)
