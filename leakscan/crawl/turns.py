"""Whose turn it is to ask a host: one request at a time, so far apart, whichever of the process' sources want it.

Scrapy keeps a pace for each crawl; two sources that follow links to the same paste site are two crawls. So pace,
Crawl-delay and Retry-After are kept here, by host, for the whole process.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import uniform

JITTER = 0.3  # a wait is up to this share longer than was promised, and never shorter
SLICE = 0.25  # seconds; how soon a wait notices that the process is asked to stop
_BUSY = 0.02


class StoppedError(Exception):
    """The visit was asked to end while a request waited for its turn."""


@dataclass
class _Host:
    busy: bool = False
    last: float = float("-inf")  # when the last request was done, by time.monotonic()
    until: float = float("-inf")  # before which nothing is asked
    delay: float = 0.0  # seconds between requests that the host itself asks for


class Turns:
    """The hosts of a process."""

    def __init__(self) -> None:
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)

    def slow_down(self, host: str, seconds: float) -> None:
        """Keep requests to a host at least so far apart, as its Crawl-delay asks."""
        self._hosts[host].delay = max(self._hosts[host].delay, seconds)

    def hold(self, host: str, seconds: float) -> None:
        """Ask nothing of a host for so long, as its Retry-After asks."""
        self._hosts[host].until = max(self._hosts[host].until, time.monotonic() + seconds)

    def held(self, host: str) -> float:
        """For how many seconds nothing may be asked of a host; 0 where it may."""
        return max(0.0, self._hosts[host].until - time.monotonic())

    @asynccontextmanager
    async def turn(self, host: str, delay: float, goes_on: Callable[[], bool] = lambda: True) -> AsyncIterator[None]:
        """The length of one request to a host, once it is its turn.

        The rest begins when the answer is there: counted from when a request is let go, a site would see two come
        closer together than was promised, by as long as the first took to look up a name and to connect.

        Args:
            host: in lower case; a port makes it no other host.
            delay: seconds that were promised between two requests.
            goes_on: whether it is still worth waiting.

        Raises:
            StoppedError: it was not.
        """
        at = self._hosts[host]
        longer = 1 + uniform(0, JITTER)  # noqa: S311  # nobody is to guess nothing from it
        while (wait := self._wait(at, delay, longer)) > 0:
            if not goes_on():
                raise StoppedError(f"stopped while {host} was owed a rest")
            await asyncio.sleep(min(wait, SLICE))
        at.busy = True
        try:
            yield
        finally:
            at.busy, at.last = False, time.monotonic()

    @staticmethod
    def _wait(at: _Host, delay: float, longer: float) -> float:
        """Seconds to wait from now on before looking again; 0 for none."""
        if at.busy:
            return _BUSY
        return max(at.last + max(delay, at.delay) * longer, at.until) - time.monotonic()


TURNS = Turns()
