"""Whose turn it is: hosts are asked one request at a time, far enough apart, whoever wants it."""

from __future__ import annotations

import asyncio
import time
from itertools import pairwise

import pytest

from leakscan.crawl.turns import JITTER, StoppedError, Turns


class Server:
    """Notes when it is asked and how many ask at once."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.within = self.most = 0

    async def ask(self, turns: Turns, host: str, delay: float, lasts: float = 0.0) -> None:
        async with turns.turn(host, delay):
            self.times.append(time.monotonic())
            self.within += 1
            self.most = max(self.most, self.within)
            await asyncio.sleep(lasts)
            self.within -= 1

    @property
    def gaps(self) -> list[float]:
        return [later - earlier for earlier, later in pairwise(self.times)]


async def _crawl(turns: Turns, server: Server, count: int, delay: float, lasts: float = 0.0) -> None:
    for _ in range(count):
        await server.ask(turns, "paste.example", delay, lasts)


def test_two_crawls_of_one_host_share_its_pace() -> None:
    async def both() -> Server:
        turns, server = Turns(), Server()
        await asyncio.gather(*(_crawl(turns, server, 6, 0.03, lasts) for lasts in (0.0, 0.05)))
        return server

    server = asyncio.run(both())
    assert server.most == 1
    assert len(server.gaps) == 11
    assert min(server.gaps) >= 0.03


def test_the_rest_begins_when_the_answer_is_there() -> None:
    async def slow() -> list[float]:
        turns, server = Turns(), Server()
        await _crawl(turns, server, 3, 0.03, lasts=0.1)
        return server.gaps

    assert min(asyncio.run(slow())) >= 0.13


def test_hosts_do_not_wait_for_each_other() -> None:
    async def both() -> float:
        turns, server, began = Turns(), Server(), time.monotonic()
        await asyncio.gather(*(server.ask(turns, f"h{number}.example", 5.0, 0.05) for number in range(20)))
        return time.monotonic() - began

    assert asyncio.run(both()) < 1


def test_jitter_makes_waits_longer_and_never_shorter() -> None:
    async def crawl() -> list[float]:
        turns, server = Turns(), Server()
        await _crawl(turns, server, 40, 0.01)
        return server.gaps

    gaps = asyncio.run(crawl())
    assert min(gaps) >= 0.01
    assert max(gaps) - min(gaps) > 0.01 * JITTER / 3


def test_a_host_that_asks_for_more_gets_it() -> None:
    async def crawl() -> list[float]:
        turns, server = Turns(), Server()
        turns.slow_down("paste.example", 0.05)
        turns.slow_down("paste.example", 0.02)
        await _crawl(turns, server, 4, 0.0)
        return server.gaps

    assert min(asyncio.run(crawl())) >= 0.05


def test_nothing_is_asked_before_a_host_wants_it() -> None:
    async def crawl() -> tuple[float, float, float]:
        turns, server = Turns(), Server()
        turns.hold("paste.example", 0.2)
        turns.hold("paste.example", 0.05)
        held, began = turns.held("paste.example"), time.monotonic()
        await server.ask(turns, "paste.example", 0.0)
        return held, server.times[0] - began, turns.held("paste.example")

    held, waited, left = asyncio.run(crawl())
    assert 0.15 < held <= 0.2
    assert waited >= 0.19
    assert left == 0


def test_a_wait_ends_when_the_visit_is_to_end() -> None:
    async def crawl() -> None:
        turns = Turns()
        turns.hold("paste.example", 3600)
        async with turns.turn("paste.example", 0.0, lambda: False):
            pytest.fail("it was not the host's turn")

    with pytest.raises(StoppedError):
        asyncio.run(crawl())


def test_a_request_that_fails_gives_its_turn_back() -> None:
    async def crawl() -> None:
        turns = Turns()
        with pytest.raises(OSError, match="no route"):
            async with turns.turn("paste.example", 0.0):
                raise OSError("no route")
        async with asyncio.timeout(1), turns.turn("paste.example", 0.0):
            return

    asyncio.run(crawl())
