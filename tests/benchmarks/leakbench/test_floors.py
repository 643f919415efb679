"""Floors are raised, or lowered with a reason, and never rewritten: all versions of their file are held against it."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.benchmarks.leakbench.floors import FILE, floors, wrong_with


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=FILE.parent, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no history without git")
def test_no_floor_was_lowered_silently() -> None:
    _, least, most = floors(FILE.read_text("utf-8"))
    for commit in _git("log", "--format=%H", "--", FILE.name).split():
        text = _git("show", f"{commit}:./{FILE.name}")
        _, before_least, before_most = floors(text)
        assert wrong_with(before_least, least, 1) + wrong_with(before_most, most, -1) == [], commit


@pytest.mark.parametrize(
    ("now", "silent"),
    [
        ([{"at": 0.9}], False),
        ([{"at": 0.9}, {"at": 0.95}], False),
        ([{"at": 0.9}, {"at": 0.8}], True),
        ([{"at": 0.9}, {"at": 0.8, "why": "the corpus has twice as many kinds"}], False),
        ([{"at": 0.8}], True),
        ([], True),
    ],
)
def test_a_silent_change_is_noticed(now: list[dict[str, object]], silent: bool) -> None:
    assert bool(wrong_with({"recall": [{"at": 0.9}]}, {"recall": now}, 1)) == silent


def test_what_may_not_be_exceeded_is_lowered_freely() -> None:
    assert wrong_with({}, {"Brier": [{"at": 0.005}, {"at": 0.002}]}, -1) == []
    assert wrong_with({}, {"Brier": [{"at": 0.002}, {"at": 0.005}]}, -1)
