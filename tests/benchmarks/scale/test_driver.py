"""What the one who sends the work out and writes what comes back spends on it: the part that does not scale."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from leakscan.cluster import Call, connected
from leakscan.model import Document, Sighting
from leakscan.scan.examined import Begun, Finished, Keeping, look
from leakscan.scan.keep import Keeper
from leakscan.scan.marks import job_of
from leakscan.screening import compile_index
from tests.benchmarks.scale.test_scan import say
from tests.cluster import there
from tests.cluster.machines import access, cluster
from tests.scan.lists import NAMES, WATCHLIST

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]
CALLS, HITS = 2_000, 1_000


def test_a_call_on_a_cluster(tmp_path: Path) -> None:
    with cluster(tmp_path, ["one", "two"]) as machines, connected(access(machines)) as client:
        client._client.wait_for_workers(2, timeout=120)
        list(client.each(Call(there.doubled, (n,), n) for n in range(50)))
        begun, used = time.perf_counter(), time.process_time()
        done = sum(1 for _ in client.each(Call(there.doubled, (n,), n) for n in range(CALLS)))
        wall, mine = time.perf_counter() - begun, time.process_time() - used
    say(f"a call takes {wall / CALLS * 1e3:.2f} ms, {mine / CALLS * 1e3:.2f} ms of them the sender's own")
    assert done == CALLS


def test_a_hit_that_comes_back(tmp_path: Path) -> None:
    """Mentions of six kilobytes each, as they come from a worker: evidence is written, hit and marks are committed."""
    index = compile_index([WATCHLIST])
    filler = "Nothing to see here, and nothing there.\n" * 150
    texts = [f"{n} {NAMES[n % 18]} said so.\n{filler}".encode() for n in range(HITS)]
    documents = [Document(text, Sighting(path=f"{n}")) for n, text in enumerate(texts)]
    results = look([*documents], index, Keeping(packed=True))
    with Keeper(tmp_path / "x.db", tmp_path / "evidence", far=True) as keeper:
        keeper.begin(job_of([], [], None), {})
        begun, used = time.perf_counter(), time.process_time()
        for at in range(0, HITS, 100):
            keeper.keep([Begun(f"{at}"), *results[at : at + 100], Finished(f"{at}", 1)])
        wall, mine = time.perf_counter() - begun, time.process_time() - used
    say(f"a hit takes {wall / HITS * 1e3:.2f} ms to keep, {mine / HITS * 1e3:.2f} ms of them this process's own")
