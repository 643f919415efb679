"""A site that answers a byte at a time: it costs its own source its time, the others nothing, and the round ends."""

from __future__ import annotations

import json
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from leakscan.schedule.signals import Signals
from leakscan.schedule.watch import Watch
from leakscan.store import open_store
from tests.crawl.feeds import pastes
from tests.crawl.site import Site, serving
from tests.crawl.workspace import workspace

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
BUDGET, PITS, PAGES = 20, 100, 10


class _Pit(socketserver.StreamRequestHandler):
    """Lists a hundred pastes at once, and gives each one byte a second for ever."""

    def handle(self) -> None:
        path = self.rfile.readline().split()[1]
        while self.rfile.readline().strip():
            pass
        if b"scraping" in path:
            listed = json.dumps([{"key": f"key{n:05}", "date": str(1_600_000_000 + n)} for n in range(PITS)]).encode()
            told = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(listed)
            self.wfile.write(told + listed)
            return
        if b"robots" in path:
            self.wfile.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            return
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        try:
            while True:
                self.wfile.write(b"x")
                time.sleep(1)
        except OSError:
            pass


class _Pits(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what this is about."""


@contextmanager
def tarpit() -> Iterator[str]:
    with _Pits(("127.0.0.9", 0), _Pit) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.9:{server.server_address[1]}/"
        finally:
            server.shutdown()


def round_of(folder: Path, *sources: tuple[str, str, str]) -> tuple[float, dict[str, float]]:
    """One round of a watch: how long it took, and when each source that was ok ended, in seconds."""
    place = workspace(folder, *sources)
    with (place / "leakscan.toml").open("a") as file:
        file.write(f'[schedule]\nbudget = "{BUDGET}s"\n')
    begun = time.monotonic()
    with Signals() as signals:
        Watch(place, lambda _: None, rounds=1).run(signals)
    took = time.monotonic() - begun
    with open_store(place / "leakscan.db") as store:
        run = store.run(1)
    ended = {
        v.source: (v.ended - run.started).total_seconds() for v in run.visits if v.health == "ok" and not v.interrupted
    }
    assert all(visit.documents == PAGES for visit in run.visits if visit.source in ended)
    return took, ended


def test_a_tarpit_costs_nobody_else(tmp_path: Path) -> None:
    with ExitStack() as stack:
        pit = stack.enter_context(tarpit())
        sites = [serving(Site(pastes(*range(PAGES))), f"127.0.2.{n + 1}") for n in range(4)]
        good = [(f"good{n}", "pastebin", stack.enter_context(site).url) for n, site in enumerate(sites)]
        _, alone = round_of(tmp_path / "alone", *good)
        took, beside = round_of(tmp_path / "beside", *good, ("pit", "pastebin", pit))
    assert alone.keys() == beside.keys() == {name for name, _, _ in good}
    print(f"alone {max(alone.values()):.1f} s, beside it {max(beside.values()):.1f} s; the round took {took:.1f} s")
    assert max(beside.values()) <= 1.2 * max(alone.values()) + 2
    assert took <= BUDGET + 30
