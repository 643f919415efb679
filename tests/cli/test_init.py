from __future__ import annotations

import stat
from pathlib import Path

from typer.testing import CliRunner

from leakscan.cli import app
from leakscan.config import load_config

run = CliRunner()


def test_a_new_workspace_has_a_configuration_that_loads(tmp_path: Path) -> None:
    result = run.invoke(app, ["init", str(tmp_path / "w")])
    assert result.exit_code == 0, result.output
    config = load_config(tmp_path / "w" / "leakscan.toml")
    assert not config.source
    assert not config.watchlist
    assert stat.S_IMODE((tmp_path / "w" / "evidence").stat().st_mode) == 0o700


def test_a_list_is_copied_and_named(tmp_path: Path) -> None:
    (tmp_path / "acme.csv").write_text("name\nAvon Police Department\n", encoding="utf-8")
    result = run.invoke(app, ["init", str(tmp_path / "w"), "--watchlist", str(tmp_path / "acme.csv")])
    assert result.exit_code == 0, result.output
    assert load_config(tmp_path / "w" / "leakscan.toml").watchlist["acme"].path == Path("watchlists/acme.csv")
    copy = tmp_path / "w" / "watchlists" / "acme.csv"
    assert copy.read_bytes() == (tmp_path / "acme.csv").read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_what_is_commented_out_is_valid_too(tmp_path: Path) -> None:
    run.invoke(app, ["init", str(tmp_path)])
    path = tmp_path / "leakscan.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join(
            line[2:] if line.startswith(("# [", "# s", "# e", "# u", "# m", "# p", "# c")) else line for line in lines
        ),
        encoding="utf-8",
    )
    config = load_config(path)
    assert set(config.source) == {"pastebin", "some-forum", "breach-news"}
    assert config.contact is not None


def test_an_existing_workspace_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "leakscan.toml").write_text("# mine", encoding="utf-8")
    result = run.invoke(app, ["init", str(tmp_path)])
    assert result.exit_code == 2
    assert (tmp_path / "leakscan.toml").read_text(encoding="utf-8") == "# mine"


def test_a_bad_list_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "acme.csv").write_text("customer\nAvon Police Department\n", encoding="utf-8")
    result = run.invoke(app, ["init", str(tmp_path / "w"), "--watchlist", str(tmp_path / "acme.csv")])
    assert result.exit_code == 2
    assert not (tmp_path / "w").exists()
