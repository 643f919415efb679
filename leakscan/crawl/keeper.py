"""One thread for everything that blocks: screening and the database stay off the reactor, and pages stay in order.

Pages are committed in the order in which spiders yield them, since a cursor is only true if all before it is kept.
Those that come at nearly the same time share a screening and a transaction, which costs little more than one page's.
A page that can't be committed ends its source: what came after it would move the cursor past what was lost.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import TypeVar

from leakscan.crawl.page import Ledger, Page
from leakscan.errors import EvidenceError, StoreError

T = TypeVar("T")
LINGER, LONGEST = 0.01, 0.1  # seconds that a page waits for the next one, and for all that come
TOGETHER, TOGETHER_BYTES = 50, 4 << 20  # pages, and bytes, that one transaction holds about


class BrokenSourceError(Exception):
    """An earlier page of this source could not be committed, so that later ones must not be."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A page on its way into the ledger."""

    source: str
    page: Page
    done: Future[None] = field(default_factory=Future)


class Keeper:
    """Calls a ledger from one thread of its own, in order; ``close`` waits for what is under way."""

    def __init__(self, ledger: Ledger, linger: float = LINGER) -> None:
        """``linger`` is how many seconds a page waits for the next one: 0 where none can come before it is kept."""
        self.ledger = ledger
        self._pause = linger
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="keeper")
        self._broken: set[str] = set()
        self._waiting = deque[_Waiting]()

    async def commit(self, source: str, page: Page) -> None:
        """Screen and commit the page; whatever the ledger raises comes out here."""
        waiting = _Waiting(source, page)
        waiting.done.set_running_or_notify_cancel()  # whoever hands it over may go away, and it is committed still
        self._waiting.append(waiting)
        if len(self._waiting) == 1:
            self._thread.submit(self._commit)
        await asyncio.wrap_future(waiting.done)

    def _commit(self) -> None:
        """Commit what waits, a few at a time; each alone where they fail together."""
        self._linger()
        while chosen := self._next():
            if len(chosen) > 1 and self._together(chosen):
                continue
            for waiting in chosen:
                self._alone(waiting)

    def _linger(self) -> None:
        """Wait as long as pages keep coming, for a tenth of a second at most."""
        until, known = monotonic() + LONGEST, 0
        while known < len(self._waiting) < TOGETHER and monotonic() < until:
            known = len(self._waiting)
            sleep(self._pause)

    def _next(self) -> list[_Waiting]:
        """The pages that are committed next; popped one by one, since the reactor's thread goes on adding."""
        chosen: list[_Waiting] = []
        size = 0
        while self._waiting and len(chosen) < TOGETHER and size < TOGETHER_BYTES:
            chosen.append(self._waiting.popleft())
            size += sum(len(document.content) for document in chosen[-1].page.documents)
        return chosen

    def _together(self, chosen: list[_Waiting]) -> bool:
        """Whether all of them could be committed at once; any error but one of storing is theirs who wait."""
        if self._broken.intersection(waiting.source for waiting in chosen):
            return False
        try:
            self.ledger.commit([(waiting.source, waiting.page) for waiting in chosen])
        except (StoreError, EvidenceError, OSError):  # nothing of them is kept; alone each says what is wrong with it
            return False
        except BaseException as error:  # noqa: BLE001 - it comes out where the pages were handed over
            for waiting in chosen:
                self._broken.add(waiting.source)
                waiting.done.set_exception(error)
            return True
        for waiting in chosen:
            waiting.done.set_result(None)
        return True

    def _alone(self, waiting: _Waiting) -> None:
        if waiting.source in self._broken:
            waiting.done.set_exception(BrokenSourceError(f"{waiting.source}: an earlier page could not be committed"))
            return
        try:
            self.ledger.commit([(waiting.source, waiting.page)])
        except BaseException as error:  # noqa: BLE001 - it comes out where the page was handed over
            self._broken.add(waiting.source)
            waiting.done.set_exception(error)
        else:
            waiting.done.set_result(None)

    async def has_seen(self, source: str, keys: Iterable[str]) -> set[str]:
        """Those of the keys that are committed as seen, pages under way included."""
        return await self._call(self.ledger.has_seen, source, list(keys))

    async def _call(self, function: Callable[..., T], *arguments: object) -> T:
        return await asyncio.wrap_future(self._thread.submit(function, *arguments))

    def close(self) -> None:
        """Finish what is under way and end the thread."""
        self._thread.shutdown(wait=True)
