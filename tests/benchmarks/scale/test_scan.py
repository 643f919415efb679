"""A whole scan beside bare screening of the same text, several processes beside one, and what a crawl's file takes.

Ratios of processor time in one run. Run with ``pytest -m benchmark -s tests/benchmarks/scale``.
"""

from __future__ import annotations

import itertools
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.scan import plan, scan_portions
from leakscan.scan.estimate import in_words
from leakscan.scan.examined import Keeping
from leakscan.scan.job import Scan
from leakscan.scan.keep import Keeper
from leakscan.scan.worker import warm_up
from leakscan.scan.workers import Processes
from leakscan.screening import Index, compile_index, screen_texts
from tests.benchmarks.scale.web import pages
from tests.benchmarks.screening.names import names
from tests.extract.warcs import wet

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]
CLIENTS = names(10_000)
SIZE = int(os.environ.get("LEAKSCAN_BENCH_BYTES", str(48 << 20)))
FILE = 200_000
ROUNDS = 3


def say(line: str) -> None:
    print(f"\n{line}", end="")


def compiled() -> Index:
    """An index that has seen no text yet."""
    return compile_index([Watchlist("bench", tuple(Entry(key=name, name=name) for name in CLIENTS))])


@pytest.fixture(scope="module")
def index() -> Index:
    return compiled()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plain files of some 200 kB each."""
    folder, source = tmp_path_factory.mktemp("corpus"), pages(1, CLIENTS)
    for number in range(SIZE // FILE):
        text = ""
        while len(text) < FILE:
            text += next(source)[1]
        (folder / f"{number:05}.txt").write_text(text, "utf-8")
    return folder


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def test_a_whole_scan_beside_bare_screening(corpus: Path, index: Index, tmp_path: Path) -> None:
    """Texts are read once, so each round begins with an index that knows none of their words.

    What the same texts take the second time is told too: the steps beside screening weigh most there.
    """
    texts = [path.read_text("utf-8") for path in sorted(corpus.iterdir())]
    size = sum(path.stat().st_size for path in corpus.iterdir())

    def bare(index: Index) -> None:
        for at in range(0, len(texts), 5):
            screen_texts(texts[at : at + 5], index)

    def whole(index: Index) -> None:
        folder = tmp_path / str(time.monotonic_ns())
        folder.mkdir()
        with Keeper(folder / "x.db", folder / "evidence") as keeper:
            work = Scan([str(corpus)], index, keeper)
            work.begin()
            assert list(work.hits())
            keeper.finish(work.summary, 0)

    def look(index: Index) -> None:
        list(scan_portions(plan([str(corpus)]), index, Keeping()))

    warm_up()
    bare(index)  # which knows all of the words from here on
    for what, indexes in (("texts as they come", compiled), ("every word known", lambda: index)):
        rounds = [[cpu(partial(work, indexes())) for work in (bare, look, whole)] for _ in range(ROUNDS)]
        alone, looked, all_of_it = (statistics.median(taken) for taken in zip(*rounds, strict=True))
        told = f"read, extract and assess {looked / alone:.2f}, the whole scan {all_of_it / alone:.2f}"
        say(f"{what}: bare screening 1 ({in_words(size / alone)} a second), {told}")
        if what == "texts as they come":
            assert all_of_it / alone <= 1.35


def test_two_processes_beside_one(corpus: Path, index: Index) -> None:
    def wall(workers: int) -> float:
        engine = Processes(workers) if workers > 1 else None
        start = time.perf_counter()
        for _ in scan_portions(plan([str(corpus)]), index, engine=engine):
            pass
        return time.perf_counter() - start

    taken = {workers: min(wall(workers) for _ in range(2)) for workers in (1, 2)}
    say(f"two processes read {taken[1] / taken[2]:.2f} times what one does ({os.cpu_count()} processors)")
    assert taken[1] / taken[2] >= 1.8


def test_a_file_of_a_crawl(index: Index, tmp_path: Path) -> None:
    """A WET file, a fifth as large as Common Crawl's."""
    texts = itertools.islice(pages(2, CLIENTS), 8_000)
    path = tmp_path / "x.warc.wet.gz"
    path.write_bytes(wet(texts))
    told: dict[str, int] = {}

    def work() -> None:
        for group in scan_portions(plan([str(path)]), index):
            told["documents"] = told.get("documents", 0) + sum(hasattr(r, "document") for r in group)
            told["bytes"] = told.get("bytes", 0) + sum(r.document.size for r in group if hasattr(r, "document"))

    taken = cpu(work)
    packed, text = path.stat().st_size, told["bytes"]
    say(
        f"a WET file: {in_words(packed / taken)} packed a second and core, {in_words(text / taken)} of text, "
        f"{told['documents'] / taken:,.0f} records"
    )
    assert told["documents"] == 8_000


_WORKER = """
import sys
from leakscan.model import Entry, Watchlist
from leakscan.scan import worker
from leakscan.scan.worker import warm_up
from leakscan.scan.workers import Processes
from leakscan.scan.run import scan_portions
from leakscan.scan import plan
from leakscan.screening import compile_index
from pathlib import Path
from tests.benchmarks.screening.names import names
count, folder = int(sys.argv[1]), sys.argv[2]
index = compile_index([Watchlist("b", tuple(Entry(key=n, name=n) for n in names(count)))])
arrays = sum(a.nbytes for a in index.arrays.values())
most = {}
for group in scan_portions(plan([folder]), index, engine=Processes(2)):
    for place in Path("/proc").glob("[0-9]*"):
        try:
            name = (place / "cmdline").read_bytes()
            maps = (place / "smaps").read_text()
        except OSError:
            continue
        if b"forkserver" in name and "leakscan-index" in maps:
            part = maps.split("leakscan-index")[1].split("VmFlags")[0]
            told = {line.split()[0]: int(line.split()[1]) for line in part.splitlines() if line.endswith("kB")}
            most[place.name] = told["Private_Dirty:"] + told["Private_Clean:"]
print(arrays >> 10, len(most), max(most.values()))
"""


def test_processes_map_one_index(corpus: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WORKER, "20000", str(corpus)], capture_output=True, text=True, check=True
    )
    arrays, processes, private = map(int, done.stdout.split())
    say(f"an index of {arrays >> 10} MiB in {processes} processes: {private} KiB of it are a process's own")
    assert processes >= 2
    assert private < arrays / 10
