from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from leakscan.cli import app
from leakscan.store import open_store
from tests.scan.lists import LEAK, NAMES, NEWS, write_watchlist

run = CliRunner()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a workspace: a watchlist, a leak, a mention and a quiet page."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LEAKSCAN_WORKSPACE", raising=False)
    write_watchlist(tmp_path / "acme.csv")
    (tmp_path / "dump").mkdir()
    (tmp_path / "dump" / "leak.csv").write_text(LEAK)
    (tmp_path / "news.txt").write_text(NEWS)
    (tmp_path / "quiet.txt").write_text("Nothing to see.\n")
    return tmp_path


def scan(*arguments: str, stdin: str | None = None) -> Result:
    return run.invoke(app, ["scan", *arguments], input=stdin, env={"COLUMNS": "200"})


LIST = ("--watchlist", "acme.csv", "--no-store")


def test_a_leak_ends_in_1_with_the_hit_on_stdout_alone(place: Path) -> None:
    result = scan("dump", "news.txt", *LIST, "--format", "jsonl")
    hits = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [(h["document"]["path"], h["verdict"]) for h in hits] == [
        ("dump/leak.csv", "client-list"),
        ("news.txt", "mention"),
    ]
    assert "2 documents read" in result.stderr
    assert not (place / "leakscan.db").exists()


def test_a_mention_is_printed_and_ends_in_0(place: Path) -> None:
    result = scan("news.txt", *LIST, "--format", "json")
    assert result.exit_code == 0
    assert [h["verdict"] for h in json.loads(result.stdout)] == ["mention"]


def test_the_table_begins_at_low_and_names_no_client(place: Path) -> None:
    result = scan(".", *LIST)
    assert "dump/leak.csv" in result.stdout
    assert not any(name in result.stdout for name in NAMES)
    assert "acme.csv" not in result.stdout  # the list itself is not what was looked for
    assert NAMES[0] in scan("dump", *LIST, "--names").stdout


def test_min_severity_narrows_what_is_printed_and_not_the_exit_status(place: Path) -> None:
    result = scan("dump", "news.txt", *LIST, "--format", "jsonl", "--min-severity", "low")
    assert len(result.stdout.splitlines()) == 1
    assert scan("news.txt", *LIST, "--fail-on", "info").exit_code == 1
    assert scan("dump", *LIST, "--fail-on", "critical", "--min-severity", "critical").exit_code == 1


def test_quiet_pages_end_in_0_with_nothing_on_stdout(place: Path) -> None:
    result = scan("quiet.txt", *LIST)
    assert (result.exit_code, result.stdout) == (0, "")


def test_what_can_not_be_read_ends_in_3_whatever_else_was_found(place: Path) -> None:
    result = scan("dump", "missing.txt", *LIST, "--format", "jsonl")
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 1
    assert "missing.txt: no such file" in result.stderr


def test_a_picture_is_skipped_and_said_so(place: Path) -> None:
    (place / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    result = scan("p.png", "quiet.txt", *LIST)
    assert result.exit_code == 0
    assert "p.png: PNG picture, not read" in result.stderr


def test_standard_input(place: Path) -> None:
    result = scan("-", *LIST, "--format", "jsonl", stdin=LEAK)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["document"]["path"] == "-"


@pytest.mark.parametrize(
    "arguments",
    [
        ("quiet.txt",),
        ("quiet.txt", "--watchlist", "acme.csv"),
        ("quiet.txt", "--watchlist", "nobody", "--no-store"),
        ("quiet.txt", *LIST, "--format", "xml"),
        ("quiet.txt", *LIST, "--db", "x.db"),
        ("quiet.txt", *LIST, "--fail-on", "loud"),
        ("quiet.txt", *LIST, "--workers", "0"),
        ("nosuch://x", *LIST),
        LIST,
    ],
)
def test_errors_of_use_end_in_2_with_nothing_on_stdout(place: Path, arguments: tuple[str, ...]) -> None:
    result = scan(*arguments)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert len(result.stderr) > 20


def test_without_a_workspace_the_message_says_what_to_do(place: Path) -> None:
    said = " ".join(scan("quiet.txt", "--watchlist", "acme.csv").stderr.split())
    assert "--no-store" in said
    assert "--db" in said


def test_hits_are_kept_in_the_database_that_is_named(place: Path) -> None:
    assert scan("dump", "news.txt", "--watchlist", "acme.csv", "--db", "my.db").exit_code == 1
    with open_store(place / "my.db") as store:
        assert len(store.hits()) == 2
        assert (store.runs()[0].kind, store.runs()[0].documents) == ("scan", 2)


def test_a_workspace_keeps_hits_and_evidence_and_is_not_scanned_itself(place: Path) -> None:
    assert run.invoke(app, ["init", ".", "--watchlist", "acme.csv"]).exit_code == 0
    (place / "acme.csv").unlink()
    for _again in range(2):
        result = scan(".", "--format", "jsonl")
        assert result.exit_code == 1, result.output
        paths = [json.loads(line)["document"]["path"] for line in result.stdout.splitlines()]
        assert paths == ["./dump/leak.csv", "./news.txt"]
        assert "leakscan.db: leakscan's own file" in result.stderr
    with open_store(place / "leakscan.db") as store:
        assert len(store.hits()) == 2
        assert len(store.runs()) == 2
    assert len(list((place / "evidence").rglob("*.warc.gz"))) == 2
    assert scan("dump", "--watchlist", "acme", "--no-store").exit_code == 1


def test_a_watchlists_own_abbreviations_are_found_and_explained(place: Path) -> None:
    run.invoke(app, ["init", ".", "--watchlist", "acme.csv"])
    (place / "own.txt").write_text("customer,accounts\nAkron Polcon,17\nTulsa Polcon,3\n")
    assert scan("own.txt", "--no-store", "--format", "jsonl").stdout == ""
    config = place / "leakscan.toml"
    config.write_text(
        config.read_text().replace('acme.csv"', 'acme.csv"\nabbreviations = { "Polcon" = "Police Department" }')
    )
    result = scan("own.txt", "--no-store", "--format", "jsonl", "--names")
    matches = json.loads(result.stdout)["matches"]
    assert [(one["entry"], one["text"]) for one in matches] == [
        ("Akron Police Department", "Akron Polcon"),
        ("Tulsa Police Department", "Tulsa Polcon"),
    ]


def test_thresholds_of_the_workspace_hold_unless_an_option_says_otherwise(place: Path) -> None:
    run.invoke(app, ["init", ".", "--watchlist", "acme.csv"])
    config = place / "leakscan.toml"
    config.write_text(config.read_text().replace('fail_on = "medium"', 'fail_on = "info"'))
    assert scan("news.txt").exit_code == 1
    assert scan("news.txt", "--fail-on", "medium").exit_code == 0


def test_an_incomplete_scan_is_an_incomplete_run(place: Path) -> None:
    scan("missing.txt", "dump", "--watchlist", "acme.csv", "--db", "my.db")
    with open_store(place / "my.db") as store:
        ended = store.runs()[0]
    assert (ended.status, ended.exit_status) == ("incomplete", 3)
    assert "missing.txt" in ended.problems[0]


def test_two_processes_print_what_one_prints(place: Path) -> None:
    one = scan("dump", "news.txt", *LIST, "--format", "csv")
    two = scan("dump", "news.txt", *LIST, "--format", "csv", "--workers", "2")
    assert two.exit_code == 1
    assert [line.split(",")[0] for line in one.stdout.splitlines()] == [
        line.split(",")[0] for line in two.stdout.splitlines()
    ]


def test_as_a_process_with_a_poor_charset(place: Path) -> None:
    (place / "dump" / "caf\u00e9 \u202e\x1b[2J.csv").write_text(LEAK + "x,1,1\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "leakscan", "scan", "dump", *LIST]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 1, done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"client-list" in done.stdout


def test_hits_that_are_left_out_are_counted(place: Path) -> None:
    init = run.invoke(app, ["init", "w", "--watchlist", "acme.csv"])
    assert init.exit_code == 0, init.output
    done = scan("dump", "news.txt", "--workspace", "w", "--keep-from", "low", "--format", "jsonl")
    assert (done.exit_code, len(done.stdout.splitlines())) == (1, 1)
    assert "hits: 1 critical; 1 below left out" in done.stderr
    with open_store(place / "w" / "leakscan.db") as store:
        assert len(store.hits()) == 1
    assert scan("dump", *LIST, "--keep-from", "high", "--fail-on", "low").exit_code == 2
