"""What an index costs to build, to load from its cache, and in memory; each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.screening.measure import say
from tests.benchmarks.screening.test_quality import COUNTS

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1800)]
_BUILD = """
import resource, sys, time
from pathlib import Path
import numpy, rapidfuzz.process  # loaded once a process, whatever the size of the list
from leakscan.model import Entry, Watchlist
from leakscan.screening import compile_index, screen
listed = Path(sys.argv[3]).read_text("utf-8").split("\\n")
watched = Watchlist("bench", tuple(Entry(key=name, name=name) for name in listed))
def peak():
    status = Path("/proc/self/status")  # getrusage tells a parent's peak until a process has its own
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
start = time.process_time()
index = compile_index([watched], Path(sys.argv[2]))
index.engine
built = time.process_time() - start
screen(["Acme Widgets"], index)
print(built, peak() // 1024, before // 1024)
"""


@pytest.mark.parametrize("count", COUNTS)
def test_building_and_loading(count: int, tmp_path: Path) -> None:
    from tests.benchmarks.screening.names import names

    listed = tmp_path / "names.txt"
    listed.write_text("\n".join(names(count)), "utf-8")
    for what in ("built", "loaded"):
        command = [sys.executable, "-c", _BUILD, str(count), str(tmp_path / "cache"), str(listed)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        taken, peak, before = done.stdout.split()
        say(f"{count} names {what} in {float(taken):.2f} s, {peak} MB at most ({before} MB before)")
    size = next((tmp_path / "cache").glob("*.index")).stat().st_size
    say(f"{count} names kept in {size / 1e6:.0f} MB")
    assert float(taken) < 5
