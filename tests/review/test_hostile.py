"""The full-screen review shows what strangers wrote as text, on the screen and to the terminal beneath it."""

from __future__ import annotations

import asyncio
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from collections import Counter
from fcntl import ioctl
from pathlib import Path

import pytest

from leakscan.store import open_store
from tests.cli.hostile import ROOT, make
from tests.hostile import sample, strings, unsafe
from tests.review.driving import sitting

_LAID_OUT = re.compile(rb"\x1b\[[0-9;]*[mH]|[\r\n]")  # colours, and where a line begins
_ASKED = re.compile(rb"\x1b[\[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\|[@-~])|[\x00-\x08\x0b-\x1f\x7f]")


@pytest.mark.parametrize("count", [20, pytest.param(500, marks=[pytest.mark.slow, pytest.mark.timeout(3_000)])])
def test_no_string_in_any_field_is_more_than_text_on_the_screen(tmp_path: Path, count: int) -> None:
    some = sample(count) if count < len(strings()) else strings()
    make(tmp_path, some)

    async def look() -> None:
        with open_store(tmp_path / "leakscan.db") as store:
            async with sitting(store, size=(160, 50)) as a:
                seen: set[str] = set()
                while a.looked_at not in seen:
                    seen.add(a.looked_at)
                    assert unsafe(a.screen) == [], a.looked_at
                    await a.press("v")
                    assert unsafe(a.screen) == [], a.looked_at
                    await a.press("j")
                assert len(seen) == len(a.session.items)
                await a.press("m")
                assert unsafe(a.screen) == []

    asyncio.run(look())


class Terminal:
    """A review on a terminal of its own: keys in, bytes out."""

    def __init__(self, root: Path) -> None:
        self._ours, theirs = pty.openpty()
        ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.set_blocking(self._ours, False)
        command = [sys.executable, "-m", "leakscan", "--workspace", str(root), "review"]
        surroundings = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LEAKSCAN_USER": "kim"}
        streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
        self.process = subprocess.Popen(command, env=surroundings, start_new_session=True, **streams)  # type: ignore[call-overload]
        os.close(theirs)
        self.told = b""

    def read(self) -> None:
        """Take what has been written."""
        try:
            while chunk := os.read(self._ours, 65_536):
                self.told += chunk
        except OSError:  # nothing yet, or no more
            return

    def until(self, what: bytes, seconds: float = 60) -> None:
        """Read until this has been written."""
        end = time.monotonic() + seconds
        while what not in self.told:
            assert time.monotonic() < end, self.told[-500:]
            self.read()
            time.sleep(0.01)

    def press(self, keys: str) -> None:
        """Send keys."""
        os.write(self._ours, keys.encode())

    def end(self) -> int:
        """Wait for the review to end; returns its exit status, or minus the signal's number."""
        end = time.monotonic() + 60
        while (status := self.process.poll()) is None:
            assert time.monotonic() < end, self.told[-500:]
            self.read()
            time.sleep(0.01)
        os.close(self._ours)
        return int(status)


def asked_of_the_terminal(root: Path, hits: int) -> Counter[bytes]:
    """What the review asks of its terminal beyond text, colours and places, while every hit is looked at."""
    terminal = Terminal(root)
    terminal.until(b"leakscan review")
    for _ in range(hits):
        terminal.press("j")
        time.sleep(0.05)
    terminal.press("q")
    assert terminal.end() == 0
    return Counter(_ASKED.findall(_LAID_OUT.sub(b"", terminal.told)))


def test_the_terminal_is_asked_for_nothing_that_a_stranger_wrote(tmp_path: Path) -> None:
    some = sample(12)
    counted = {}
    for name, texts in (("hostile", some), ("plain", [f"plain {n}" for n in range(len(some))])):
        root = tmp_path / name
        root.mkdir()
        make(root, texts)
        counted[name] = asked_of_the_terminal(root, len(some))
    assert {b"\x1b[?1049h", b"\x1b[?1049l"} <= set(counted["plain"]), "the screen was taken, and given back"
    pictures = {b"\x1b[?2026h", b"\x1b[?2026l"}  # around each, of which there may be more or fewer
    assert {**counted["hostile"], **dict.fromkeys(pictures, 0)} == {**counted["plain"], **dict.fromkeys(pictures, 0)}


def test_what_was_decided_outlives_a_kill(tmp_path: Path) -> None:
    hits = make(tmp_path, [f"plain {n}" for n in range(6)])
    with open_store(tmp_path / "leakscan.db") as store:
        store.triage([hit for hit in hits if store.hit(hit).hit.status == "dismissed"], "reopen", "kim")
        terminal = Terminal(tmp_path)
        terminal.until(b"leakscan review")
        terminal.press("c")
        terminal.until(b"confirmed; u takes it back")
        terminal.process.kill()
        assert terminal.end() == -signal.SIGKILL
        assert sorted(str(status) for status, _ in store.states(hits).values()) == ["confirmed", *["new"] * 5]
        assert store.verify() == []
