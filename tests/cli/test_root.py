from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from leakscan import __version__
from leakscan.cli import app
from leakscan.cli.console import program
from leakscan.cli.root import RootGroup
from leakscan.errors import ReadError, UsageError
from tests.cli.conftest import Desk

run = CliRunner()


def ending(raises: Callable[[], None]) -> typer.Typer:
    root = typer.Typer(cls=RootGroup, pretty_exceptions_enable=False)
    root.command("go")(raises)
    root.callback()(lambda: None)
    return root


def usage() -> None:
    raise UsageError("name a file")


def incomplete() -> None:
    raise ReadError("no such file")


def interrupted() -> None:
    raise KeyboardInterrupt


def fault() -> None:
    raise ZeroDivisionError


def pipe_closed() -> None:
    raise BrokenPipeError


@pytest.mark.parametrize(("command", "status"), [(usage, 2), (incomplete, 3), (interrupted, 3), (fault, 3)])
def test_every_ending_is_one_of_the_four_statuses(command: Callable[[], None], status: int) -> None:
    result = run.invoke(ending(command), ["go"])
    assert result.exit_code == status
    assert "error: " in result.stderr
    assert not result.stdout


def test_a_mistyped_option_is_a_usage_error() -> None:
    assert run.invoke(app, ["init", "--watchlst", "x"]).exit_code == 2


def test_an_unknown_command_is_a_usage_error() -> None:
    assert run.invoke(app, ["scam"]).exit_code == 2


def test_the_version() -> None:
    result = run.invoke(app, ["--version"])
    assert (result.exit_code, result.stdout.strip()) == (0, f"leakscan {__version__}")


def test_a_reader_that_goes_away_is_not_a_hit() -> None:
    code = "import sys; from tests.cli.test_root import ending, pipe_closed; ending(pipe_closed)(['go'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 3


def test_the_program_is_named_as_the_shell_would_find_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "my env" / "leakscan")])
    assert program() == "'my env/leakscan'"
    (tmp_path / "bin" / "leakscan").touch(mode=0o755)
    assert program() == "leakscan"
    monkeypatch.setattr(sys, "argv", ["pytest"])
    assert program() == "leakscan"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from leakscan.cli import app\n"
        "heavy = {'scrapy', 'twisted', 'numpy', 'sqlite_utils', 'rapidfuzz', 'selectolax', 'lxml', 'leakscan.config'}\n"
        "heavy.add('pydantic')\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_interrupt_from_outside_ends_as_incomplete() -> None:
    code = (
        "import signal, time; from tests.cli.test_root import ending\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # whoever began the tests may have it ignored
        "def wait():\n    print('ready', flush=True); time.sleep(30)\n"
        "ending(wait)(['go'])"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 3


def test_an_error_after_the_reader_went_away_is_not_a_hit_either(desk: Desk) -> None:
    """The error is told on stderr before what the pipe did not take is given up."""
    hit = desk.leak()
    (kept,) = (desk.root / "evidence").rglob("*.warc.gz")
    kept.unlink()
    command = [sys.executable, "-m", "leakscan", "--workspace", str(desk.root), "hits", "show", hit]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(20) == 3
