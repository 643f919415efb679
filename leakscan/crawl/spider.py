"""The base of every spider: asks, judges each answer, and keeps the visit's account.

A spider is one file in ``spiders/``: a class with a ``name``, an ``async def first()`` that asks for listings, and a
method for each kind of page, which yields :class:`~leakscan.crawl.page.Page` objects and further requests. It says
with ``self.listed`` how much a listing named, raises ``MarkupChangedError`` where a page is not what it reads, and
never has to think about refusals, budgets, robots or retries.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider, signals
from scrapy.exceptions import CloseSpider

from leakscan.crawl.expand import Expander
from leakscan.crawl.failures import finding_of
from leakscan.crawl.health import Answer, Finding, Sign, explain, judge
from leakscan.crawl.keeper import Keeper
from leakscan.crawl.marks import Mark
from leakscan.crawl.page import Memory, Page
from leakscan.crawl.payload import MarkupChangedError, read_json
from leakscan.crawl.settings import DELAY_MIDDLE
from leakscan.crawl.socks import HANDLER, is_socks
from leakscan.crawl.visit import Order, Visit
from leakscan.model import Document, Health, Sighting
from leakscan.secret import resolve

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

T = TypeVar("T")
Parse = Callable[..., Any]


class SourceSpider(Spider):
    """Base of the spiders.

    Attributes:
        home: the address where a source's settings name none; None where they must.
        kind: what answers are, unless a request says otherwise: ``json``, ``xml``, ``text``, ``html``, ``page``
            (HTML that the spider tells from a refusal itself) or ``any``.
        signs: the site's own ways to refuse, looked for before the common ones.
        marks: what gives the engine away on any of its pages, for ``leakscan source add``.
        pages: what stands behind the front page's address in those of the engine's other pages (a pattern).
        about: one line for ``leakscan source list``.
        needs: what its home asks of visitors ("an account …"); empty where anybody may look.
        remembers: what its cursor is, for docs/sources.md.
        pace: seconds between requests that the site is owed at least; a source's own delay may only be longer.
        local: whether it reads this machine alone and asks nobody.
    """

    home: ClassVar[str | None] = None
    kind: ClassVar[str] = "html"
    signs: ClassVar[Sequence[Sign]] = ()
    marks: ClassVar[Sequence[Mark]] = ()
    pages: ClassVar[str] = ""
    about: ClassVar[str] = ""
    needs: ClassVar[str] = ""
    remembers: ClassVar[str] = "keys of what was read"
    pace: ClassVar[float] = 0.0
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
        self.ignore_robots = str(self.order.options.get("ignore_robots", ""))

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's way to build it; the source's own delay goes into the settings here."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        delay = spider.delay
        if delay is not None:
            crawler.settings.set("DOWNLOAD_DELAY", delay * DELAY_MIDDLE, priority="spider")
        if not spider.order.verify_tls:
            crawler.settings.set("DOWNLOAD_VERIFY_CERTIFICATES", value=False, priority="spider")
        if is_socks(spider.order.proxy):
            handlers = {**crawler.settings.getdict("DOWNLOAD_HANDLERS"), "http": HANDLER, "https": HANDLER}
            crawler.settings.set("DOWNLOAD_HANDLERS", handlers, priority="spider")
        if spider.ignore_robots:
            spider.logger.warning("robots.txt is not read for %s: %s", spider.order.source, spider.ignore_robots)
        crawler.signals.connect(spider.on_fault, signals.spider_error)
        crawler.signals.connect(spider.on_closed, signals.spider_closed)
        return spider

    # --- what a spider file writes

    def first(self) -> Iterator[Request]:
        """The requests a visit begins with."""
        raise NotImplementedError(f"{type(self).__name__} must say what it asks for first")

    def may_ask(self, host: str) -> bool:
        """Whether the source may be asked for pages of this host: its own and those below it."""
        own = (urlsplit(self.base).hostname or "").lower().removeprefix("www.")
        return host == own or host.endswith("." + own)

    def missed(self, found: Finding, **passed: Any) -> Iterator[Any]:
        """What to commit or ask for where an answer was not content; the base does nothing more about it.

        Args:
            found: what the answer was, already in the visit's account.
            passed: what ``parse`` would have got.
        """
        return iter(())

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
            passed: arguments for ``parse``.
        """
        self.visit.asked += 1
        told = {"parse": parse, "listing": listing, "kind": kind or self.kind, "passed": passed, "aside": aside}
        meta = {} if deeper else {"depth_reset": True}
        return Request(
            urljoin(self.base, url),
            self._on_answer,
            errback=self._on_failure,
            cb_kwargs=told,
            meta=meta,
            headers=self.headers(url),
        )

    def headers(self, url: str) -> dict[str, str]:
        """Headers of its own for a request; the base has none."""
        return {}

    @property
    def delay(self) -> float | None:
        """Seconds between requests, None for the settings' own; a site in one's own network is owed no pace."""
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

    # --- the way of a request

    async def start(self) -> AsyncIterator[Any]:
        """Scrapy's beginning."""
        for request in self.first():
            yield request
        for output in self.expander.again():
            yield output

    async def _on_answer(
        self, response: Response, parse: Parse, listing: bool, kind: str, passed: dict[str, Any], aside: bool
    ) -> AsyncIterator[Any]:
        self.visit.answered += 1
        answer = _answer(response)
        wrong = None if answer.status == 304 else judge(answer, kind, self.signs)
        if wrong is not None:
            self._take_down(wrong, response.url, listing, aside)
            async for output in _each(self.missed(wrong, **passed)):
                yield output
            return
        try:
            async for output in _each(parse(response, **passed)):
                if isinstance(output, Page):
                    async for followed in self.expander.follow(output):
                        yield followed
                else:
                    yield output
        except MarkupChangedError as error:
            wrong = explain(answer, str(error), self.signs)
            self._take_down(wrong, response.url, listing, aside)
            async for output in _each(self.missed(wrong, **passed)):
                yield output
            return
        if not aside:
            self.visit.read(listing=listing)

    def _on_failure(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        self.visit.answered += 1
        error = failure.value or RuntimeError("no reason given")
        told = request.cb_kwargs
        self._take_down(finding_of(error), request.url, bool(told["listing"]), bool(told["aside"]))

    def on_fault(self, failure: Failure, response: Response | None, spider: Spider) -> None:
        """A method of the spider raised: Scrapy goes on, the visit is not ok."""
        told = response.request.cb_kwargs if response is not None and response.request else {}
        says = f"the spider failed on it: {type(failure.value).__name__}: {str(failure.value)[:200]}"
        url = response.url if response is not None else self.base
        self._take_down(Finding(Health.MARKUP_CHANGED, "fault", says), url, bool(told.get("listing", True)))

    def on_closed(self, spider: Spider, reason: str) -> None:
        """Say what a visit of ``scrapy crawl`` came to; a runner says it itself."""
        if self.standalone:
            self.visit.keeper.close()
            level = self.logger.info if self.visit.whole else self.logger.error
            level("health %s: %s", self.visit.health, self.visit.detail)

    def _take_down(self, found: Finding, url: str, listing: bool, aside: bool = False) -> None:
        if not aside:
            self.visit.found(replace(found, url=url, listing=listing))
        elif found.health is not Health.GONE:
            self.visit.note(f"{url}: {found.check}: {found.detail}", beside=True)
        self.logger.warning("%s: %s: %s", url, found.check, found.detail)


def _answer(response: Response) -> Answer:
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    text = response.body[:262_144].decode("utf-8", "replace")  # signs are ASCII words; what carries them matters little
    return Answer(response.status, response.body, text, headers)


async def _each(outputs: Any) -> AsyncIterator[Any]:
    """What a parse method yields, whether it is an async generator, a plain one, or nothing."""
    if hasattr(outputs, "__aiter__"):
        async for output in outputs:
            yield output
        return
    for output in outputs or ():
        yield output


def _standalone(name: str, home: str | None, arguments: dict[str, str]) -> Visit:
    """A visit of its own for ``scrapy crawl NAME -a url=…``: nothing is remembered."""
    url = arguments.pop("url", None) or home
    pages = int(arguments.pop("max_pages", 500))
    private = arguments.pop("allow_private", "").lower() in {"true", "1", "yes"}
    order = Order(name, url, dict(arguments), max_pages=pages, allow_private=private)
    return Visit(order, Keeper(Memory()))


__all__ = ["Mark", "MarkupChangedError", "Page", "Sign", "SourceSpider"]
