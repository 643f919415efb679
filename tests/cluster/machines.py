"""A real Dask cluster on loopback: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from leakscan.cluster import Access
from tests.crawl.authority import Authority

ROOT = Path(__file__).parents[2]


@dataclass
class Machines:
    """The processes; ``address`` is the scheduler's."""

    folder: Path
    files: dict[str, Path]
    address: str = ""
    workers: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, *resources: str) -> None:
        """Start a worker."""
        more = ["--resources", " ".join(resources)] if resources else []
        self.workers[name] = _run(
            self.folder,
            "worker",
            self.address,
            "--name",
            name,
            "--nthreads",
            "1",
            "--no-dashboard",
            *more,
            tls=self.files,
        )

    def kill(self, name: str) -> None:
        """End a worker as a power failure would, its nanny with it; what it had started is not asked."""
        nanny = self.workers.pop(name)
        for process in (nanny.pid, *_children(nanny.pid)):
            os.kill(process, signal.SIGKILL)
        nanny.wait()


def access(machines: Machines) -> Access:
    """How a client gets in."""
    certificate = machines.files["--tls-cert"]
    return Access(machines.address, machines.files["--tls-ca-file"], certificate, certificate)


def table(machines: Machines) -> str:
    """The same as lines of leakscan.toml."""
    files = {"ca": "--tls-ca-file", "certificate": "--tls-cert", "key": "--tls-cert"}
    return "\n".join(f'{name} = "{machines.files[option]}"' for name, option in files.items())


@contextmanager
def cluster(folder: Path, workers: Sequence[str], *, tls: bool = True) -> Iterator[Machines]:
    """A scheduler and workers; a worker's name may be followed by resources: ``w1 tor=1``."""
    files: dict[str, Path] = {}
    if tls:
        authority = Authority(folder)
        pem = authority.write("127.0.0.1")
        files = {"--tls-ca-file": authority.path, "--tls-cert": pem, "--tls-key": pem}
    machines = Machines(folder, files)
    note = folder / "scheduler.json"
    where = ("--host", "127.0.0.1", "--port", "0", "--protocol", "tls" if tls else "tcp", "--no-dashboard")
    scheduler = _run(folder, "scheduler", *where, "--scheduler-file", str(note), tls=files)
    try:
        machines.address = _address(note)
        for worker in workers:
            machines.start(*worker.split())
        yield machines
    finally:
        for name in list(machines.workers):
            machines.kill(name)
        os.killpg(scheduler.pid, signal.SIGKILL)
        scheduler.wait()


def _children(parent: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _address(note: Path) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if note.exists() and note.read_text():
            return str(json.loads(note.read_text())["address"])
        time.sleep(0.05)
    raise AssertionError("the scheduler does not come up")


def _run(folder: Path, *words: str, tls: dict[str, Path]) -> subprocess.Popen[bytes]:
    given = [part for option, path in tls.items() for part in (option, str(path))]
    quiet = {"DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:], *given]
    with (folder / f"{words[0]}.log").open("ab") as log:
        return subprocess.Popen(
            command, cwd=folder, env=os.environ | quiet, stdout=log, stderr=log, start_new_session=True
        )
