from __future__ import annotations

import json
import stat

import pytest

from leakscan.report.formats.md import text
from tests.cli.conftest import NAMES, Desk


def test_a_report_is_masked_and_revealing_is_written_down(desk: Desk) -> None:
    hit = desk.leak()
    (desk.root / "leakscan.toml").write_text('[source.forum]\nspider = "mybb"\nurl = "https://forum.example/"\n')
    done = desk.run("report")
    assert done.exit_code == 0, done.stderr
    assert "12 clients surfaced" in done.stdout.replace("\\", "")
    assert "northwind" not in done.stdout.lower()
    assert "| forum | never visited |" in done.stdout
    assert "72 h left" in done.stdout
    assert "Northwind Branch 03" in desk.run("report", "--reveal").stdout
    with desk.store() as store:
        assert [event.action for event in store.events(hit)] == ["revealed"]


@pytest.mark.parametrize("name", ["html", "json", "md"])
def test_a_client_is_told_of_itself_alone(desk: Desk, name: str) -> None:
    desk.leak()
    done = desk.run("report", "--for-client", NAMES[3], "--format", name)
    assert done.exit_code == 0, done.stderr
    assert NAMES[3] in done.stdout
    assert not [other for other in NAMES if other != NAMES[3] and other.lower() in done.stdout.lower()]


def test_a_report_goes_into_a_private_file(desk: Desk) -> None:
    desk.leak()
    to = desk.root / "report.html"
    assert desk.run("report", "--format", "html", "-o", str(to)).exit_code == 0
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert "default-src" in to.read_text()
    assert desk.run("report", "-o", str(to)).exit_code == 2
    assert json.loads(desk.run("report", "--format", "json").stdout)["mentions"] == 0


@pytest.mark.parametrize(
    "wrong", [["--format", "pdf"], ["--since", "soon"], ["--watchlist", "acme"], ["--for-client", "Nobody"]]
)
def test_a_mistake_is_a_usage_error(desk: Desk, wrong: list[str]) -> None:
    desk.leak()
    assert desk.run("report", *wrong).exit_code == 2


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("[x](javascript:x)", r"\[x\]\(javascript\:x\)"),
        ("<b>&amp;", "&lt;b\\>&amp;amp;"),
        ("a|b", r"a\|b"),
        ("- x", r"\- x"),
        ("1. x", r"1\. x"),
        ("# x", r"\# x"),
        ("https://x.test www.y.test", r"https\://x\.test www\.y\.test"),
        ("12:30 2026-11-22", "12:30 2026-11-22"),
        ("a\n# b\x1b", r"a \# b\\x1b"),
    ],
)
def test_markdown_takes_nothing_for_markup(hostile: str, shown: str) -> None:
    assert text(hostile) == shown
