from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from leakscan.store import Mute
from tests.cli.conftest import NAMES, Desk
from tests.output.hits import HOSTILE


@pytest.fixture
def three(desk: Desk) -> list[str]:
    return [desk.leak(), desk.leak(NAMES[:6], path="b.csv"), desk.leak(NAMES[:4], severity="low", path="c.csv")]


def statuses(desk: Desk, hits: list[str]) -> list[str]:
    with desk.store() as store:
        return [str(store.hit(hit).hit.status) for hit in hits]


def test_a_filter_is_shown_before_it_changes_anything(desk: Desk, three: list[str]) -> None:
    done = desk.run("hits", "dismiss", "--severity", "high..", "--reason", "x", "--dry-run")
    assert (done.exit_code, "2 hits to dismiss:" in done.stderr) == (0, True)
    assert [hit in done.stderr for hit in three] == [True, True, False]
    assert statuses(desk, three) == ["new"] * 3


def test_a_filter_without_anybody_to_ask_needs_a_yes(desk: Desk, three: list[str]) -> None:
    done = desk.run("hits", "dismiss", "--severity", "high..", "--reason", "x")
    assert (done.exit_code, "add --yes" in done.stderr) == (2, True)
    assert statuses(desk, three) == ["new"] * 3
    assert desk.run("hits", "dismiss", "--severity", "high..", "--reason", "x", "--yes").exit_code == 0
    assert statuses(desk, three) == ["dismissed", "dismissed", "new"]


def test_ids_or_a_filter_but_one_of_them(desk: Desk, three: list[str]) -> None:
    assert desk.run("hits", "confirm").exit_code == 2
    assert desk.run("hits", "confirm", three[0], "--status", "new").exit_code == 2
    done = desk.run("hits", "confirm", three[0], "--dry-run")
    assert (done.exit_code, "1 hit to confirm" in done.stderr) == (0, True)
    assert statuses(desk, three) == ["new"] * 3


def test_a_filter_that_nothing_passes_changes_nothing(desk: Desk, three: list[str]) -> None:
    done = desk.run("hits", "confirm", "--status", "resolved")
    assert (done.exit_code, "0 hits to confirm" in done.stderr) == (0, True)


def test_undo_takes_back_the_whole_of_the_last_decision(desk: Desk, three: list[str]) -> None:
    desk.run("hits", "acknowledge", three[0])
    desk.run("hits", "confirm", *three, "--reason", "ours")
    assert desk.run("hits", "undo").exit_code == 0
    assert statuses(desk, three) == ["acknowledged", "new", "new"]
    assert desk.run("hits", "undo").exit_code == 0
    assert statuses(desk, three) == ["new"] * 3
    done = desk.run("hits", "undo")
    assert (done.exit_code, "decided nothing that could be undone" in done.stderr) == (2, True)
    assert re.search(
        r"kim  undo confirm: confirmed → acknowledged \(event 2\)", desk.run("hits", "show", three[0]).stdout
    )
    assert desk.run("verify").exit_code == 0


def test_what_is_muted_is_not_listed_and_said_so(desk: Desk, three: list[str]) -> None:
    with desk.store() as store:
        plain = "UPDATE hits SET assessment = json_set(assessment, '$.canaries', json('[]')) WHERE id <> ?"
        store._db.execute(plain, [three[0]])
    done = desk.run("hits", "mute", "--watchlist", "acme", "--for", "30d", "--reason", "a drill")
    assert (done.exit_code, "mute 1 hides 2 hits" in done.stderr) == (0, True)
    listed = desk.run("hits", "list")
    assert {line.split()[0] for line in listed.stdout.splitlines()} == {three[0]}, "a canary is never hidden"
    assert "2 more are muted" in listed.stderr
    assert len(desk.run("hits", "list", "--muted").stdout.splitlines()) == 3
    assert re.search(r"1 +active +2 +\d{4}-\d\d-\d\d +watchlist acme +kim +a drill", desk.run("hits", "mutes").stdout)
    assert desk.run("hits", "undo").exit_code == 0
    assert len(desk.run("hits", "list").stdout.splitlines()) == 3
    assert "ended" in desk.run("hits", "mutes").stdout


@pytest.mark.parametrize(
    "wrong",
    [
        ["--for", "30d", "--reason", "x"],
        ["--source", "a", "--incident", "1", "--for", "30d", "--reason", "x"],
        ["--source", "a", "--for", "30d"],
        ["--source", "a", "--reason", "x"],
        ["--source", "a", "--for", "30d", "--reason", " "],
        ["--source", "a", "--for", "2020-01-01", "--reason", "x"],
        ["--source", "a", "--for", "soon", "--reason", "x"],
        ["--source", "a", "--for", "99999999w", "--reason", "x"],
        ["--entry", "nobody", "--for", "30d", "--reason", "x"],
    ],
)
def test_a_mute_needs_one_thing_a_reason_and_an_end(desk: Desk, three: list[str], wrong: list[str]) -> None:
    assert desk.run("hits", "mute", *wrong).exit_code == 2
    assert "nothing is muted" in desk.run("hits", "mutes").stderr


@pytest.mark.parametrize(
    "wrong", [["--watchlist", "nope"], ["--source", "nope"], ["--incident", "99"], ["--entry", "Nope"]]
)
def test_a_mute_of_what_nobody_knows_is_refused(desk: Desk, three: list[str], wrong: list[str]) -> None:
    done = desk.run("hits", "mute", *wrong, "--for", "1d", "--reason", "x")
    assert done.exit_code == 2
    assert "nothing is muted" in desk.run("hits", "mutes").stderr


def test_a_mute_of_an_entry_is_listed_masked(desk: Desk, three: list[str]) -> None:
    assert desk.run("hits", "mute", "--entry", NAMES[0], "--for", "1d", "--reason", "x").exit_code == 0
    shown = desk.run("hits", "mutes")
    assert "unused" in shown.stdout
    assert "Northwind" not in shown.stdout + desk.run("hits", "mutes", "--json").stdout
    assert "Northwind" in desk.run("hits", "mutes", "--reveal").stdout
    assert desk.run("hits", "unmute", "1").exit_code == 0
    assert desk.run("hits", "unmute", "1").exit_code == 2


UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@pytest.mark.parametrize("evil", [" ".join(HOSTILE), "\ud800", "[/b]\x9b=1"])
def test_nothing_hostile_reaches_the_terminal(desk: Desk, evil: str) -> None:
    """Hostile text in every field that a stranger or a colleague fills, through every command that shows it."""
    words = evil.strip() or "x"
    kept = evil.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode()
    desk.leak(path=kept, source=f"s{kept}")
    with desk.store() as store:
        store._db.execute("UPDATE sightings SET title = ?, author = ?, url = ?", [kept] * 3)
        store._db.execute("UPDATE entries SET name = name || ? WHERE id < 3", [kept])
        store.mute(Mute(words, f"kim{evil}", datetime.now(UTC) + timedelta(days=1), source=f"s{evil}"))
    commands = [
        *(["hits", "export", "--format", name, "--reveal"] for name in ("csv", "html", "json", "sarif", "table")),
        ["hits", "mutes"], ["hits", "mutes", "--json"], ["hits", "list", "--muted"], ["verify"], ["report"],
        ["report", "--reveal", "--format", "html"], ["report", "--reveal", "--format", "json"],
        ["hits", "list", "--text", evil], ["hits", "list", "--entry", evil], ["hits", "list", "--source", evil],
        ["hits", "dismiss", "--text", evil, "--reason", evil, "--dry-run"], ["hits", "confirm", "--muted", "--dry-run"],
        ["hits", "mute", "--entry", evil, "--for", evil, "--reason", evil], ["report", "--for-client", evil],
        ["hits", "export", "--format", evil], ["report", "--format", evil], ["verify", "--head", evil],
    ]  # fmt: skip
    for command in commands:
        done = desk.run(*command)
        assert done.exit_code in {0, 2, 3}, (command, done.output)
        assert done.exception is None or isinstance(done.exception, SystemExit), command
        assert not UNSAFE.search(done.stdout + done.stderr), (command, done.stdout, done.stderr)
        assert "fault in leakscan" not in done.stderr, command


@pytest.mark.parametrize(("answer", "became"), [("y", "dismissed"), ("n", "new")])
def test_on_a_terminal_somebody_is_asked(desk: Desk, answer: str, became: str) -> None:
    hit = desk.leak()
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "leakscan", "--workspace", str(desk.root)]
    command += ["hits", "dismiss", "--status", "new", "--reason", "x"]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        told = b""
        while b"dismiss 1 hit?" not in told:
            told += os.read(ours, 4_096)
        os.write(ours, f"{answer}\n".encode())
        assert process.wait(60) == 0
    os.close(ours)
    assert b"1 hit to dismiss:" in told
    assert statuses(desk, [hit]) == [became]
