from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from leakscan.cli import app
from leakscan.demo.outcome import judge
from leakscan.demo.run import Demo
from tests.demo.test_outcome import LEAK

ROOT = Path(__file__).parents[2]


def leakscan(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LEAKSCAN_USER": "tester"}
    command = [sys.executable, "-m", "leakscan", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("demo")
    return folder, leakscan("demo", cwd=folder)


def test_the_demo_finds_exactly_what_it_planted(ran: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, done = ran
    assert done.returncode == 0, done.stdout + done.stderr
    for planted in ("leaked list of 2", "edited repost of 2", "sample in a forum post of 12"):
        assert planted in done.stdout
    assert "ALERTED ON" not in done.stdout
    assert "articles about the breach, 20 naming up to 10 of your clients: not alerted on" in done.stdout
    assert "paste-site: ok" in done.stderr
    assert "forum: ok" in done.stderr


def test_the_commands_it_prints_work_as_printed(ran: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, done = ran
    commands = [line.strip() for line in done.stdout.splitlines() if line.startswith("  leakscan --workspace")]
    assert len(commands) == 6
    for command in commands:
        result = leakscan(*shlex.split(command)[1:], cwd=folder)
        assert result.returncode == 0, (command, result.stderr)
    listed = leakscan("--workspace", "leakscan-demo", "hits", "list", "--status", "confirmed", "--json", cwd=folder)
    (confirmed,) = map(json.loads, listed.stdout.splitlines())
    assert [found["copy"] for found in confirmed["canaries"]] == ["partner-b"]
    assert confirmed["figures"]["searches"]["compared"] > 200


def test_a_foreign_folder_ends_with_two(tmp_path: Path) -> None:
    (tmp_path / "something").touch()
    done = leakscan("demo", "--keep", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "name another folder with --keep" in done.stderr


def test_a_difference_ends_with_three_and_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = Demo(1, judge({"u1": LEAK}, [], {"u1"}, []), 9)
    monkeypatch.setattr("leakscan.demo.run.run_demo", lambda *_, **__: missing)
    done = CliRunner().invoke(app, ["demo", "--keep", str(tmp_path / "demo")])
    assert done.exit_code == 3
    assert "NOT FOUND: leaked list, the leak" in done.stdout
