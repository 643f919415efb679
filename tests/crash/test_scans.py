"""Scans killed or refused anywhere: the same command goes on, and in the end tells what it would have told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from leakscan.store import open_store
from tests.crash.scanning import outcome, scan
from tests.extract.documents import zipped
from tests.scan.lists import LEAK, NAMES, NEWS, write_watchlist
from tests.waiting import until

ROOT = Path(__file__).parents[2]
slow = pytest.mark.slow


def few(chosen: tuple[int, ...], *more: int) -> list[Any]:
    """The chosen by default, the whole range with -m slow."""
    return [*chosen, *(pytest.param(n, marks=slow) for n in range(*more) if n not in chosen)]


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dump")
    (folder / "leak.csv").write_text(LEAK)
    members = {f"{n}.txt": f"{n} {NEWS}".encode() if n % 3 else b"quiet %d" % n for n in range(9)}
    (folder / "news.zip").write_bytes(zipped(members))
    for n, name in enumerate(NAMES[:6]):
        (folder / f"page{n}.txt").write_text(f"{name} said so, on page {n}.\n")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    return folder


@pytest.fixture(scope="module")
def calm(dump: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, Any]]:
    """What a scan prints and leaves behind that nothing befalls."""
    folder = a_workspace(tmp_path_factory.mktemp("calm"))
    status, said, printed = scan(folder, str(dump))
    assert (status, len(printed)) == (1, 13), said
    return told(printed), outcome(folder)


def a_workspace(folder: Path) -> Path:
    write_watchlist(folder / "acme.csv")
    (folder / "leakscan.toml").write_text('[watchlist.acme]\npath = "acme.csv"\n')
    return folder


def told(printed: list[str]) -> list[str]:
    """The hits that were printed, by place, times apart."""
    hits = [json.loads(line) for line in printed]
    return sorted(f"{h['id']} {h['document']['path']} {h['score']} {len(h['matches'])}" for h in hits)


def taken_up(folder: Path, dump: Path, killed: bool) -> tuple[list[str], dict[str, Any]]:
    status, said, printed = scan(folder, str(dump))
    assert status == 1, said
    if not killed:
        assert "going on" not in said
    return told(printed), outcome(folder)


@pytest.mark.parametrize("statement", few((60,), 0, 160, 8))
def test_killed_while_the_schema_is_made(dump: Path, calm: Any, tmp_path: Path, statement: int) -> None:
    folder = a_workspace(tmp_path)
    assert scan(folder, str(dump), point=f"kill:statement:{statement}")[0] == -9
    assert taken_up(folder, dump, killed=True) == calm


@pytest.mark.parametrize("statement", few((3, 200, 369), 0, 400, 4))
def test_killed_at_a_statement(dump: Path, calm: Any, tmp_path: Path, statement: int) -> None:
    folder = a_workspace(tmp_path)
    status, _, _ = scan(folder, str(dump), point=f"kill:run:{statement}")
    assert status == -9 or statement > 300
    assert taken_up(folder, dump, killed=status == -9) == calm


def test_a_scan_that_was_killed_says_that_it_goes_on(dump: Path, calm: Any, tmp_path: Path) -> None:
    folder = a_workspace(tmp_path)
    assert scan(folder, str(dump), point="kill:run:150")[0] == -9
    status, said, printed = scan(folder, str(dump))
    assert "going on where run 1 ended" in said
    assert (status, told(printed)) == (1, calm[0])


@pytest.mark.parametrize("write", few((8,), 0, 80, 2))
def test_killed_at_a_write(dump: Path, calm: Any, tmp_path: Path, write: int) -> None:
    folder = a_workspace(tmp_path)
    status, _, _ = scan(folder, str(dump), point=f"kill:file:{write}")
    assert status == -9 or write > 30
    assert taken_up(folder, dump, killed=status == -9) == calm


@pytest.mark.parametrize("write", few((0, 5, 12), 0, 60))
def test_a_write_that_fails_is_told_and_made_up_for(dump: Path, calm: Any, tmp_path: Path, write: int) -> None:
    folder = a_workspace(tmp_path)
    status, said, _ = scan(folder, str(dump), point=f"fail:file:{write}")
    assert (status, "No space left" in said) == (3, True) or status == 1, said
    assert taken_up(folder, dump, killed=True) == calm


@pytest.mark.parametrize("room", few((0, 3), 0, 40))
def test_a_disk_that_fills_up(dump: Path, calm: Any, tmp_path: Path, room: int) -> None:
    folder = a_workspace(tmp_path)
    with open_store(folder / "leakscan.db"):
        pass
    status, said, _ = scan(folder, str(dump), point=f"full:{room}")
    assert (status, "the disk is full" in said) == (3, True) or (status, room > 0) == (1, True), said
    assert taken_up(folder, dump, killed=True) == calm


@pytest.mark.parametrize("seed", [pytest.param(seed, marks=slow) for seed in range(100)])
def test_killed_again_and_again(dump: Path, calm: Any, tmp_path: Path, seed: int) -> None:
    """Each attempt is killed at another random statement, until one comes through."""
    import random

    dice, folder = random.Random(seed), a_workspace(tmp_path)
    for _ in range(5):
        scan(folder, str(dump), point=f"kill:run:{dice.randrange(380)}")
    assert taken_up(folder, dump, killed=True) == calm


def _members(group: int) -> list[str]:
    """Processes of a process group that live."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = entry.read_text().rpartition(")")
        except OSError:
            continue
        state, _, of = rest.split()[:3]
        if int(of) == group and state != "Z":
            found.append(name)
    return found


def test_workers_end_with_a_scan_that_is_killed(tmp_path: Path) -> None:
    """It is killed while it waits for a pipe, so that it is never at its end before."""
    folder, dump, pipe = a_workspace(tmp_path), tmp_path / "dump", tmp_path / "pipe"
    dump.mkdir()
    for n in range(24):
        (dump / f"{n}.txt").write_text(f"{NAMES[n % 9]} said so, on page {n}.\n" + "Nothing to see.\n" * 20_000)
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "leakscan", "scan", str(dump), str(pipe), "--workspace", str(folder)]
    with subprocess.Popen(
        [*command, "--workers", "2"], start_new_session=True, cwd=ROOT, stderr=subprocess.DEVNULL
    ) as begun:
        with open_store(folder / "leakscan.db") as store:
            until(lambda: len(store.hits()) > 0, seconds=90)
        assert len(_members(begun.pid)) >= 3  # the scan, the server of its workers, a worker
        begun.kill()
    until(lambda: not _members(begun.pid), seconds=90)
    pipe.unlink()
    pipe.write_text("nothing to see\n")
    assert "going on" in scan(folder, str(dump), str(pipe), "--workers", "2")[1]
    assert len(outcome(folder)["places"]) == 24
