"""Pages a second of a whole crawl beside Scrapy alone: the same loopback sites, one request a site at a time, no pace.

Run with ``pytest -m benchmark -s tests/benchmarks/crawl``. A page costs both the same network; what is compared is the
processor time a page of each process, between two lengths of crawl, so that starting up counts for neither.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import pytest

from tests.crash.test_soak import served
from tests.crawl.workspace import workspace

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]
ROOT = Path(__file__).parents[3]
SITES, ROUNDS = 3, 3
FEW, MANY = 50, int(os.environ.get("LEAKSCAN_BENCH_PAGES", "600"))  # pages a site


def seconds(command: Sequence[str]) -> tuple[float, str]:
    """Processor time of a process and those it waits for, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout + done.stderr


def urls(port: str) -> list[str]:
    return [f"http://127.0.3.{n + 1}:{port}/" for n in range(SITES)]


def bare(port: str, pages: int) -> float:
    taken, said = seconds([sys.executable, "-m", "tests.benchmarks.crawl.bare", *urls(port)])
    assert said.split()[-1] == str(SITES * pages)
    return taken


def test_pages_a_second_beside_scrapy_alone(tmp_path: Path) -> None:
    number = count()

    def ours(port: str, pages: int) -> float:
        sources = [(f"s{n}", "pastebin", url) for n, url in enumerate(urls(port))]
        folder = workspace(tmp_path / str(next(number)), *sources, more=f"max_pages = {pages + 10}\nmax_mb = 4000")
        taken, said = seconds([sys.executable, "-m", "leakscan", "crawl", "--workspace", str(folder)])
        assert said.count(f"ok ({pages + 1} pages, {pages} documents") == SITES, said
        return taken

    def a_page(work: Callable[[str, int], float]) -> float:
        with served(FEW) as few, served(MANY) as many:
            return (work(many, MANY) - work(few, FEW)) / (SITES * (MANY - FEW))

    rounds = [(a_page(bare), a_page(ours)) for _ in range(ROUNDS)]
    alone, whole = (statistics.median(taken) for taken in zip(*rounds, strict=True))
    print(f"\na page takes Scrapy alone {alone * 1e3:.2f} ms of processor time, a whole crawl {whole * 1e3:.2f} ms")
    print(f"{alone / whole:.2f} times the pages a second of Scrapy alone")
    assert alone / whole >= 0.85
