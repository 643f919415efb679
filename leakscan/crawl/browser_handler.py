"""Fetches a page as ever; if scripts are to fill it, gives it to the browser, and hands on what that shows."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.utils.misc import build_from_crawler, load_object
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from leakscan.crawl.browser import PARTS, QUIET, SECONDS
from leakscan.crawl.refusals import BudgetSpentError, NotAskedError
from leakscan.crawl.socks import HANDLER as SOCKS
from leakscan.crawl.socks import is_socks

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

log = logging.getLogger(__name__)

PART = "leakscan_part"  # in a request's meta: it is for a page in the browser
_PLAIN = "leakscan.crawl.handler.WebHandler"
_WANTED = frozenset({"script", "xhr", "fetch"})
_FAILED = (
    IgnoreRequest,
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)


class BrowserTimeoutError(DownloadTimeoutError):
    """What the browser made of a page came to no end, or the browser failed."""


class BrowserHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]  # it ships no types
    """One browser a visit, started for the first page with scripts."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.crawler = crawler
        proxy = crawler.spider.order.proxy  # type: ignore[union-attr]  # our settings run our spiders
        self._plain: Any = build_from_crawler(load_object(SOCKS if is_socks(proxy) else _PLAIN), crawler)
        self._fetched: dict[str, Response] = {}  # scripts, which pages share
        self._left_out: set[str] = set()

    async def download_request(self, request: Request) -> Response:
        """The answer as it came, or what a browser makes of it.

        Raises:
            BrowserTimeoutError: the page's scripts came to no end, or the browser failed.
            DownloadCancelledError: what they made is larger than what is read.
        """
        response: Response = await self._plain.download_request(request)
        if request.meta.get(PART) or not _wants_browser(response):
            return response
        return await self._shown(request, response)

    async def close(self) -> None:
        """End the browser, and what fetches for it."""
        await super().close()
        await self._plain.close()

    async def _shown(self, request: Request, response: Response) -> Response:
        if not hasattr(self, "browser_provider"):
            await self._launch()
        told = {
            "playwright": True,
            "playwright_page_init_callback": partial(self._guard, response),
            "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
        }
        page_request = Request(request.url, meta=told)
        try:
            async with asyncio.timeout(SECONDS):
                shown = await super().download_request(page_request)
        except (TimeoutError, PlaywrightError) as error:
            for context in list(self.context_wrappers.values()):
                with suppress(PlaywrightError):
                    await context.context.close()
            says = str(error).partition("\n")[0] or f"its scripts came to no end in {SECONDS} seconds"
            raise BrowserTimeoutError(f"in the browser: {says}") from error
        self._remark()
        most = self.crawler.settings.getint("DOWNLOAD_MAXSIZE")
        if len(shown.body) > most:
            raise DownloadCancelledError(f"in the browser it grew beyond {most} bytes")
        return response.replace(body=shown.body)

    async def _apply_page_methods(self, page: Any, request: Request, spider: object) -> None:
        """Wait until the page has nothing more to fetch; one that goes on fetching is taken as it is."""
        with suppress(PlaywrightError):
            await page.wait_for_load_state("networkidle", timeout=QUIET * 1000)

    async def _guard(self, answer: Response, page: Any, request: Request) -> None:
        """Answer what the page asks for; nothing of it goes out of the browser."""
        await page.context.route("**/*", _abort)  # of windows that it opens
        await page.route_web_socket("**/*", _close)
        waiting = [answer]
        await page.route("**/*", partial(self._answer, page, waiting, []))

    async def _answer(self, page: Any, waiting: list[Response], parts: list[str], route: Any, asked: Any) -> None:
        if asked.is_navigation_request():
            main = waiting and asked.frame == page.main_frame
            await (_fulfil(route, waiting.pop()) if main else route.abort("aborted"))
            return
        part = None
        if asked.resource_type in _WANTED and asked.method == "GET" and len(parts) < PARTS:
            parts.append(asked.url)
            part = await self._part(asked.url, keep=asked.resource_type == "script")
        with suppress(PlaywrightError):  # the page may be gone by now
            await (route.abort("aborted") if part is None else _fulfil(route, part))

    async def _part(self, url: str, *, keep: bool) -> Response | None:
        """A script or some data, by all that is between a spider and its site; None where that refuses."""
        if url in self._fetched:
            return self._fetched[url]
        request = Request(url, headers={"Accept": "*/*"}, meta={PART: True, "download_slot": PART, "dont_retry": True})
        engine = self.crawler.engine
        try:
            response: Response = await engine.download_async(request)
        except _FAILED as error:
            log.info("%s: not given to the browser: %s", url, error)
            if isinstance(error, BudgetSpentError):
                self.crawler.spider.visit.note(str(error))  # type: ignore[union-attr]  # as above
            elif isinstance(error, NotAskedError):
                self._left_out.add(url.split("/")[2])
            return None
        if keep:
            self._fetched[url] = response
        return response

    def _remark(self) -> None:
        if self._left_out:
            hosts = ", ".join(sorted(self._left_out)[:5])
            visit: Any = self.crawler.spider.visit  # type: ignore[union-attr]  # as above
            visit.remark = f"parts of pages were not fetched for the browser ({hosts})"


def _wants_browser(response: Response) -> bool:
    kind = (response.headers.get("Content-Type") or b"").lower()
    return response.status == 200 and b"html" in kind and b"<script" in response.body.lower()


async def _fulfil(route: Any, response: Response) -> None:
    kind = (response.headers.get("Content-Type") or b"application/octet-stream").decode("latin-1")
    headers = {"Content-Type": kind, "Access-Control-Allow-Origin": "*"}
    await route.fulfill(status=response.status, headers=headers, body=response.body)


async def _abort(route: Any) -> None:
    await route.abort("aborted")


async def _close(socket: Any) -> None:
    await socket.close()
