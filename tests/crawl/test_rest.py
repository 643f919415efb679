"""Sources that want to be left alone are, across visits, and it is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from leakscan.crawl.health import Finding
from leakscan.crawl.rest import BREAK, KEY, REFUSALS, is_refusal, remembered, resting
from leakscan.model import Health
from tests.crawl.feeds import feed, pastes
from tests.crawl.site import Asked, Reply, Site, serving
from tests.crawl.visiting import Result, visit

NO = Finding(Health.CHALLENGE, "cloudflare", "…")


def told(url: str, **more: Any) -> dict[str, Any]:
    return {"spider": "rss", "url": url + "feed", "delay": 0, "allow_private": True, **more}


def again(before: Result, **sources: dict[str, Any]) -> dict[str, Result]:
    return visit(sources, cursors=dict.fromkeys(sources, before["cursor"]))


def test_a_long_retry_after_is_kept_to_by_later_visits() -> None:
    def respond(asked: Asked) -> Reply | None:
        return Reply(b"", 429, {"Retry-After": "7200"}) if asked.path == "/feed" else None

    with serving(Site({"/feed": feed("a")}, respond)) as site:
        first = visit({"it": told(site.url)})["it"]
        site.respond, asked = None, len(site.asked)
        second = again(first, it=told(site.url))["it"]
        assert len(site.asked) == asked, "not even robots.txt"
        past = {"it": {KEY: {**first["cursor"][KEY], "until": "2020-01-01T00:00:00Z"}}}
        third = visit({"it": told(site.url)}, cursors=past)["it"]
    until = datetime.fromisoformat(first["cursor"][KEY]["until"])
    assert timedelta(hours=1.9) < until - datetime.now(UTC) <= timedelta(hours=2)
    assert (second["health"], second["whole"], second["pages"]) == ("rate-limited", False, 0)
    assert "left alone until" in second["detail"]
    assert (third["health"], third["cursor"][KEY]) == ("ok", None)


def test_a_retry_after_of_years_is_bounded() -> None:
    def respond(asked: Asked) -> Reply | None:
        return Reply(b"", 503, {"Retry-After": "999999999999"}) if asked.path == "/feed" else None

    with serving(Site(respond=respond)) as site:
        first = visit({"it": told(site.url)})["it"]
    until = datetime.fromisoformat(first["cursor"][KEY]["until"])
    assert until - datetime.now(UTC) <= timedelta(days=7)


def test_a_source_that_refuses_three_visits_in_a_row_is_left_alone_for_a_day() -> None:
    with serving(Site({"/feed": Reply(b"<title>Just a moment...</title>", 403)})) as site:
        result = visit({"it": told(site.url)})["it"]
        for _ in range(REFUSALS - 1):
            assert "until" not in result["cursor"][KEY]
            result = again(result, it=told(site.url))["it"]
        asked = len(site.asked)
        at_rest = again(result, it=told(site.url))["it"]
        assert len(site.asked) == asked
        insisted = visit({"it": told(site.url)}, cursors={"it": result["cursor"]}, insist=True)["it"]
        assert len(site.asked) > asked
    assert "3 visits in a row were refused, the last by cloudflare" in at_rest["detail"]
    assert (at_rest["health"], insisted["health"]) == ("challenge", "challenge")


def test_a_site_that_turns_everything_away_is_not_asked_for_the_rest() -> None:
    refused = {path: Reply(b"no", 403) for path in pastes(*range(20)) if "item" in path}
    with serving(Site({**pastes(*range(20)), **refused})) as site:
        result = visit({"it": {**told(site.url), "spider": "pastebin", "url": site.url}})["it"]
    assert len(site.paths) <= 1 + REFUSALS + 1, "one was on its way when the third refusal came"
    assert result["pages"] == len(site.paths)
    assert (result["health"], result["whole"]) == ("refused", False)


@pytest.mark.parametrize(
    "trouble",
    [
        Finding(Health.REFUSED, "status-503", ""),
        Finding(Health.REFUSED, "maintenance", ""),
        Finding(Health.REFUSED, "download-timeout", "", answered=False),
        Finding(Health.GONE, "status-404", ""),
        Finding(Health.MARKUP_CHANGED, "format", ""),
    ],
    ids=lambda found: found.check,
)
def test_trouble_is_no_refusal(trouble: Finding) -> None:
    assert not is_refusal(trouble)


def test_a_good_visit_starts_the_count_afresh() -> None:
    cursor = {KEY: {"refusals": 2}}
    assert remembered(cursor, Health.OK, [NO], None) is None
    assert remembered(cursor, Health.GONE, [], None) == {"refusals": 2}
    kept = remembered(cursor, Health.CHALLENGE, [NO], None)
    rest = resting({KEY: kept})
    assert rest is not None
    assert not rest.asked
    assert rest.until <= datetime.now(UTC) + BREAK
    assert resting({KEY: kept}, datetime.now(UTC) + BREAK) is None


def test_the_budget_of_bytes_ends_a_visit_and_says_so() -> None:
    pages = pastes(1, 2, 3, 4, text="{}" + "x" * 600_000)
    with serving(Site(pages)) as site:
        result = visit({"it": {**told(site.url), "spider": "pastebin", "url": site.url, "max_mb": 1}})["it"]
    assert len(site.paths) == 3
    assert any("budget of 1 MB" in problem for problem in result["problems"])


def test_a_crawl_delay_is_kept() -> None:
    robots = Reply(b"User-agent: *\nCrawl-delay: 0.5\n")
    with serving(Site({**pastes(1, 2), "/robots.txt": robots})) as site:
        visit({"it": {**told(site.url), "spider": "pastebin", "url": site.url}})
    first, *others = [asked.at for asked in site.asked if asked.path != "/robots.txt"]
    gaps = [later - earlier for earlier, later in zip([first, *others], others, strict=False)]
    assert len(gaps) == 2
    assert min(gaps) >= 0.49
