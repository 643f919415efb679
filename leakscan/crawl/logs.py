"""What Scrapy may say in a log: addresses and outcomes, never content."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.http import Response


class QuietFormatter(LogFormatter):
    """Scrapy's messages without the items themselves, which hold what leaked."""

    def scraped(self, item: Any, response: Response | None, spider: Spider) -> None:  # type: ignore[override]
        """Say nothing of an item that went well."""

    def item_error(self, item: Any, exception: BaseException, response: Response | None, spider: Spider) -> Any:
        """Say which page's item failed, not what it held."""
        return {"level": logging.ERROR, "msg": "could not keep what %(url)s brought", "args": {"url": getattr(response, "url", "-")}}
