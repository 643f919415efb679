"""Fetching through a SOCKS proxy: names are resolved by the proxy, and nothing goes out beside it.

A request that has no such proxy is refused here, so that the address guard, which this way to the network does not
pass through, has nothing to guard.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers._httpx import HttpxDownloadHandler
from scrapy.exceptions import DownloadConnectionRefusedError, DownloadTimeoutError

from leakscan.crawl.handler import InTurn
from leakscan.crawl.refusals import ProxyUnusableError
from leakscan.crawl.socks import is_socks

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

log = logging.getLogger(__name__)

_NO_USERS = "Requested USERNAME/PASSWORD"  # httpcore's words where a proxy knows no users


class ProxyFailedError(DownloadConnectionRefusedError):
    """The proxy is not there, or could not reach the site; a later attempt may fare better."""


class SocksOnlyHandler(HttpxDownloadHandler):
    """Scrapy's handler for httpx, for requests with a SOCKS proxy alone, and with a deadline for the whole answer."""

    experimental = False  # what Scrapy warns of is settled here, or not used

    async def download_request(self, request: Request) -> Response:
        """Fetch through the proxy of the request.

        Raises:
            ProxyUnusableError: the request has no SOCKS proxy.
            ProxyFailedError: the proxy is dead, or says that it can't reach the site.
        """
        proxy = str(request.meta.get("proxy") or "")
        if not is_socks(proxy):
            raise ProxyUnusableError("this source is reached through its SOCKS proxy or not at all")
        seconds = float(request.meta["download_timeout"])
        try:
            async with asyncio.timeout(seconds):
                return await self._fetch(request)
        except TimeoutError as error:
            raise DownloadTimeoutError(f"no complete answer in {seconds:.0f} seconds") from error
        except DownloadConnectionRefusedError as error:
            raise ProxyFailedError(f"through the proxy at {_place(proxy)}: {error}") from error

    async def _fetch(self, request: Request) -> Response:
        try:
            return await super().download_request(request)
        except DownloadConnectionRefusedError as error:
            if _NO_USERS not in str(error) or b"Proxy-Authorization" not in request.headers:
                raise
        log.warning("the proxy at %s knows no users: its circuits are shared", _place(request.meta["proxy"]))
        del request.headers[b"Proxy-Authorization"]
        return await super().download_request(request)


class SocksHandler(InTurn, SocksOnlyHandler):
    """The same, when it is the host's turn; waiting for that is no part of the deadline."""


def _place(proxy: str) -> str:
    return urlsplit(proxy).netloc.rpartition("@")[2]
