from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import NAMES, Desk

ROOT = Path(__file__).parents[2]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def on_a_terminal(desk: Desk, *arguments: str, **environment: str) -> str:
    """What the command prints where a person looks on."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "leakscan", "--workspace", str(desk.root), *arguments]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "80", **environment}
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=variables) as process:
        os.close(theirs)
        told = b""
        try:
            while chunk := os.read(ours, 4096):
                told += chunk
        except OSError:  # how Linux says that the other end was closed
            assert process.wait(20) == 0
    os.close(ours)
    return told.decode().replace("\r\n", "\n")


def test_a_terminal_gets_a_heading_short_ids_and_colours_and_nothing_else_it_obeys(desk: Desk) -> None:
    hit = desk.leak(path="\x1b[2Jdump\u202e/" + "a" * 60 + ".csv")
    told = on_a_terminal(desk, "hits", "list")
    assert COLOUR.search(told)
    plain = COLOUR.sub("", told)
    assert not re.search("[\x1b\u202e]", plain)
    heading, line, place = plain.splitlines()[:3]
    assert heading.split()[:2] == ["ID", "SEVERITY"]
    assert line.split()[:3] == [hit[:8], "critical", "new"]
    assert place.strip().startswith("\\x1b[2Jdump\\u202e/aaa")
    assert all(len(one) <= 80 for one in plain.splitlines())


def test_matches_stand_out_by_colour_on_a_terminal(desk: Desk) -> None:
    told = on_a_terminal(desk, "hits", "show", desk.leak(NAMES))
    assert "\x1b[1;30;43mN••• B••• •••\x1b[0m" in told
    assert "‹" not in told


def test_no_colour_where_none_is_wanted(desk: Desk) -> None:
    hit = desk.leak()
    for command in (["list"], ["show", hit]):
        told = on_a_terminal(desk, "hits", *command, NO_COLOR="1")
        assert not re.search(r"\x1b\[[0-9;]*(?:3|4|9)[0-7]", told)
    assert "‹N••• B••• •••›" in COLOUR.sub("", told)
