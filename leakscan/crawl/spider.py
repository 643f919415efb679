"""The base of every spider: asks, judges each answer, and keeps the visit's account.

A spider is one file in ``spiders/``: a class with a ``name``, an ``async def first()`` that asks for listings, and a
method for each kind of page, which yields :class:`~leakscan.crawl.page.Page` objects and further requests. It says
with ``self.listed`` how much a listing named, raises ``MarkupChangedError`` where a page is not what it reads, and
never has to think about refusals, budgets, robots or retries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar
from urllib.parse import urljoin, urlsplit

from scrapy import Request, signals
from scrapy.exceptions import CloseSpider

from leakscan.crawl import browser
from leakscan.crawl.answering import VERSION, AnsweredSpider, Parse, Told
from leakscan.crawl.expand import Expander
from leakscan.crawl.health import Finding
from leakscan.crawl.keeper import Keeper
from leakscan.crawl.marks import Mark
from leakscan.crawl.page import Memory, Page
from leakscan.crawl.payload import MarkupChangedError, read_json
from leakscan.crawl.refusals import BrowserUnusableError, NotAskedError
from leakscan.crawl.signs import Sign
from leakscan.crawl.socks import HANDLER, is_socks
from leakscan.crawl.visit import Order, Visit
from leakscan.model import Document, Health, Sighting
from leakscan.secret import resolve

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

T = TypeVar("T")
AGAIN = "~again"  # the cursor's key for the place that was revisited last
REVISITS = 5  # places a visit


class SourceSpider(AnsweredSpider):
    """Base of the spiders.

    Attributes:
        home: the address where a source's settings name none; None where they must.
        kind: what answers are, unless a request says otherwise: ``json``, ``xml``, ``text``, ``page`` (HTML, which the
            spider tells from a refusal by finding in it what it reads) or ``any``.
        signs: the site's own ways to refuse, looked for before the common ones.
        marks: what gives the engine away on any of its pages, for ``leakscan source add``.
        pages: what stands behind the front page's address in those of the engine's other pages (a pattern).
        about: one line for ``leakscan source list``.
        needs: what its home asks of visitors ("an account …"); empty where anybody may look.
        remembers: what its cursor is, for docs/sources.md.
        pace: seconds between requests that the site is owed at least; a source's own delay may only be longer.
        paged: whether what it lists goes on on further pages.
        local: whether it reads this machine alone and asks nobody.
    """

    home: ClassVar[str | None] = None
    kind: ClassVar[str] = "page"
    marks: ClassVar[Sequence[Mark]] = ()
    pages: ClassVar[str] = ""
    about: ClassVar[str] = ""
    needs: ClassVar[str] = ""
    remembers: ClassVar[str] = "keys of what was read"
    pace: ClassVar[float] = 0.0
    paged: ClassVar[bool] = True
    local: ClassVar[bool] = False

    def __init__(self, name: str | None = None, visit: Visit | None = None, **arguments: str) -> None:
        super().__init__(name)
        self.standalone = visit is None
        self.visit = visit or _standalone(self.name, self.home, dict(arguments))
        self.order = self.visit.order
        address = self.order.url or self.home
        if not address:
            raise CloseSpider(f'{self.name} needs an address: url = "https://…" or -a url=https://…')
        self.base = address if urlsplit(address).path else address + "/"
        self.expander = Expander(self)
        self.aliases: set[str] = set()  # hosts that the site gives as its own, and that mean where it was reached
        self.unusable: NotAskedError | None = None  # why nothing can be asked as the source wants it
        self.ignore_robots = str(self.order.options.get("ignore_robots", ""))

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's way to build it; what a source wants of the settings goes into them here."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        if not spider.order.verify_tls:
            crawler.settings.set("DOWNLOAD_VERIFY_CERTIFICATES", value=False, priority="spider")
        if spider.order.browser:
            spider.set_up_browser(crawler)
        elif is_socks(spider.order.proxy):
            _set(crawler, {"DOWNLOAD_HANDLERS": {"http": HANDLER, "https": HANDLER}})
        if spider.ignore_robots:
            spider.logger.warning("robots.txt is not read for %s: %s", spider.order.source, spider.ignore_robots)
        crawler.signals.connect(spider.on_fault, signals.spider_error)
        crawler.signals.connect(spider.on_closed, signals.spider_closed)
        return spider

    def set_up_browser(self, crawler: Crawler) -> None:
        """Have pages shown to a browser; where none can be used, nothing is asked at all."""
        try:
            _set(crawler, browser.settings(self.order))
        except BrowserUnusableError as error:
            self.unusable = error

    # --- what a spider file writes, beside first()

    def may_ask(self, host: str) -> bool:
        """Whether the source may be asked for pages of this host: its own and those below it."""
        own = (urlsplit(self.base).hostname or "").lower().removeprefix("www.")
        return host == own or host.endswith("." + own)

    def attributed(self, response: Response) -> dict[str, tuple[str | None, datetime | None]]:
        """Who attached the files that a page links to, and when, where it tells; by their addresses."""
        return {}

    def again(self, url: str) -> Request | None:
        """What to ask for to see whether something found at an address still stands there; None where lists tell."""
        return None

    def revisits(self) -> Iterator[Page | Request]:
        """A few of the places where hits stand, in turn: what is gone is noted, what is not is seen again."""
        last = str(self.visit.cursor.get(AGAIN) or "")
        turn = sorted(self.visit.standing, key=lambda url: (url <= last, url))[:REVISITS]
        asked = {url: request for url in turn if (request := self.again(url)) is not None}
        if asked:
            yield Page(cursor={AGAIN: list(asked)[-1]})
        for url, request in asked.items():
            told = request.cb_kwargs["told"]
            request.cb_kwargs["told"] = replace(told, aside=True, missed=partial(self._gone_from, url))
            yield request

    def _gone_from(self, url: str, found: Finding, **passed: Any) -> Iterator[Page]:
        if found.health is Health.GONE:
            yield Page(gone=(url,))

    # --- what a spider file uses

    def ask(
        self,
        url: str,
        parse: Parse,
        *,
        listing: bool = False,
        kind: str | None = None,
        deeper: bool = True,
        aside: bool = False,
        conditional: bool = False,
        **passed: Any,
    ) -> Request:
        """A request; ``parse(response, **passed)`` gets the answer if it is content.

        Args:
            url: absolute, or relative to the source's address.
            parse: a method that yields pages and requests, as a generator, plain or async.
            listing: whether the source is dark without it.
            kind: what content looks like, if not as the class says.
            deeper: False for the next page of the same listing, which the limit of depth does not count.
            aside: True for what lies beside the source: it may fail without telling of the source's health.
            conditional: True where nothing is to be done if the site says that the answer is as it was at the end of
                the last whole visit.
            passed: arguments for ``parse``.
        """
        self.visit.asked += 1
        told = Told(parse, kind or self.kind, listing, aside, f"{VERSION}{url}" if conditional else "", passed)
        meta = {} if deeper else {"depth_reset": True}
        return Request(
            urljoin(self.base, url),
            self.on_answer,
            errback=self.on_failure,
            cb_kwargs={"told": told},
            meta=meta,
            headers={**self.headers(url), **(self.visit.cursor.get(told.version) or {})},
        )

    def headers(self, url: str) -> dict[str, str]:
        """Headers of its own for a request; the base has none."""
        return {}

    @property
    def delay(self) -> float | None:
        """Seconds between requests, None where the source says nothing; a site in one's own network is owed no pace."""
        if self.order.allow_private or not self.pace:
            return self.order.delay
        return max(self.pace, self.order.delay or 0.0)

    def secret(self, name: str) -> str | None:
        """A setting that is a secret and stands in leakscan.toml as a reference; None where it is not set."""
        reference = self.order.options.get(name)
        return resolve(str(reference)) if reference else None

    def option(self, name: str, default: T) -> T:
        """A setting of the spider's own, as the type of its default (``-a`` arguments come as text)."""
        value = self.order.options.get(name, default)
        if isinstance(default, bool):
            return str(value).lower() in {"true", "1", "yes"}  # type: ignore[return-value]
        return type(default)(value)  # type: ignore[call-arg]

    def listed(self, count: int) -> None:
        """Say how many things a listing named, the known ones included."""
        self.visit.listed += count

    def vanished(self, covered: Callable[[str, datetime | None], bool], shown: Iterable[str]) -> tuple[str, ...]:
        """Addresses where something that matters stood, and that a page should show and does not: deleted ones.

        Args:
            covered: whether the page shows all there is around an address, given when that was posted.
            shown: the addresses of what it does show.
        """
        there = set(shown)
        return tuple(url for url, at in self.visit.standing.items() if url not in there and covered(url, at))

    def json(self, response: Response, shape: type[T]) -> T:
        """The answer as the shape has it; MarkupChangedError where it is not."""
        return read_json(response.body, shape)

    def document(
        self,
        content: bytes | str,
        url: str,
        *,
        title: str | None = None,
        author: str | None = None,
        posted_at: datetime | None = None,
        media_type: str | None = None,
        charset: str | None = None,
    ) -> Document:
        """A document of this source; text is kept as UTF-8, bytes as they came."""
        if isinstance(content, str):
            content, charset = content.encode(), "utf-8"
        seen = Sighting(source=self.order.source, url=url, title=title, author=author, posted_at=posted_at)
        return Document(content, seen, media_type, charset)


def _set(crawler: Crawler, told: dict[str, Any]) -> None:
    """Settings of one source; handlers are added to those there are."""
    for name, value in told.items():
        whole = {**crawler.settings.getdict(name), **value} if name == "DOWNLOAD_HANDLERS" else value
        crawler.settings.set(name, whole, priority="spider")


def _standalone(name: str, home: str | None, arguments: dict[str, str]) -> Visit:
    """A visit of its own for ``scrapy crawl NAME -a url=…``: nothing is remembered."""
    url = arguments.pop("url", None) or home
    pages = int(arguments.pop("max_pages", 500))
    private = arguments.pop("allow_private", "").lower() in {"true", "1", "yes"}
    order = Order(name, url, dict(arguments), max_pages=pages, allow_private=private)
    return Visit(order, Keeper(Memory(), linger=0))


__all__ = ["Mark", "MarkupChangedError", "Page", "Parse", "Sign", "SourceSpider"]
