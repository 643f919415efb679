"""Pages that scripts fill: a real browser, which is given what we fetch and reaches nobody by itself."""

from __future__ import annotations

import importlib.util
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from leakscan.crawl import browser
from leakscan.crawl.refusals import BrowserUnusableError
from leakscan.crawl.visit import Order
from tests.crawl.alone import alone
from tests.crawl.listening import listening_below
from tests.crawl.site import Asked, Reply, Site, serving
from tests.crawl.visiting import visit

CHROMIUM = next(filter(None, map(shutil.which, browser.NAMES)), None)
HTML, SCRIPT, JSON = (
    {"Content-Type": f"{kind}; charset=utf-8"} for kind in ("text/html", "text/javascript", "application/json")
)
real = [
    pytest.mark.integration,
    pytest.mark.skipif(
        CHROMIUM is None or importlib.util.find_spec("scrapy_playwright") is None, reason="needs chromium and the extra"
    ),
]
SHELL = Reply(
    b"<!DOCTYPE html><html><head><title>Recent</title></head><body><noscript>You need to enable JavaScript to run this"
    b' app.</noscript><div id="root"></div><script src="/app.js"></script></body></html>',
    headers=HTML,
)
APP = b"""
fetch("/api/recent").then(answer => answer.json()).then(keys => {
  document.getElementById("root").innerHTML =
    keys.map(key => `<div class="header"><a href="/${key}">#${key}</a></div>`).join("");
  history.pushState({}, "", "/somewhere/else");
});
"""
TOLD: dict[str, Any] = {
    "spider": "ideone", "delay": 0, "allow_private": True, "options": {"browser_sandbox": False},
}  # fmt: skip


def app(script: bytes = APP, **more: Reply | bytes) -> Site:
    """A paste site whose list a script makes."""
    pages: dict[str, Reply | bytes] = {"/recent": SHELL, "/app.js": Reply(script, headers=SCRIPT)}
    pages |= {"/api/recent": Reply(b'["aB3dE5", "Xy7Zw9"]', headers=JSON)}
    pages |= {"/plain/aB3dE5": b"Maple Hollow Police", "/plain/Xy7Zw9": b"Cedar Bend Sheriff"}
    return Site(pages | {f"/{name}": page for name, page in more.items()})


def test_it_is_off_unless_a_source_asks() -> None:
    with serving(app()) as site:
        result = visit({"it": {**TOLD, "url": site.url}})["it"]
    assert result["health"] == "challenge"
    assert "browser = true" in result["detail"]
    assert site.paths == ["/recent"]


def test_without_what_it_needs_nothing_is_asked_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(app()) as site:
        result = visit({"it": {**TOLD, "url": site.url, "browser": "/no/such/browser"}})["it"]
    assert result["health"] == "refused"
    assert not site.asked
    for missing, says in (("scrapy_playwright", "leakscan-toolkit[browser]"), ("", "no browser at")):
        monkeypatch.setattr(browser, "find_spec", lambda name, missing=missing: None if name == missing else name)
        with pytest.raises(BrowserUnusableError, match=says.replace("[", r"\[")):
            browser.settings(Order("it", browser="/no/such/browser"))


def test_as_root_it_has_to_be_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find_spec", lambda name: name)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    with pytest.raises(BrowserUnusableError, match="browser_sandbox"):
        browser.settings(Order("it", browser="/bin/sh"))
    told = browser.settings(Order("it", browser="/bin/sh", options={"browser_sandbox": False}))
    assert told["PLAYWRIGHT_LAUNCH_OPTIONS"]["chromium_sandbox"] is False
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert browser.settings(Order("it", browser="/bin/sh"))["PLAYWRIGHT_LAUNCH_OPTIONS"]["chromium_sandbox"] is True


class TestRealBrowser:
    pytestmark = real

    def test_what_scripts_make_of_a_page_is_read(self) -> None:
        with serving(app()) as site:
            result = visit({"it": {**TOLD, "url": site.url, "browser": True}})["it"]
        assert (result["health"], sorted(result["texts"])) == ("ok", ["Cedar Bend Sheriff", "Maple Hollow Police"])
        assert site.paths[:3] == ["/recent", "/app.js", "/api/recent"]
        assert {asked.headers["user-agent"].split("/")[0] for asked in site.asked} == {"leakscan"}
        assert result["pages"] == len(site.paths), "parts of a page count towards the budget"

    def test_robots_and_budget_hold_for_parts_of_pages_too(self) -> None:
        robots = b"User-agent: *\nDisallow: /api/\n"
        with serving(app(**{"robots.txt": robots})) as site, serving(app()) as other:
            results = visit(
                {
                    "robots": {**TOLD, "url": site.url, "browser": True},
                    "budget": {**TOLD, "url": other.url, "browser": True, "max_pages": 2},
                }
            )
        assert "/api/recent" not in site.paths
        assert results["robots"]["health"] == "challenge"
        assert other.paths == ["/recent", "/app.js"]
        assert any("budget of 2 pages" in problem for problem in results["budget"]["problems"])

    def test_a_script_without_end_is_left_and_the_next_page_is_read(self) -> None:
        with serving(app(b"while (true) {}")) as stuck, serving(app()) as good:
            began = time.monotonic()
            told = {**TOLD, "browser": True}
            urls = {"stuck": stuck.url, "good": good.url}
            patched = {"scrapy": {"RETRY_TIMES": 0}, "browser_seconds": 6, "patience": 110}
            results = visit({name: {**told, "url": url} for name, url in urls.items()}, **patched)
        assert time.monotonic() - began < 90
        assert (results["stuck"]["health"], results["good"]["health"]) == ("refused", "ok")
        assert "in the browser" in results["stuck"]["detail"]

    def test_nothing_listens_and_the_browser_ends_with_the_visit(self) -> None:
        seen: list[tuple[int, set[str]]] = []

        def respond(asked: Asked) -> None:
            if asked.path == "/api/recent":
                seen.append(listening_below())

        site = app()
        site.respond = respond
        with serving(site):
            result = visit({"it": {**TOLD, "url": site.url, "browser": True}})["it"]
        assert result["health"] == "ok"
        assert seen
        assert all(processes >= 4 and not listens for processes, listens in seen), seen
        assert listening_below()[0] < seen[0][0]

    def test_whatever_a_page_tries_nothing_goes_out_of_the_browser(self, tmp_path: Path) -> None:
        """In a namespace where every address is the machine's own and every packet is counted."""
        told = alone("tests.crawl.breakout", tmp_path, "nameserver 203.0.113.53\noptions timeout:1 attempts:1\n")
        assert told["tried"] == ["done"], "the page did try all of it"
        assert told["health"] == "ok"
        assert told["reached"] == []
        assert told["loose"] >= 10, "without guard the same page reaches others"
        assert (told["datagrams"], told["connections"]) == (0, 0), "beside our own"
        assert told["control"] > 0
