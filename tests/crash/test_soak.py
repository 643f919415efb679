"""A hundred thousand pages of six sources in one process: what it holds does not grow, and nothing is left open."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from leakscan.store import open_store
from tests.crawl.workspace import workspace

ROOT = Path(__file__).parents[2]
PAGES = 100_000
SITE = Path(__file__).with_name("many_pages.py")


@contextmanager
def served(pages: int) -> Iterator[str]:
    """A server in a process of its own; gives its port."""
    with subprocess.Popen([sys.executable, str(SITE), str(pages)], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.kill()


def watched(process: subprocess.Popen[bytes]) -> list[tuple[float, int, int]]:
    """Seconds, memory in MiB and open files, four times a second, until the process ends."""
    seen, begun = [], time.monotonic()
    place = Path(f"/proc/{process.pid}")
    while process.poll() is None:
        try:
            pages = int((place / "statm").read_text().split()[1])
            files = len(os.listdir(place / "fd"))  # noqa: PTH208
        except OSError:
            break
        seen.append((time.monotonic() - begun, pages * os.sysconf("SC_PAGE_SIZE") >> 20, files))
        time.sleep(0.25)
    return seen


@pytest.mark.slow
@pytest.mark.timeout(4 * 3600)
def test_memory_and_files_over_many_pages(tmp_path: Path) -> None:
    pages = int(os.environ.get("LEAKSCAN_SOAK_PAGES", PAGES))
    each = pages // 6
    with served(each) as port:
        sources = [(f"s{n}", "pastebin", f"http://127.0.3.{n + 1}:{port}/") for n in range(6)]
        folder = workspace(tmp_path / "w", *sources, more=f"max_pages = {each + 10}\nmax_mb = 4000")
        command = [sys.executable, "-m", "leakscan", "crawl", "--workspace", str(folder)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as crawl:
            seen = watched(crawl)
            assert crawl.stderr is not None
            said = crawl.stderr.read().decode()
    assert crawl.returncode == 0, said
    with open_store(folder / "leakscan.db") as store:
        run = store.run(1)
    assert run.documents == 6 * each
    assert {visit.health for visit in run.visits} == {"ok"}
    half = seen[-1][0] / 2
    late = [(memory, files) for at, memory, files in seen if at > half]
    fifth = len(late) // 5
    first, last = (max(m for m, _ in part) for part in (late[:fifth], late[-fifth:]))
    grown = last / first - 1
    before, after = (min(files for _, files in part) for part in (late[:fifth], late[-fifth:]))
    most = max(memory for _, memory, _ in seen)
    print(
        f"{run.pages} pages in {seen[-1][0]:.0f} s, {run.hits} hits: {most} MiB at most, {grown:.1%} more at the end "
        f"of the last half than at its beginning, {before} files open then and {after} now"
    )
    assert most <= 512
    assert grown <= 0.10
    assert after <= before
