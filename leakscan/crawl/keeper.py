"""One thread for everything that blocks: screening and the database stay off the reactor, and pages stay in order.

Pages are committed in the order in which spiders yield them, since a cursor is only true if all before it is kept.
A page that can't be committed ends its source: what came after it would move the cursor past what was lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from leakscan.crawl.page import Ledger, Page

T = TypeVar("T")


class BrokenSourceError(Exception):
    """An earlier page of this source could not be committed, so that later ones must not be."""


class Keeper:
    """Calls a ledger from one thread of its own, in order; ``close`` waits for what is under way."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="keeper")
        self._broken: set[str] = set()

    async def commit(self, source: str, page: Page) -> None:
        """Screen and commit the page; whatever the ledger raises comes out here."""
        await self._call(self._commit, source, page)

    def _commit(self, source: str, page: Page) -> None:
        if source in self._broken:
            raise BrokenSourceError(f"{source}: an earlier page could not be committed")
        try:
            self.ledger.commit(source, page)
        except BaseException:
            self._broken.add(source)
            raise

    async def has_seen(self, source: str, keys: Iterable[str]) -> set[str]:
        """Those of the keys that are committed as seen, pages under way included."""
        return await self._call(self.ledger.has_seen, source, list(keys))

    async def _call(self, function: Callable[..., T], *arguments: object) -> T:
        return await asyncio.wrap_future(self._thread.submit(function, *arguments))

    def close(self) -> None:
        """Finish what is under way and end the thread."""
        self._thread.shutdown(wait=True)
