"""What Scrapy alone does of a crawl of ``tests/crash/many_pages.py``: ``python -m tests.benchmarks.crawl.bare URL...``.

One spider a site, one request at a time each, no pace, no robots.txt, nothing screened or kept.
"""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

SETTINGS = {
    "CONCURRENT_REQUESTS": 1,
    "DOWNLOAD_DELAY": 0,
    "ROBOTSTXT_OBEY": False,
    "COOKIES_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "LOG_LEVEL": "WARNING",
    "RETRY_ENABLED": False,
}
read = [0]


class Bare(Spider):
    name = "bare"

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    async def start(self) -> AsyncIterator[Any]:
        yield Request(f"{self.url}api_scraping.php?limit=250", self.parse_list)

    def parse_list(self, response: Response) -> Iterator[Request]:
        for paste in json.loads(response.body):
            yield Request(f"{self.url}api_scrape_item.php?i={paste['key']}", self.parse_paste)

    def parse_paste(self, response: Response) -> Iterator[dict[str, str]]:
        read[0] += 1
        yield {"url": response.url, "text": response.text}


def main(urls: list[str]) -> None:
    process = AsyncCrawlerProcess(SETTINGS)
    for url in urls:
        process.crawl(Bare, url=url)
    process.start()
    print(read[0])


if __name__ == "__main__":
    main(sys.argv[1:])
