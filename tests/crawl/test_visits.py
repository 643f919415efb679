"""Whole visits against a real server: what a source's health, pace and promises come to."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from leakscan.crawl.politeness import retry_after
from tests.crawl.feeds import XML, feed, pastes
from tests.crawl.site import Asked, Reply, Site, serving
from tests.crawl.visiting import one, visit


def test_everything_missing_is_not_ok() -> None:
    with serving(Site()) as site:
        result = one("discourse", site.url)
    assert result["health"] == "gone"
    assert not result["whole"]


def test_nobody_listens() -> None:
    with serving(Site()) as site:
        url = site.url
    result = one("rss", url)
    assert result["health"] == "refused"
    assert not result["whole"]


def test_several_sources_in_one_process_and_one_dark_does_not_hide() -> None:
    told = {"delay": 0, "allow_private": True}
    with serving(Site(pastes(1, 2))) as good, serving(Site()) as dark:
        results = visit(
            {
                "good": {**told, "spider": "pastebin", "url": good.url},
                "dark": {**told, "spider": "discourse", "url": dark.url},
                "same host": {**told, "spider": "rss", "url": dark.url},
            }
        )
    assert [results[name]["health"] for name in ("good", "dark", "same host")] == ["ok", "gone", "gone"]
    assert results["good"]["texts"] == ["paste 1", "paste 2"]


def test_a_fault_in_a_spider_is_not_ok() -> None:
    with serving(Site({"/feed": feed("a")})) as site:
        result = one("rss", site.url + "feed", options={"full": "yes"})
        broken = one("pastebin", site.url, options={"limit": "many"})
    assert result["health"] == "ok"
    assert not broken["whole"]


def test_the_budget_ends_a_visit_and_says_so() -> None:
    with serving(Site(pastes(*range(1, 9)))) as site:
        result = one("pastebin", site.url, max_pages=4)
    assert len(site.paths) == 4
    assert result["pages"] == 4
    assert any("budget of 4 pages" in problem for problem in result["problems"])
    assert not result["whole"]


def test_a_redirect_loop_ends() -> None:
    with serving(
        Site(
            {
                "/feed": Reply(b"", 302, {"Location": "/feed?again"}),
                "/feed?again": Reply(b"", 302, {"Location": "/feed"}),
            }
        )
    ) as site:
        result = one("rss", site.url + "feed")
    assert len(site.paths) <= 7
    assert result["health"] == "refused"


def test_requests_keep_their_distance() -> None:
    with serving(Site(pastes(1, 2, 3, 4))) as site:
        one("pastebin", site.url, delay=0.6)
    times = [asked.at for asked in site.asked]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert len(gaps) == 5
    assert min(gaps) >= 0.5  # the server sees them late, on a busy machine one later than the next


def test_retry_after_is_waited_for_by_every_request() -> None:
    def respond(asked: Asked) -> Reply | None:
        if asked.path.endswith("key00001") and not any(other.path == asked.path for other in site.asked[:-1]):
            return Reply(b"slow", 429, {"Retry-After": "1"})
        return None

    site = Site(pastes(1, 2, 3), respond)
    with serving(site):
        result = one("pastebin", site.url)
    refused = next(at for at, asked in enumerate(site.asked) if asked.path.endswith("key00001"))
    assert site.asked[refused + 1].at - site.asked[refused].at >= 0.99
    assert sorted(result["texts"]) == ["paste 1", "paste 2", "paste 3"]
    assert result["health"] == "ok"


def test_a_long_retry_after_ends_the_visit() -> None:
    def respond(asked: Asked) -> Reply | None:
        return Reply(b"", 429, {"Retry-After": "86400"}) if "i=key00001" in asked.path else None

    site = Site(pastes(1, 2, 3), respond)
    with serving(site):
        result = one("pastebin", site.url)
    assert len(site.paths) == 2
    assert result["health"] == "rate-limited"


@pytest.mark.parametrize(
    ("value", "seconds"), [("120", 120), (" 0 ", 0), ("soon", None), ("", None), ("-5", None), ("1e9", None)]
)
def test_retry_after_values(value: str, seconds: float | None) -> None:
    assert retry_after(value) == seconds


def test_retry_after_dates() -> None:
    now = datetime.now(UTC)
    assert retry_after(format_datetime(now + timedelta(seconds=90), usegmt=False), now) == pytest.approx(90, abs=1)
    assert retry_after("Wed, 01 Jan 2020 00:00:00 GMT", now) == 0


def test_the_cookie_goes_to_its_source_alone(tmp_path: Path) -> None:
    secret = tmp_path / "cookie"
    secret.write_text("session=hush-hush\n", encoding="utf-8")
    other = Site({"/feed": feed("b")})
    with serving(other) as there:
        with serving(Site({"/feed": Reply(b"", 302, {"Location": there.url + "feed"})})) as site:
            told = {
                "spider": "rss",
                "url": site.url + "feed",
                "delay": 0,
                "allow_private": True,
                "cookie": f"file:{secret}",
            }
            visit({"it": told}, log=str(tmp_path / "log"))
        assert [asked.headers.get("cookie") for asked in site.asked] == ["session=hush-hush"] * len(site.asked)
        assert site.asked
        assert other.asked, "another port of the same host is reached, and is another origin"
        assert all("cookie" not in asked.headers for asked in other.asked)
    assert "hush" not in (tmp_path / "log").read_text("utf-8")


def test_a_proxy_is_asked_for_everything_and_nobody_else() -> None:
    """The proxy resolves the name; it gets the whole address, robots.txt included."""
    proxy = Site({"http://forum.example/feed": feed("a")})
    with serving(proxy) as at:
        told = {"spider": "rss", "url": "http://forum.example/feed", "delay": 0, "proxy": at.url}
        results = visit({"it": told, "local": {**told, "url": "http://169.254.169.254/feed"}})
    assert [asked.path for asked in proxy.asked] == ["http://forum.example/robots.txt", "http://forum.example/feed"]
    assert results["it"]["health"] == "ok"
    assert "private-address" in results["local"]["detail"]


def test_a_proxy_that_is_dead_makes_the_source_dark() -> None:
    with serving(Site()) as at:
        dead = at.url
    results = visit({"dead": {"spider": "rss", "url": "http://forum.example/feed", "delay": 0, "proxy": dead}})
    assert results["dead"]["health"] == "refused"


def test_a_site_can_tell_who_asks() -> None:
    with serving(Site({"/feed": feed("a")})) as site:
        visit(
            {"it": {"spider": "rss", "url": site.url + "feed", "delay": 0, "allow_private": True}},
            contact="sec@acme.example",
        )
    assert {asked.headers["user-agent"].split("/")[0] for asked in site.asked} == {"leakscan"}
    assert all(asked.headers["user-agent"].endswith("(+sec@acme.example)") for asked in site.asked)
    assert all("referer" not in asked.headers for asked in site.asked)


def test_an_unchanged_feed_costs_one_conditional_request() -> None:
    def respond(asked: Asked) -> Reply | None:
        return Reply(b"", 304) if asked.headers.get("if-none-match") == '"v1"' else None

    answer = feed("a")
    with serving(Site({"/feed": Reply(answer.body, 200, {**XML, "ETag": '"v1"'})}, respond)) as site:
        told = {"spider": "rss", "url": site.url + "feed", "delay": 0, "allow_private": True}
        first = visit({"it": told})["it"]
        second = visit({"it": told}, cursors={"it": first["cursor"]})["it"]
    assert (first["documents"], second["documents"]) == (1, 0)
    assert second["health"] == "ok"


def test_an_overflowed_window_is_a_gap() -> None:
    with serving(Site(pastes(*range(100, 105)))) as site:
        result = visit(
            {"it": {"spider": "pastebin", "url": site.url, "delay": 0, "allow_private": True}},
            cursors={"it": {"newest": 1_600_000_050}},
        )["it"]
    assert "2020-09-13" in result["gap"]
    assert result["health"] == "ok"
    assert not result["whole"]


def test_a_page_without_end_is_cut_off() -> None:
    body = b"x" * (33 * 1024 * 1024)
    with serving(Site({**pastes(1, 2), "/api_scrape_item.php?i=key00001": Reply(body)})) as site:
        result = one("pastebin", site.url)
    assert result["texts"] == ["paste 2"]
    assert any("larger than" in problem for problem in result["problems"])


def test_a_paste_dated_ahead_does_not_hide_a_later_gap() -> None:
    pages = pastes(1)
    listed = [{"key": "key00009", "date": "4102444800"}, {"key": "key00001", "date": "1600000001"}]
    pages["/api_scraping.php?limit=250"] = json.dumps(listed).encode()
    pages["/api_scrape_item.php?i=key00009"] = b"from the future"
    with serving(Site(pages)) as site:
        result = one("pastebin", site.url)
    assert result["cursor"]["newest"] <= time.time()
    assert result["texts"] == ["paste 1", "from the future"]
