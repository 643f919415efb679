"""A source that goes dark is told once a stretch of darkness; so is a chain that finds nothing any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest

from leakscan.alerts.delivery import deliver
from leakscan.alerts.message import loads
from leakscan.alerts.trouble import tell
from leakscan.config import AlertsConfig
from leakscan.model import Health
from leakscan.store import Store, Visit
from tests.alerts.endpoint import Endpoint
from tests.alerts.test_from_everywhere import ALERTS
from tests.alerts.test_wording import SCHEMA
from tests.crawl.site import Site, serving
from tests.crawl.workspace import run, workspace

CHAT = AlertsConfig(urls=("env:CHAT",))
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def visited(store: Store, *healths: Health, source: str = "forum", interrupted: Sequence[int] = ()) -> None:
    number = store.begin_run("crawl")
    for n, health in enumerate(healths):
        at = NOW + timedelta(hours=len(store.visits(source, 100)))
        store.visit(number, Visit(source, health, at, at, "answered 403", interrupted=n in interrupted))


@pytest.fixture
def told(store: Store, endpoint: Endpoint) -> Endpoint:
    store.clock = lambda: NOW
    return endpoint


def test_one_refusal_is_no_news_two_are_and_a_third_is_none(store: Store, told: Endpoint) -> None:
    for expected in (0, 1, 1, 1):
        visited(store, Health.REFUSED)
        assert tell(store, CHAT, ["forum"]) == ()
        assert len(told.accepted) == expected
    payload = told.accepted[0].told
    jsonschema.validate(payload, SCHEMA, format_checker=jsonschema.FormatChecker())
    assert payload["title"] == "Source forum is dark (refused)"
    assert payload["message"].splitlines()[:2] == [
        "What: forum is refused: answered 403",
        "Since: 2026-11-22 12:00 UTC, 2 visits in a row",
    ]
    assert told.accepted[0].key == "leakscan-dark-forum-2026-11-22T12:00:00Z"


def test_another_stretch_of_darkness_is_told_again(store: Store, told: Endpoint) -> None:
    visited(store, Health.GONE, Health.CHALLENGE)
    tell(store, CHAT, ["forum"])
    visited(store, Health.OK, Health.REFUSED, Health.LOGIN_WALL)
    tell(store, CHAT, ["forum"])
    assert [request.told["health"] for request in told.accepted] == ["challenge", "login-wall"]


def test_what_was_stopped_says_nothing(store: Store, told: Endpoint) -> None:
    visited(store, Health.OK, Health.GONE, Health.GONE, interrupted=(1,))
    tell(store, CHAT, ["forum"])
    assert told.received == []


def test_it_keeps_to_quiet_hours_and_is_told_after_them(store: Store, told: Endpoint) -> None:
    settings = AlertsConfig(urls=("env:CHAT",), quiet="22:00-06:00", link="https://desk:1")
    visited(store, Health.GONE, Health.GONE)
    store.clock = lambda: NOW + timedelta(hours=11)
    tell(store, settings, ["forum"])
    assert told.received == []
    store.clock = lambda: NOW + timedelta(hours=20)
    tell(store, settings, ["forum"])
    assert told.accepted[0].told["link"] == "https://desk:1/sources"


def test_what_does_not_arrive_is_sent_again_under_its_key(store: Store, told: Endpoint) -> None:
    told.answer = lambda n: 500 if n == 0 else 200
    visited(store, Health.GONE, Health.GONE)
    (failed,) = tell(store, CHAT, ["forum"])
    assert "500" in str(failed)
    store.clock = lambda: NOW + timedelta(hours=2)
    visited(store, Health.GONE)
    tell(store, CHAT, ["forum"])
    deliver(store, CHAT)
    assert len({request.key for request in told.received}) == 1
    assert len(told.accepted) == 1


def test_a_self_test_that_fails_is_told_once(store: Store, told: Endpoint) -> None:
    said = ("passed", "nothing was found", "nothing was found", "passed", "it was taken for a mention")
    for n, passed in enumerate(said):
        store.clock = lambda n=n: NOW + timedelta(hours=n)  # type: ignore[misc]
        store.end_run(store.begin_run("crawl"), self_test=passed)
        tell(store, CHAT, [], None if passed == "passed" else passed)
    assert [request.told["message"].splitlines()[0] for request in told.accepted] == [
        "What: nothing was found",
        "What: it was taken for a mention",
    ]


def test_hostile_detail_stays_on_its_line(store: Store, endpoint: Endpoint) -> None:
    store.clock = lambda: NOW
    number = store.begin_run("crawl")
    for _ in range(2):
        store.visit(number, Visit("forum", Health.GONE, NOW, NOW, "a\r\nNext: rm -rf /\x1b[2J\u202e"))
    tell(store, AlertsConfig(urls=("env:NONE",)), ["forum"])
    (message,) = store.undelivered()
    content = loads(message.content)
    assert len(content.body.splitlines()) == 5
    assert content.body.splitlines()[0] == "What: forum is gone: a\\x0d Next: rm -rf /\\x1b[2J\\u202e"


def test_a_crawl_tells_that_its_source_is_dark(tmp_path: Path, endpoint: Endpoint) -> None:
    (tmp_path / "chat").write_text(endpoint.url)
    with serving(Site()) as site:
        folder = workspace(tmp_path / "w", ("news", "rss", site.url + "feed"), more=ALERTS.format(tmp_path))
        for expected in (0, 1, 1):
            done = run(folder, "crawl", "news")
            assert done.returncode == 3
            assert len(endpoint.accepted) == expected, done.stderr
    assert endpoint.accepted[0].told["source"] == "news"
    listed = run(folder, "alert", "list")
    assert "Source news is dark" in listed.stdout
    assert "delivered 20" in listed.stdout
    assert '"kind": "trouble"' in run(folder, "alert", "list", "--json").stdout
    assert "no alert is on its way" in run(folder, "alert", "list", "--pending").stderr
