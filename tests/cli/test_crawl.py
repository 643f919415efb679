"""`leakscan crawl` as cron runs it: the real program, a real server, a real database."""

from __future__ import annotations

import json
import os
import signal
import stat
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leakscan.store import Step, open_store
from tests.crawl.feeds import feed, pastes
from tests.crawl.site import Asked, Reply, Site, serving
from tests.crawl.workspace import CLIENTS, run, run_installed, start, workspace

LEAK = "customer,searches\n" + "".join(f"{name},{number}\n" for number, name in enumerate(CLIENTS))


def test_a_leak_is_found_kept_and_told_once(tmp_path: Path) -> None:
    with serving(Site(pastes(1, 2) | {"/api_scrape_item.php?i=key00002": LEAK.encode()})) as site:
        folder = workspace(tmp_path / "w", ("paste", "pastebin", site.url))
        first = run_installed(folder, "crawl", "--json", "--log", str(tmp_path / "log"), "--fail-on", "low")
        again = run(folder, "crawl", "--json", "--fail-on", "low")
    assert first.returncode == 1, first.stderr
    (hit,) = [json.loads(line) for line in first.stdout.splitlines()]
    assert hit["document"]["url"] == site.url + "key00002"
    assert hit["clients"]["matched"] == len(CLIENTS)
    assert (again.returncode, again.stdout) == (0, "")
    with open_store(folder / "leakscan.db") as store:
        (stored,) = store.hits()
        assert stored.evidence
        assert (folder / stored.evidence).is_file()
        visits = store.run(1).visits
    assert [(visit.source, str(visit.health), visit.pages, visit.documents) for visit in visits] == [
        ("paste", "ok", 3, 2)
    ]
    assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o600
    assert not [name for name in CLIENTS if name in (tmp_path / "log").read_text("utf-8")]


def test_a_dark_source_is_incomplete_whatever_else_was_found(tmp_path: Path) -> None:
    with serving(Site({"/feed": feed("Maple Hollow Police")})) as site:
        folder = workspace(tmp_path / "w", ("news", "rss", site.url + "feed"), ("gone", "rss", site.url + "nothing"))
        done = run(folder, "crawl", "--fail-on", "info")
        alone = run(folder, "crawl", "news", "--fail-on", "info")
    assert done.returncode == 3
    assert "gone: gone" in done.stderr
    assert "silence there proves nothing" in done.stderr
    assert alone.returncode == 0, alone.stderr
    with open_store(folder / "leakscan.db") as store:
        assert store.run(1).status == "incomplete"
        assert len(store.hits()) == 1


def test_hostile_words_of_a_site_do_not_reach_the_terminal_raw(tmp_path: Path) -> None:
    hostile = Reply(
        feed("Maple Hollow Police \x1b]0;x\x07 \u202e").body.replace(b"\x1b", b"&#8238;").replace(b"\x07", b"")
    )
    hostile = Reply(hostile.body, headers={"Content-Type": "text/xml", "X": "y"})
    with serving(Site({"/feed": hostile})) as site:
        done = run(workspace(tmp_path / "w", ("news", "rss", site.url + "feed")), "crawl")
    assert not [letter for letter in done.stdout + done.stderr if letter in "\x1b\x07\u202e"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nowhere",), "no source 'nowhere'"),
        (("--fail-on", "awful"), "awful"),
        (("--workspace", "/nowhere"), "nowhere"),
    ],
)
def test_usage(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    done = run(workspace(tmp_path / "w", ("news", "rss", "http://127.0.0.1:1/")), "crawl", *arguments)
    assert done.returncode == 2
    assert says in done.stderr


def test_an_unknown_spider_is_a_usage_error(tmp_path: Path) -> None:
    done = run(workspace(tmp_path / "w", ("news", "rrs", "http://127.0.0.1:1/")), "crawl")
    assert done.returncode == 2
    assert "there are: " in done.stderr
    assert ", rss," in done.stderr


def test_due_sources_alone(tmp_path: Path) -> None:
    with serving(Site({"/feed": feed("a")})) as site:
        folder = workspace(tmp_path / "w", ("news", "rss", site.url + "feed"), more='every = "1h"')
        assert run(folder, "crawl", "--due").returncode == 0
        again = run(folder, "crawl", "--due")
    assert again.returncode == 0
    assert "no source is due" in again.stderr
    assert site.paths == ["/feed"]


def test_keys_expire_once_they_are_listed_no_more_and_leave_no_gap(tmp_path: Path) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=100)
    site = Site(pastes(1, 2))
    with serving(site):
        folder = workspace(tmp_path / "w", ("paste", "pastebin", site.url))
        with open_store(folder / "leakscan.db") as store:
            store.clock = lambda: long_ago
            known = ("key00001", "key00002", "gone0001")
            store.commit_step(Step("paste", cursor={"newest": 1_600_000_002}, seen=known))
        done = run(folder, "crawl")
    assert done.returncode == 0, done.stderr
    assert len(site.paths) == 1, "both are known"
    assert "not covered" not in done.stderr
    with open_store(folder / "leakscan.db") as store:
        assert store.has_seen("paste", known) == {"key00001", "key00002"}


class Stalling(Site):
    """Answers a number of requests, then keeps the next ones waiting until told to go on."""

    def __init__(self, pages: dict[str, Reply | bytes], after: int) -> None:
        super().__init__(pages, self._stall)
        self.after, self.stalled, self.go_on = after, threading.Event(), threading.Event()

    def _stall(self, asked: Asked) -> None:
        if len(self.asked) > self.after:
            self.stalled.set()
            self.go_on.wait(30)


def test_a_second_run_ends_at_once(tmp_path: Path) -> None:
    site = Stalling({"/feed": feed("a")}, after=0)
    with serving(site):
        folder = workspace(tmp_path / "w", ("news", "rss", site.url + "feed"))
        first = start(folder, "crawl")
        assert site.stalled.wait(30)
        second = run(folder, "crawl")
        site.go_on.set()
        first.communicate(timeout=30)
    assert second.returncode == 3
    assert f"process {first.pid}" in second.stderr
    assert first.returncode == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_a_signal_ends_a_run_gracefully_and_incomplete(tmp_path: Path, number: signal.Signals) -> None:
    site = Stalling(dict(pastes(*range(1, 9), text="Maple Hollow Police {}")), after=5)
    with serving(site):
        folder = workspace(tmp_path / "w", ("paste", "pastebin", site.url))
        child = start(folder, "crawl")
        assert site.stalled.wait(30)
        os.kill(child.pid, number)
        site.go_on.set()
        _, said = child.communicate(timeout=30)
        assert child.returncode == 3, said
        assert "shutdown" in said
        with open_store(folder / "leakscan.db") as store:
            assert store.run(1).status == "incomplete"
        after = run(folder, "crawl", "--fail-on", "critical")
    assert after.returncode == 0, after.stderr
    _assert_each_once(folder, 8, site.url)


@pytest.mark.parametrize(
    "after", [3, 7, *(pytest.param(n, marks=pytest.mark.slow) for n in range(20) if n not in {3, 7})]
)
def test_killed_anywhere_nothing_is_lost_and_nothing_twice(tmp_path: Path, after: int) -> None:
    count = 18
    site = Stalling(dict(pastes(*range(1, count + 1), text="Maple Hollow Police {}")), after=after)
    with serving(site):
        folder = workspace(tmp_path / "w", ("paste", "pastebin", site.url))
        child = start(folder, "crawl")
        assert site.stalled.wait(30)
        child.kill()
        child.communicate(timeout=30)
        site.go_on.set()
        done = run(folder, "crawl", "--fail-on", "critical")
    assert done.returncode == 0, done.stderr
    _assert_each_once(folder, count, site.url)
    fetched = Counter(path for path in site.paths if "item" in path)
    assert max(fetched.values()) <= 2, "what was committed is not fetched again, nor anything a third time"


def _assert_each_once(folder: Path, count: int, base: str) -> None:
    with open_store(folder / "leakscan.db") as store:
        hits = store.hits()
        places = [seen.sighting.url or "" for hit in hits for seen in store.sightings(hit.id)]
    assert sorted(places) == [f"{base}key{number:05d}" for number in range(1, count + 1)]


def test_a_run_whose_self_test_fails_is_incomplete_though_its_sources_are_read(tmp_path: Path) -> None:
    with serving(Site({"/feed": feed("a")})) as site:
        folder = workspace(tmp_path / "w", ("news", "rss", site.url + "feed"))
        (folder / "watchlists" / "acme.csv").write_text("name\nThe\n")
        done = run(folder, "crawl")
    assert done.returncode == 3
    assert "the self-test failed: the watchlist acme does not find its own clients" in done.stderr
    with open_store(folder / "leakscan.db") as store:
        found = store.run(1)
        assert found.self_test == "the watchlist acme does not find its own clients; see: leakscan watchlist check"
        assert found.visits[0].health == "ok"
        assert list(found.watchlists) == ["acme"]
        assert store.hits() == []
    assert list(folder.glob(".self-test-*")) == []
