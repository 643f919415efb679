"""`leakscan watch`: the real program over a real site, and single turns of it at chosen times."""

from __future__ import annotations

import json
import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from leakscan.cli import app
from leakscan.errors import IncompleteError
from leakscan.model import Health
from leakscan.schedule.signals import Signals
from leakscan.schedule.watch import Watch
from leakscan.store import JSON, Step, Visit, open_store
from tests.cli.test_crawl import LEAK, Stalling
from tests.crawl.feeds import feed, pastes
from tests.crawl.site import Site, serving
from tests.crawl.workspace import run, start, workspace

NOBODY = "http://127.0.0.1:1/"


def turn(folder: Path, now: datetime | None = None, rounds: int = 1) -> tuple[Watch, list[str], float]:
    """One turn of a watch; returns it with what it said and the seconds it would wait."""
    said: list[str] = []
    watch = Watch(folder, said.append, rounds=rounds, clock=lambda: now or datetime.now(UTC))
    with Signals() as signals:
        return watch, said, watch._turn(signals)


def here(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--workspace", str(folder), *arguments])


def visited(folder: Path, at: datetime, health: Health = Health.OK) -> None:
    with open_store(folder / "leakscan.db") as store:
        store.visit(store.begin_run("crawl"), Visit("news", health, at, at))


def test_rounds_keep_the_interval_and_the_gravest_status_counts(tmp_path: Path) -> None:
    with serving(Site(pastes(1, 2) | {"/api_scrape_item.php?i=key00002": LEAK.encode()})) as site:
        folder = workspace(tmp_path / "w", ("paste", "pastebin", site.url), more='every = "1s"')
        with (folder / "leakscan.toml").open("a") as config:
            config.write('[thresholds]\nfail_on = "low"\n')
        done = run(folder, "watch", "--rounds", "2")
    assert done.returncode == 1, done.stderr
    assert "key00002" in done.stdout
    with open_store(folder / "leakscan.db") as store:
        assert [(found.kind, found.exit_status) for found in store.runs()] == [("crawl", 0), ("crawl", 1)]
    items = [path[-1] for path in site.paths if "item" in path]
    assert items == ["1", "2", "2"], "nothing is fetched again but where a hit stands"


def test_told_to_stop_it_keeps_the_page_under_way_and_ends(tmp_path: Path) -> None:
    site = Stalling(dict(pastes(*range(1, 9), text="Maple Hollow Police {}")), after=5)
    with serving(site):
        folder = workspace(tmp_path / "w", ("paste", "pastebin", site.url))
        watch = start(folder, "watch")
        assert site.stalled.wait(30)
        second = here(folder, "watch")
        os.kill(watch.pid, signal.SIGTERM)
        site.go_on.set()
        _, said = watch.communicate(timeout=30)
        assert watch.returncode == 3, said
        assert "asked to stop" in said
        assert second.exit_code == 3
        assert f"process {watch.pid}) is watching here" in second.stderr
        done = run(folder, "crawl", "--fail-on", "critical")
    assert done.returncode == 0, done.stderr
    with open_store(folder / "leakscan.db") as store:
        assert len(store.hits()) == 8
        assert store.run(1).visits[0].interrupted


def test_it_sleeps_until_a_source_is_due_but_looks_once_a_minute(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", ("news", "rss", NOBODY), more='every = "1h"')
    now = datetime.now(UTC)
    visited(folder, now)
    _, said, seconds = turn(folder, now + timedelta(minutes=10))
    assert said[0].startswith("next: news at ")
    assert seconds == 60
    (folder / "leakscan.toml").write_text((folder / "leakscan.toml").read_text() + "[schedule]\njitter = 0.0\n")
    assert 0 < turn(folder, now + timedelta(minutes=59, seconds=40))[2] <= 21


def test_in_quiet_hours_nothing_is_visited(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", ("news", "rss", NOBODY))
    (folder / "leakscan.toml").write_text((folder / "leakscan.toml").read_text() + '[schedule]\nquiet = "22:00-06:00"')
    _, said, seconds = turn(folder, datetime(2026, 11, 22, 23, tzinfo=UTC))
    assert said == ["quiet until 2026-11-23 06:00 UTC"]
    assert seconds == 60
    text = (folder / "leakscan.toml").read_text()
    (folder / "leakscan.toml").write_text(text.replace("22:00-06:00", "00:00-23:59"))
    if datetime.now(UTC).strftime("%H:%M") < "23:59":
        assert "quiet until" in here(folder, "crawl", "--due").stderr
    assert not (folder / "leakscan.lock").exists()


@pytest.mark.parametrize("days", [pytest.param(-400, marks=pytest.mark.slow), 400])
def test_a_clock_moved_by_400_days_stops_no_visit(tmp_path: Path, days: int) -> None:
    with serving(Site({"/feed": feed("a")})) as site:
        folder = workspace(tmp_path / "w", ("news", "rss", site.url + "feed"), more='every = "1h"')
        visited(folder, datetime.now(UTC) - timedelta(days=days))
        watch, _, seconds = turn(folder)
    assert (watch.status, seconds) == (0, 0)
    assert site.paths == ["/feed"]
    _, said, _ = turn(folder)
    assert "next: news" in said[0], "and the new visit counts, whatever the clock says"


def test_a_round_that_leaves_nothing_behind_is_not_repeated_in_a_loop(tmp_path: Path) -> None:
    """Another run holds the workspace: each round ends at once, and the pauses grow."""
    from leakscan.crawl.lock import only_one

    folder = workspace(tmp_path / "w", ("news", "rss", NOBODY))
    said: list[str] = []
    watch = Watch(folder, said.append)
    with only_one(folder / "leakscan.lock"), Signals() as signals:
        assert [watch._turn(signals), watch._turn(signals)] == [5.0, 10.0]
    assert watch.status == 3
    assert "left sources unvisited; again in 10 seconds" in said[-1]


def test_a_configuration_broken_later_is_told_and_tried_again(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", ("news", "rss", NOBODY))
    said: list[str] = []

    def tell(message: str) -> None:
        said.append(message)

    watch = Watch(folder, tell, rounds=1)
    with Signals() as signals:
        good = (folder / "leakscan.toml").read_text()

        class Breaking(Watch):
            def _turn(self, signals: Signals) -> float:
                (folder / "leakscan.toml").write_text(good + "[sauce]\n")
                return super()._turn(signals)

        assert Breaking(folder, tell, rounds=1).run(signals) == 2
    assert "unknown key" in said[0]
    assert "again in 5 seconds" in said[0]
    with Signals() as signals, pytest.raises(Exception, match="unknown key"):
        watch.run(signals)


def test_nothing_to_watch_is_an_error(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    with Signals() as signals, pytest.raises(IncompleteError, match="nothing to watch"):
        Watch(folder, print).run(signals)
    assert here(folder, "watch").exit_code == 3


def test_the_plan_and_the_units_are_shown(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", ("news", "rss", NOBODY), ("other", "rss", NOBODY), more='every = "1h"')
    visited(folder, datetime.now(UTC), Health.CHALLENGE)
    rows = [json.loads(line) for line in here(folder, "schedule", "--json").stdout.splitlines()]
    assert [(row["source"], row["health"]) for row in rows] == [("other", None), ("news", "challenge")]
    assert "less often after 1 dark visits" in here(folder, "schedule").stdout
    assert "leakscan watch --workspace" in here(folder, "schedule", "--systemd").stdout
    assert "crawl --due" in here(folder, "schedule", "--cron").stdout
    assert here(folder, "schedule", "--systemd", "--cron").exit_code == 2


def test_a_source_that_refused_too_often_is_left_alone(tmp_path: Path) -> None:
    until = (datetime.now(UTC) + timedelta(hours=9)).isoformat()
    told: JSON = {"refusals": 3, "until": until, "why": "3 visits were refused", "health": "refused", "asked": False}
    with serving(Site(pastes(1, 2))) as site:
        folder = workspace(tmp_path / "w", ("paste", "pastebin", site.url))
        with open_store(folder / "leakscan.db") as store:
            store.commit_step(Step("paste", cursor={"~rest": told}))
        done = run(folder, "watch", "--rounds", "1")
        assert (done.returncode, site.asked) == (3, [])
        assert "left alone until" in done.stderr
        assert run(folder, "crawl", "paste").returncode == 0, "whoever names it wants it"


def test_a_cluster_is_told_to_crawls_alone(tmp_path: Path) -> None:
    watch = Watch(tmp_path, print, Path("x.log"), cluster=("--cluster", "tls://s:8786"))
    assert watch._command("crawl", "a")[-4:] == ["--log", "x.log", "--cluster", "tls://s:8786"]
    assert "--cluster" not in watch._command("rescreen", "a")
