"""The way of a request: from what a spider asks for to what its methods are given, and the account of the rest."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request, Spider

from leakscan.crawl.failures import finding_of
from leakscan.crawl.health import Answer, Finding, explain, judge
from leakscan.crawl.page import Page
from leakscan.crawl.payload import MarkupChangedError
from leakscan.crawl.signs import Sign
from leakscan.crawl.visit import Visit
from leakscan.model import Health

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from leakscan.crawl.expand import Expander

VERSION = "~version/"  # the cursor's values under such keys are what a listing said of its version
Parse = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What a request is for; see :meth:`leakscan.crawl.spider.SourceSpider.ask`.

    ``version`` is the cursor's key; ``missed`` stands in for the spider's method of that name.
    """

    parse: Parse
    kind: str
    listing: bool = False
    aside: bool = False
    version: str = ""
    passed: Mapping[str, Any] = field(default_factory=dict)
    missed: Callable[..., Any] | None = None


class AnsweredSpider(Spider):
    """Judges every answer, hands content to the parse method it was asked for, and takes down all else."""

    signs: ClassVar[Sequence[Sign]] = ()
    visit: Visit
    expander: Expander
    base: str
    standalone: bool

    def first(self) -> Iterator[Request]:
        """The requests a visit begins with."""
        raise NotImplementedError(f"{type(self).__name__} must say what it asks for first")

    def missed(self, found: Finding, **passed: Any) -> Iterator[Any] | AsyncIterator[Any]:
        """What to commit or ask for where an answer was not content; the base does nothing more about it.

        Args:
            found: what the answer was, already in the visit's account.
            passed: what ``parse`` would have got.
        """
        return iter(())

    async def start(self) -> AsyncIterator[Any]:
        """Scrapy's beginning."""
        for request in self.first():
            yield request
        for output in self.expander.again():
            yield output

    async def on_answer(self, response: Response, told: Told) -> AsyncIterator[Any]:
        """What the answer to a request leads to."""
        self.visit.answered += 1
        if response.status == 304 and told.version:
            self.visit.listed += 1  # it lists what it did before
            self.visit.read(listing=told.listing, item=False)
            return
        answer = _answer(response)
        wrong = judge(answer, told.kind, self.signs)
        brought = False
        for output in await self.expander.attached(response) if wrong is None and not told.aside else ():
            yield output
        try:
            async for output in _each(told.parse(response, **told.passed) if wrong is None else ()):
                if isinstance(output, Page):
                    brought = True
                    async for followed in self.expander.follow(output):
                        yield followed
                else:
                    yield output
        except (MarkupChangedError, RecursionError) as error:  # markup or JSON may nest deeper than its readers go
            wrong = explain(answer, str(error), self.signs)
        if wrong is None:
            self._read(response, told, brought=brought)
            return
        self._take_down(wrong, response.url, told)
        async for output in _each((told.missed or self.missed)(wrong, **told.passed)):
            yield output

    def on_failure(self, failure: Failure) -> None:
        """No answer came."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        self.visit.answered += 1
        error = failure.value or RuntimeError("no reason given")
        self._take_down(finding_of(error), request.url, request.cb_kwargs["told"])

    def on_fault(self, failure: Failure, response: Response | None, spider: Spider) -> None:
        """A method of the spider raised: Scrapy goes on, the visit is not ok."""
        request = response.request if response is not None else None
        told = request.cb_kwargs.get("told") if request is not None else None
        says = f"the spider failed on it: {type(failure.value).__name__}: {str(failure.value)[:200]}"
        url = response.url if response is not None else self.base
        listing = Told(self.start, "", listing=True if told is None else told.listing)
        self._take_down(Finding(Health.MARKUP_CHANGED, "fault", says), url, listing)

    def on_closed(self, spider: Spider, reason: str) -> None:
        """Say what a visit of ``scrapy crawl`` came to; a runner says it itself."""
        if self.standalone:
            self.visit.keeper.close()
            level = self.logger.info if self.visit.whole else self.logger.error
            level("health %s: %s", self.visit.health, self.visit.detail)

    def _read(self, response: Response, told: Told, *, brought: bool) -> None:
        validators = _validators(response) if told.version else {}
        if validators or self.visit.cursor.get(told.version):
            self.visit.when_whole[told.version] = validators
        if not told.aside:
            self.visit.read(listing=told.listing, item=brought and not told.listing)

    def _take_down(self, found: Finding, url: str, told: Told) -> None:
        if not told.aside:
            self.visit.found(replace(found, url=url, listing=told.listing))
        elif found.health is not Health.GONE:
            self.visit.note(f"{url}: {found.check}: {found.detail}", beside=True)
        self.logger.warning("%s: %s: %s", url, found.check, found.detail)


def _validators(response: Response) -> dict[str, str]:
    """What to ask with for no more than what has changed (RFC 9110, 13.1)."""
    named = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
    return {ask: value.decode("latin-1") for name, ask in named.items() if (value := response.headers.get(name))}


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
