"""The doctor's opinion of workspaces that are well, and of each thing that can be wrong with one."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from leakscan.cli import app
from leakscan.model import Health
from leakscan.schedule.doctor import Finding, Level, examine, trusted
from leakscan.store import Mute, Visit, open_store
from leakscan.watchlist import load_watchlist
from leakscan.workspace import find_workspace
from tests.crawl.workspace import workspace

NOW = datetime.now(UTC).replace(microsecond=0)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has its own; a long run of many comes here minutes after this file was read."""
    monkeypatch.setitem(globals(), "NOW", datetime.now(UTC).replace(microsecond=0))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return workspace(tmp_path / "w", ("news", "rss", "http://127.0.0.1:1/"), more='every = "1h"')


def crawled(
    folder: Path, ago: timedelta = MINUTE, *, visits: tuple[Visit, ...] | None = None, self_test: str | None = "passed"
) -> None:
    digest = load_watchlist(folder / "watchlists" / "acme.csv").digest
    with open_store(folder / "leakscan.db") as store:
        store.clock = lambda: NOW - ago
        run = store.begin_run("crawl", {"acme": digest})
        for visit in visits if visits is not None else (Visit("news", Health.OK, NOW - ago, NOW - ago),):
            store.visit(run, visit)
        store.end_run(run, self_test=self_test)


def opinion(folder: Path, now: datetime | None = None) -> list[Finding]:
    with open_store(folder / "leakscan.db") as store:
        return examine(find_workspace(folder), store, now or NOW)


def wrong(folder: Path, level: Level = Level.FAIL) -> list[str]:
    """What it finds wrong; that nobody is told of hits here is not what these tests are about."""
    found = [one for one in opinion(folder) if one.level is level and one.check != "alerts"]
    return [f"{one.check}: {one.says}" for one in found]


def doctor(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--workspace", str(folder), "doctor", *arguments])


def test_all_is_well(folder: Path) -> None:
    crawled(folder)
    done = doctor(folder)
    assert done.exit_code == 0, done.stdout
    assert done.stdout.splitlines()[-1] == "silence can be trusted"
    assert len(done.stdout.splitlines()) <= 24
    told = json.loads(doctor(folder, "--json").stdout)
    assert told["trusted"]
    assert {found["check"] for found in told["findings"]} == {
        "alerts", "clock", "disk", "runs", "self_test", "setup", "sources", "watchlists",
    }  # fmt: skip


def test_a_workspace_where_nothing_ever_ran(folder: Path) -> None:
    done = doctor(folder)
    assert done.exit_code == 3
    assert done.stdout.splitlines()[-1] == "silence can NOT be trusted"
    assert any(says.startswith("sources: news was never visited") for says in wrong(folder))
    assert any(says.startswith("self_test: no run has ever seen") for says in wrong(folder))


def test_an_empty_configuration_watches_nothing(folder: Path) -> None:
    (folder / "leakscan.toml").write_text("")
    assert "sources: no source is enabled: nothing is watched" in wrong(folder)
    assert "watchlists: leakscan.toml names no watchlist: nothing is looked for" in wrong(folder)


@pytest.mark.parametrize("health", [health for health in Health if health is not Health.OK])
def test_a_dark_source_is_told_with_the_time_it_was_last_read(folder: Path, health: Health) -> None:
    crawled(folder, 180 * MINUTE)
    crawled(folder, visits=(Visit("news", health, NOW - MINUTE, NOW - MINUTE, "why \x1b[2J"),))
    (says,) = wrong(folder)
    assert says == f"sources: news is dark ({health}), last read 3 hours ago: why \x1b[2J"
    assert "\x1b" not in doctor(folder).stdout


def test_an_overdue_source(folder: Path) -> None:
    crawled(folder, 200 * MINUTE)
    assert wrong(folder) == ["sources: news is overdue by 2 hours; is leakscan watch running?"]


def test_a_gap_in_what_was_covered(folder: Path) -> None:
    crawled(folder, visits=(Visit("news", Health.OK, NOW - MINUTE, NOW - MINUTE, gap="3 hours before noon"),))
    assert wrong(folder) == ["sources: news was not covered: 3 hours before noon"]


def test_a_visit_that_was_stopped_is_no_darkness(folder: Path) -> None:
    crawled(folder, visits=(Visit("news", Health.GONE, NOW - MINUTE, NOW - MINUTE, interrupted=True),))
    assert wrong(folder) == []
    assert wrong(folder, Level.WARN) == ["sources: news: its last visit was stopped before its end"]


def test_a_self_test_that_failed_or_is_old(folder: Path) -> None:
    crawled(folder, timedelta(days=3))
    assert "self_test: passed, but 3 days ago" in wrong(folder)
    crawled(folder, self_test="nothing was found")
    assert wrong(folder) == ["self_test: run 2 failed it: nothing was found"]


def test_a_watchlist_that_is_missing_changed_or_old(folder: Path) -> None:
    crawled(folder)
    path = folder / "watchlists" / "acme.csv"
    path.write_text(path.read_text() + "Hawthorn Ridge Carriers\n")
    assert "acme was changed" in wrong(folder, Level.WARN)[0]
    crawled(folder)
    os.utime(path, times=(NOW.timestamp() - 86400 * 400,) * 2)
    assert wrong(folder, Level.WARN) == ["watchlists: acme was last edited 400 days ago: newer clients are not in it"]
    path.unlink()
    assert any("watchlists: acme can't be read" in says for says in wrong(folder))


@pytest.mark.parametrize("days", [400, 1])
def test_a_clock_that_was_put_back(folder: Path, days: int) -> None:
    crawled(folder, -timedelta(days=days))
    assert any("in the future: the clock is or was wrong" in says for says in wrong(folder))
    assert not trusted(opinion(folder))


def test_a_clock_behind_its_own_files(folder: Path) -> None:
    crawled(folder)
    os.utime(folder / "leakscan.toml", times=(NOW.timestamp() + 86400 * 3,) * 2)
    assert wrong(folder) == ["clock: leakscan.toml was written 3 days in the future: the clock is or was wrong"]


def test_a_spider_and_a_secret_that_are_not_there(folder: Path) -> None:
    crawled(folder)
    text = (folder / "leakscan.toml").read_text().replace('"rss"', '"rsss"') + 'cookie = "env:NO_SUCH_COOKIE"\n'
    (folder / "leakscan.toml").write_text(text)
    found = wrong(folder)
    assert "setup: news wants the spider rsss, which is not installed" in found
    assert any("NO_SUCH_COOKIE" in says for says in found)


def test_an_extra_that_the_configuration_needs_is_not_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.util import find_spec

    crawled(folder)
    text = (
        folder / "leakscan.toml"
    ).read_text() + 'proxy = "socks5h://127.0.0.1:9050"\n[metrics]\ntextfile = "m.prom"\n'
    (folder / "leakscan.toml").write_text(text)
    assert wrong(folder) == []
    gone = {"socksio", "prometheus_client"}
    for module in ("crawl.socks", "schedule.checks.setup"):
        monkeypatch.setattr(f"leakscan.{module}.find_spec", lambda name: None if name in gone else find_spec(name))
    assert [says.partition("the extra ")[2] for says in wrong(folder)] == [
        "'tor' is not installed",
        "'metrics' is not installed",
    ]


def test_a_run_that_was_killed(folder: Path) -> None:
    crawled(folder)
    with open_store(folder / "leakscan.db") as store:
        run = store.begin_run("crawl")
        store._db.execute("UPDATE runs SET pid = 4194300")
    assert f"runs: run {run}" in wrong(folder)[0]


def test_a_disk_without_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from leakscan.schedule.checks import disk

    crawled(folder)
    monkeypatch.setattr(disk, "NONE_LEFT", 1 << 62)
    assert "MiB and" in wrong(folder)[0]
    monkeypatch.setattr(disk, "NONE_LEFT", 0)
    monkeypatch.setattr(disk, "LITTLE", 1 << 62)
    assert wrong(folder) == []
    assert "are left on the disk" in wrong(folder, Level.WARN)[0]


def test_mutes_that_hide_nothing_or_ran_out_are_told(folder: Path) -> None:
    crawled(folder)
    with open_store(folder / "leakscan.db") as store:
        for age, length in ((40, 60), (10, 60), (33, 30)):
            made = NOW - timedelta(days=age)
            store.clock = lambda made=made: made  # type: ignore[misc]  # bound to this turn's
            store.mute(Mute("a drill", "kim", made + timedelta(days=length), source="news"), unseen=True)
    told = [says for says in wrong(folder, Level.WARN) if says.startswith("mutes")]
    assert [says.split()[2] for says in told] == ["1", "3"]
    assert "has hidden nothing" in told[0]
    assert "ran out" in told[1]


def test_abbreviations_that_apply_to_no_client(folder: Path) -> None:
    config = folder / "leakscan.toml"
    table = 'abbreviations = { "Carr" = "Carriers", "WW" = "Widget Werks" }'
    config.write_text(config.read_text().replace("[watchlist.acme]", f"[watchlist.acme]\n{table}"))
    (folder / "watchlists" / "acme.csv").write_text("name\nHawthorn Ridge Carriers\n")
    (says,) = [says for says in wrong(folder, Level.WARN) if "watchlists" in says]
    assert "no client has a name to which the abbreviation WW = Widget Werks applies" in says


def test_older_exports_are_no_change_of_a_list(folder: Path) -> None:
    config, older = folder / "leakscan.toml", folder / "watchlists" / "older.csv"
    older.write_text("name\nFormer Client Ltd\n")
    versions = 'versions = { 2020-01-31 = "watchlists/older.csv" }'
    config.write_text(config.read_text().replace("[watchlist.acme]", f"[watchlist.acme]\n{versions}"))
    watchlist = find_workspace(folder).watchlist("acme")
    assert "Former Client Ltd" in watchlist.by_key
    with open_store(folder / "leakscan.db") as store:
        run = store.begin_run("crawl", {"acme": watchlist.digest})
        store.visit(run, Visit("news", Health.OK, NOW, NOW))
        store.end_run(run, self_test="passed")
    assert not [says for level in (Level.FAIL, Level.WARN) for says in wrong(folder, level) if "watchlists" in says]
