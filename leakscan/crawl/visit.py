"""One visit of one source: what was asked for, and the account of what came of it."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from leakscan.crawl.health import Finding, outcome
from leakscan.crawl.keeper import BrokenSourceError, Keeper
from leakscan.crawl.page import JSON, Page
from leakscan.crawl.rest import KEY, is_refusal, remembered
from leakscan.errors import LeakscanError
from leakscan.model import Document, Health

BLANK = 3  # documents of a visit that may say nothing, all of them


@dataclass(frozen=True)
class Order:
    """What a spider is told: the source's name and settings. ``cookie`` is the secret itself, so it has no repr."""

    source: str
    url: str | None = None
    options: Mapping[str, str | int | bool] = field(default_factory=dict)
    max_pages: int = 500
    max_mb: int = 512
    max_minutes: float = 60.0
    delay: float | None = None
    proxy: str | None = field(default=None, repr=False)
    cookie: str | None = field(default=None, repr=False)
    allow_private: bool = False
    verify_tls: bool = True
    browser: bool | str = False

    @property
    def host(self) -> str:
        """The source's host as its URL spells it, in lower case; empty without a URL."""
        return (urlsplit(self.url or "").hostname or "").lower()


@dataclass
class Visit:
    """The running account of a visit; everything that went wrong ends up here, since silence is never success.

    ``standing`` are addresses where earlier visits saw what matters, each with when it was posted, if that is known.
    ``when_whole`` are cursor values that become true if the visit reads all it asked for, and are dropped if not.
    ``beside`` are problems with what the source links to, not with the source: they hold nothing back.
    ``marks`` are such values too, but items that were gone since they were listed do not hold them back.
    ``remark`` is what else the spider has to say of the visit, which is no problem; ``doubt`` is why what looks well
    read may be nothing at all.
    ``began`` is when it did by the steady clock, in seconds: the other may be set anew meanwhile.
    ``relisted`` are keys that earlier visits had seen: as long as a source lists them, they are not forgotten.
    """

    order: Order
    keeper: Keeper
    cursor: Mapping[str, JSON] = field(default_factory=dict)
    standing: Mapping[str, datetime | None] = field(default_factory=dict)
    when_whole: dict[str, JSON] = field(default_factory=dict)
    marks: dict[str, JSON] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    gap: str | None = None
    remark: str | None = None
    doubt: str | None = None
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    began: float = field(default_factory=time.monotonic)
    asked: int = 0
    answered: int = 0
    pages: int = 0
    bytes: int = 0
    documents: int = 0
    blank: int = 0
    listings: int = 0
    items: int = 0
    listed: int = 0
    refused_in_row: int = 0
    silences_in_row: int = 0
    asked_until: datetime | None = None
    relisted: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """Count its time from now on."""
        self.started, self.began = datetime.now(UTC), time.monotonic()

    def found(self, finding: Finding) -> None:
        """Take down an answer that was not content."""
        self.findings.append(finding)
        turned_away = is_refusal(finding) and finding.health is not Health.LOGIN_WALL  # members' threads are no ban
        self.refused_in_row = self.refused_in_row + 1 if turned_away else self.refused_in_row
        if finding.silent:
            self.silences_in_row += 1
        elif finding.answered:
            self.silences_in_row = 0

    def read(self, *, listing: bool, item: bool) -> None:
        """Take down an answer that was read; a page that only leads on to others is neither."""
        self.listings += listing
        self.items += item
        self.refused_in_row = self.silences_in_row = 0

    def note(self, problem: str, *, beside: bool = False) -> None:
        """Take down, once, anything else that makes the visit incomplete."""
        notes = self.beside if beside else self.notes
        if problem not in notes:
            notes.append(problem)

    @property
    def overtime(self) -> bool:
        """Whether it has lasted as long as it may."""
        return time.monotonic() - self.began > self.order.max_minutes * 60

    @property
    def health(self) -> Health:
        """What the visit amounts to so far."""
        return self._outcome()[0]

    @property
    def detail(self) -> str:
        """Why, in words."""
        return "; ".join(filter(None, (self._outcome()[1], self.remark)))

    def _outcome(self) -> tuple[Health, str]:
        health, says = outcome(self.findings, self.listings, self.items, self.listed)
        if health is Health.OK and self.blank == self.documents >= BLANK:
            return Health.MARKUP_CHANGED, f"blank: none of the {self.blank} documents says anything; {says}"
        if health is Health.OK and self.doubt:
            return Health.MARKUP_CHANGED, f"{self.doubt}; {says}"
        return health, says

    @property
    def problems(self) -> tuple[str, ...]:
        """All that makes the visit incomplete, the gap aside; items that are gone since they were listed are not."""
        return (*self._own_problems, *self.beside)

    @property
    def _own_problems(self) -> tuple[str, ...]:
        barred = [f"{f.url}: {f.check}: {f.detail}" for f in self.findings if f.listing or f.health is not Health.GONE]
        return (*dict.fromkeys(barred), *self.notes)

    @property
    def whole(self) -> bool:
        """Whether everything that was asked for was read."""
        return self.health is Health.OK and not self.problems

    async def commit(self, page: Page) -> None:
        """Hand one page over for good."""
        self.documents += len(page.documents)
        self.blank += sum(_is_blank(document) for document in page.documents)
        await self.keeper.commit(self.order.source, page)

    async def settle(self) -> None:
        """End a visit that ran to its end: commit what is only true of a whole one, if nothing at all was missing."""
        if self.asked > self.answered:
            self.note(f"{self.asked - self.answered} requests were dropped unasked (too deep, or an address too long)")
        cursor = {**self.marks, **({} if self.findings else self.when_whole)}
        if self.health is Health.OK and not self._own_problems and cursor:
            try:
                await self.commit(Page(cursor=cursor))
            except LeakscanError as error:
                self.note(f"the visit's end could not be kept: {error}")

    async def remember(self) -> None:
        """Keep, however the visit ended, which known keys were listed again, and whether to leave the source alone."""
        refusals = [found for found in self.findings if is_refusal(found)]
        told = remembered(self.cursor, self.health, refusals, self.asked_until)
        cursor = {} if told == self.cursor.get(KEY) else {KEY: told}
        if not (cursor or self.relisted):
            return
        try:
            await self.commit(Page(cursor=cursor, seen=tuple(sorted(self.relisted))))
        except (LeakscanError, BrokenSourceError) as error:
            self.note(f"the visit's account could not be kept: {error}")

    async def unseen(self, keys: list[str]) -> list[str]:
        """Those of the keys that no committed page had, in their order."""
        known = await self.keeper.has_seen(self.order.source, keys)
        self.relisted |= known
        return [key for key in keys if key not in known]


def _is_blank(document: Document) -> bool:
    """Whether a document shows not a single letter or digit; only what is not binary can."""
    head = document.content[:65_536]
    return not re.search(rb"[0-9A-Za-z\x80-\xff]", re.sub(rb"<[^<>]*>", b"", head))
