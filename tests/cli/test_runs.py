from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from leakscan.model import Health
from leakscan.store import Visit
from tests.cli.conftest import Desk

AT = datetime(2026, 11, 22, 18, tzinfo=UTC)


def crawled(desk: Desk) -> int:
    with desk.store() as store:
        run = store.begin_run("crawl")
        store.visit(run, Visit("paste", Health.OK, AT, AT, "", 4, 1234567, 3, 1))
        store.visit(run, Visit("forum\x1b[2J", Health.LOGIN_WALL, AT, AT, "asks to \u202e[/log in]", gap="3 hours"))
        store.end_run(run, status="incomplete", exit_status=3, problems=["forum: login wall\x07"])
    return run


def test_runs_are_listed_newest_first(desk: Desk) -> None:
    first, second = crawled(desk), crawled(desk)
    done = desk.run("runs", "list")
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["RUN", str(second), str(first)]
    assert "incomplete  3         4  1,234,567" in done.stdout
    assert len(desk.run("runs", "list", "--limit", "1").stdout.splitlines()) == 2
    assert desk.run("runs").stdout == done.stdout, "nothing asked for is all of them"


def test_a_run_shows_its_sources_and_problems_and_nothing_a_terminal_obeys(desk: Desk) -> None:
    told = desk.run("runs", "show", str(crawled(desk))).stdout
    assert "paste" in told
    assert "login-wall" in told
    assert "asks to \\u202e[/log in]; gap: 3 hours" in told
    assert "problem: forum: login wall\\x07" in told
    assert not {"\x1b", "\u202e", "\x07"} & set(told)


def test_runs_as_json(desk: Desk) -> None:
    run = crawled(desk)
    (listed,) = map(json.loads, desk.run("runs", "list", "--json").stdout.splitlines())
    shown = json.loads(desk.run("runs", "show", str(run), "--json").stdout)
    assert listed["status"] == shown["status"] == "incomplete"
    assert [(visit["health"], visit["gap"]) for visit in shown["visits"]] == [("ok", None), ("login-wall", "3 hours")]
    assert shown["problems"] == ["forum: login wall\x07"]


def test_an_unknown_run_is_a_usage_error(desk: Desk) -> None:
    for wrong in ("7", "first"):
        assert desk.run("runs", "show", wrong).exit_code == 2


def test_no_runs_is_said_aloud(desk: Desk) -> None:
    done = desk.run("runs", "list")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "nothing was ever crawled or scanned here" in done.stderr


def test_what_is_overdue_is_said(desk: Desk) -> None:
    (desk.root / "leakscan.toml").write_text('[source.paste]\nspider = "pastebin"\nevery = "2m"\n')
    with desk.store() as store:
        ago = datetime.now(UTC) - timedelta(hours=3)
        store.visit(store.begin_run("crawl"), Visit("paste", Health.OK, ago, ago))
    assert "overdue: paste, by 3.0 hours" in desk.run("runs", "list").stderr


def test_runs_are_listed_though_the_configuration_is_broken(desk: Desk) -> None:
    (desk.root / "leakscan.toml").write_text("[source")
    done = desk.run("runs", "list")
    assert done.exit_code == 0
    assert "what is overdue can't be said" in done.stderr
