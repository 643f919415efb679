"""Sites that never come to an end: they cost their own source its budget, and the others nothing."""

from __future__ import annotations

import time
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest

from leakscan.crawl.rest import SILENCES
from tests.crawl.feeds import pastes
from tests.crawl.site import Reply, Site, serving
from tests.crawl.visiting import one, visit

TOLD: dict[str, Any] = {"spider": "pastebin", "allow_private": True, "delay": 0.1}
DRIP = Reply(b"x" * 100_000, drip=0.2)
ENDLESS = Reply(b"x" * 65_536, endless=True)


def _tarpit(count: int) -> Site:
    """A list as it should be; what it leads to drips, or does not end."""
    pages = pastes(*range(count))
    stuck = {path: ENDLESS if number % 2 else DRIP for number, path in enumerate(pages) if "item" in path}
    return Site({**pages, **stuck})


def _together(count: int, good: int, timeout: float, **settings: Any) -> tuple[dict[str, Any], dict[str, Any], float]:
    """What four sources came to alone, and beside a tarpit, and how long all of it took."""
    with ExitStack() as stack:
        sites = [stack.enter_context(serving(Site(pastes(*range(good))), f"127.0.0.{n}")) for n in range(2, 6)]
        sources = {f"good-{number}": {**TOLD, "url": site.url} for number, site in enumerate(sites)}
        tarpit = stack.enter_context(serving(_tarpit(count)))
        ours = {"DOWNLOAD_TIMEOUT": timeout, "RETRY_TIMES": 1}
        alone = visit(sources, scrapy=ours, patience=600)
        began = time.monotonic()
        stuck = {**TOLD, "delay": 0.0, "url": tarpit.url, **settings}
        beside = visit({"tarpit": stuck, **sources}, scrapy=ours, patience=600)
        return alone, beside, time.monotonic() - began


def _seconds(result: dict[str, Any]) -> float:
    took: timedelta = result["ended"] - result["started"]
    return took.total_seconds()


def _check(alone: dict[str, Any], beside: dict[str, Any]) -> None:
    assert all(beside[name]["whole"] for name in alone), beside
    assert all(_seconds(beside[name]) <= 1.2 * _seconds(alone[name]) + 0.3 for name in alone)
    assert beside["tarpit"]["health"] == "refused"
    assert not beside["tarpit"]["whole"]


def test_a_tarpit_holds_up_nobody_else() -> None:
    alone, beside, _ = _together(count=20, good=25, timeout=0.5)
    _check(alone, beside)
    problems = beside["tarpit"]["problems"]
    assert any("no complete answer in time" in problem for problem in problems)
    assert any(f"{SILENCES} requests in a row brought no answer" in problem for problem in problems)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_hundred_tarpits_end_with_the_budget() -> None:
    alone, beside, took = _together(count=100, good=100, timeout=30, max_minutes=0.5)
    _check(alone, beside)
    assert took <= 0.5 * 60 + 30 + 15, "the budget, one request under way, and the process' own time"


def test_the_budget_of_minutes_ends_a_visit_and_says_so() -> None:
    with serving(Site(pastes(*range(60)))) as site:
        result = one("pastebin", site.url, delay=0.1, max_minutes=0.02)
    assert 0 < len(site.paths) < 15, "a dozen at most, fewer where the machine is slow"
    assert result["pages"] == len(site.paths)
    assert any("budget of 0.02 minutes" in problem for problem in result["problems"])


def test_what_is_cut_off_counts_towards_the_budget_of_bytes() -> None:
    pages = pastes(*range(5))
    with serving(Site({**pages, **{path: ENDLESS for path in pages if "item" in path}})) as site:
        told = {"spider": "pastebin", "url": site.url, "allow_private": True, "delay": 0, "max_mb": 3}
        result = visit({"it": told}, scrapy={"DOWNLOAD_MAXSIZE": 1 << 20})["it"]
    assert 2_900_000 < result["bytes"] < 6_000_000
    assert len(site.paths) <= 5
    assert any("budget of 3 MB" in problem for problem in result["problems"])
