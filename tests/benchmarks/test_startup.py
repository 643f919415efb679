"""How long the command line takes to answer, against a Typer program with one empty command."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.benchmark

EMPTY = """\
import typer
app = typer.Typer()
@app.command()
def nothing() -> None:
    "Do nothing."
app()
"""
ROUNDS = 15
BAR = 1.5


def seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def test_help_answers_in_a_blink(tmp_path: Path) -> None:
    """Median of alternating rounds, so that both see the same machine."""
    (tmp_path / "empty.py").write_text(EMPTY, encoding="utf-8")
    empty = [sys.executable, str(tmp_path / "empty.py"), "--help"]
    ours = [str(Path(sys.executable).parent / "leakscan"), "--help"]
    if not Path(ours[0]).exists():
        ours = [sys.executable, "-m", "leakscan", "--help"]
    rounds = [(seconds(empty), seconds(ours)) for _ in range(ROUNDS)]
    ratio = statistics.median(r[1] for r in rounds) / statistics.median(r[0] for r in rounds)
    print(f"\nleakscan --help: {ratio:.2f} times an empty Typer program (bar {BAR})")
    assert ratio <= BAR
