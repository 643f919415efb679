"""A workspace on disk and the command line in processes of their own.

They are forked from one that has imported everything already: the same program, sooner. ``run_installed`` starts the
interpreter afresh, as a shell would.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

from tests.crawl.visiting import forks

ROOT = Path(__file__).parents[2]
CLIENTS = ["Maple Hollow Police", "Cedar Bend Sheriff", "Quillfeather Logistics", "Brackenridge Savings"]


def workspace(folder: Path, *sources: tuple[str, str, str], more: str = "") -> Path:
    """A workspace with one watchlist and sources given as (name, spider, url), on loopback and without delay."""
    (folder / "watchlists").mkdir(parents=True)
    (folder / "watchlists" / "acme.csv").write_text("name\n" + "".join(f"{name}\n" for name in CLIENTS), "utf-8")
    text = '[watchlist.acme]\npath = "watchlists/acme.csv"\n'
    for name, spider, url in sources:
        text += f'[source.{name}]\nspider = "{spider}"\nurl = "{url}"\ndelay = 0\nallow_private = true\n{more}\n'
    (folder / "leakscan.toml").write_text(text, "utf-8")
    return folder


class Running:
    """A command under way, with what of :class:`subprocess.Popen` the tests use."""

    def __init__(self, folder: Path, arguments: tuple[str, ...]) -> None:
        self._said = Path(mkdtemp(prefix="said-", dir=folder.parent))
        self._process = forks.Process(target=_work, args=(folder, arguments, self._said))
        self._process.start()
        assert self._process.pid is not None
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def kill(self) -> None:
        self._process.kill()

    def communicate(self, timeout: float = 60) -> tuple[str, str]:
        self._process.join(timeout)
        assert self.returncode is not None, "the command takes too long"
        return (self._said / "out").read_text("utf-8"), (self._said / "err").read_text("utf-8")


def _work(folder: Path, arguments: tuple[str, ...], said: Path) -> None:
    for number, name in ((1, "out"), (2, "err")):
        descriptor = os.open(said / name, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        os.dup2(descriptor, number)
    os.chdir(folder)
    os.environ["LEAKSCAN_WORKSPACE"] = str(folder)
    os.environ["PYTHONPATH"] = str(ROOT)  # for the processes it starts
    sys.argv = ["leakscan", *arguments]
    from leakscan.cli import main

    main()


def start(folder: Path, *arguments: str) -> Running:
    """Start `leakscan ARGUMENTS` in the folder."""
    return Running(folder, arguments)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `leakscan ARGUMENTS` in the folder to its end."""
    child = start(folder, *arguments)
    out, err = child.communicate()
    return subprocess.CompletedProcess(arguments, child.returncode or 0, out, err)


def run_installed(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The same by an interpreter of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LEAKSCAN_WORKSPACE": str(folder), "NO_COLOR": "1", "COLUMNS": "200"}
    command = [sys.executable, "-m", "leakscan", *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=60)
