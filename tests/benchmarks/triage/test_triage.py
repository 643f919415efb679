"""A responder's commands on a store of a million hits and ten million matches, above Python's own start.

Processor time is measured, since on a shared machine the clock says more of the neighbours. Making the store takes some
minutes; LEAKSCAN_BENCH_STORE names a folder to keep it in, LEAKSCAN_BENCH_HITS its size.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from leakscan.store import HitFilter, open_store
from tests.benchmarks.triage.making import make, names

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3_600)]
HITS = int(os.environ.get("LEAKSCAN_BENCH_HITS", "1000000"))
ROUNDS = 7
ANSWER, SEARCH, DEEP = 0.25, 0.5, 1.5  # seconds, seconds, times the first page


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = os.environ.get("LEAKSCAN_BENCH_STORE")
    root = Path(named) if named else tmp_path_factory.mktemp("million")
    if not (root / "leakscan.db").exists():
        make(root, HITS)
    return root


def seconds(command: Sequence[str]) -> float:
    """Processor time of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def above_start(root: Path, *arguments: str) -> float:
    """Median of rounds that alternate with an empty Python, so that both see the same machine."""
    command = ["-m", "leakscan", "--workspace", str(root), "hits", *arguments]
    seconds(command)
    return statistics.median(seconds(command) - seconds(["-c", "pass"]) for _ in range(ROUNDS))


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["list", "--status", "new,acknowledged", "--severity", "high.."], ["show"]],
    ids=["list", "a narrow list", "show"],
)
def test_list_and_show_answer_at_once(root: Path, arguments: list[str]) -> None:
    if arguments == ["show"]:
        with open_store(root / "leakscan.db") as store:
            arguments = ["show", store.hits(HitFilter(limit=1))[0].id]
    took = above_start(root, *arguments)
    print(f"\nhits {' '.join(arguments)}: {took * 1000:.0f} ms above Python's start (bar {ANSWER * 1000:.0f})")
    assert took < ANSWER


def test_search_answers_at_once(root: Path) -> None:
    name = names()[7]
    with open_store(root / "leakscan.db") as store:
        for asked in (name, name[3:14], "paste7.example/0", "nothing like this", "bacor", "example", "zzz"):
            times = [_asked(store, asked)[0] for _ in range(3)]
            took, found = min(times), _asked(store, asked)[1]
            print(f"\nsearch {asked!r}: {took * 1000:.0f} ms, {found} on the page (bar {SEARCH * 1000:.0f})")
            assert took < SEARCH


def _asked(store: object, text: str) -> tuple[float, int]:
    started = time.process_time()
    found = store.hits(HitFilter(text=text, limit=51))  # type: ignore[attr-defined]
    return time.process_time() - started, len(found)


def test_a_page_far_down_takes_no_longer_than_the_first(root: Path) -> None:
    with open_store(root / "leakscan.db") as store:
        deep = store._db.execute(
            "SELECT id FROM hits ORDER BY rank DESC, first_seen DESC, id DESC LIMIT 1 OFFSET ?", [HITS * 9 // 10]
        ).fetchone()[0]
        times: dict[str | None, list[float]] = {None: [], deep: []}
        for _ in range(ROUNDS):
            for after, taken in times.items():
                started = time.process_time()
                assert len(store.hits(HitFilter(limit=50, after=after))) == 50
                taken.append(time.process_time() - started)
    ratio = statistics.median(times[deep]) / statistics.median(times[None])
    print(f"\na page nine tenths down: {ratio:.2f} times the first (bar {DEEP})")
    assert ratio < DEEP
