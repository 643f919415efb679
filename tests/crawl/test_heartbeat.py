"""The reactor goes on answering while pages are screened."""

from __future__ import annotations

import time
from collections.abc import Mapping
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from leakscan.model import Entry, Watchlist
from tests.crawl.feeds import pastes
from tests.crawl.site import Site, serving
from tests.crawl.visiting import forks


def _screened(folder: Path) -> Mapping[str, Any]:
    rows = "".join(f"{number} Maple Hollow Police Department and others, {number * 37}\n" for number in range(5_000))
    pages = {path: rows.encode() if "item" in path else page for path, page in pastes(1, 2, 3).items()}
    ours, theirs = forks.Pipe(duplex=False)
    with serving(Site(pages)) as site:
        child = forks.Process(target=_work, args=(site.url, folder, theirs))
        child.start()
        theirs.close()
        assert ours.poll(100)
        told: Mapping[str, Any] = ours.recv()
        child.join(10)
    return told


def test_the_reactor_goes_on_while_pages_are_screened(tmp_path: Path) -> None:
    told = _screened(tmp_path)
    assert told["hits"] == 1, "three pastes of the same text are one document"
    assert told["gap"] < told["screened"] / 4, told


@pytest.mark.benchmark
def test_the_reactor_is_never_blocked_for_a_quarter_second(tmp_path: Path) -> None:
    told = _screened(tmp_path)
    assert told["gap"] < 0.25, told


def _work(url: str, folder: Path, answer: Connection) -> None:
    from leakscan.config import SourceConfig
    from leakscan.crawl.ledger import StoreLedger
    from leakscan.crawl.runner import Visits
    from leakscan.screening import compile_index
    from leakscan.store import open_store

    entries = [Entry(f"e{number}", name) for number, name in enumerate(["Maple Hollow Police", "Cedar Bend Sheriff"])]
    index = compile_index([Watchlist("acme", tuple(entries))])
    source = SourceConfig(spider="pastebin", url=url, delay=0, allow_private=True)
    with open_store(folder / "leakscan.db") as store:
        ledger = _Timed(StoreLedger(store, index, folder / "evidence", store.begin_run("crawl")))
        visits = Visits({"it": source}, ledger)
        beats = _beating()
        (visited,) = visits.run()
    # Setting the crawler up blocks the loop too, before anything is asked of anybody: only screening counts here.
    gaps = [later - earlier for earlier, later in pairwise(beats) if ledger.was_at_work(earlier, later)]
    answer.send({"gap": max(gaps), "screened": ledger.spent, "hits": len(visited.hits)})


class _Timed:
    """Passes everything to a ledger and adds up how long it takes."""

    def __init__(self, ledger: Any) -> None:
        self.ledger, self.spans = ledger, list[tuple[float, float]]()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.ledger, name)

    def commit(self, pages: Any) -> None:
        began = time.monotonic()
        self.ledger.commit(pages)
        self.spans.append((began, time.monotonic()))

    @property
    def spent(self) -> float:
        return sum(end - begin for begin, end in self.spans)

    def was_at_work(self, earlier: float, later: float) -> bool:
        return any(begin < later and earlier < end for begin, end in self.spans)


def _beating() -> list[float]:
    """Times at which the event loop came round; the loop is the one that Scrapy installs."""
    import asyncio

    from leakscan.crawl.process import SourcesProcess

    beats: list[float] = []

    async def beat() -> None:
        while True:
            beats.append(time.monotonic())
            await asyncio.sleep(0.01)

    started = SourcesProcess.join

    async def join(self: Any) -> None:
        beating = asyncio.ensure_future(beat())
        await started(self)
        beating.cancel()

    SourcesProcess.join = join  # type: ignore[method-assign]
    return beats
