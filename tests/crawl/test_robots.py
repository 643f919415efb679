"""The table of RFC 9309: what each answer to robots.txt allows. One process visits a site a row."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from leakscan.crawl.robots import MAX_BYTES
from tests.crawl.feeds import feed
from tests.crawl.site import Asked, Reply, Site, serving
from tests.crawl.visiting import Result, visit

DENY = b"User-agent: *\nDisallow: /\n"
ROWS: dict[str, tuple[Reply, bool]] = {
    "200 allows": (Reply(b"User-agent: *\nDisallow: /admin\n"), True),
    "200 disallows all": (Reply(DENY), False),
    "200 disallows the path": (Reply(b"User-agent: *\nDisallow: /feed\n"), False),
    "the longer rule wins": (Reply(b"User-agent: *\nDisallow: /\nAllow: /feed\n"), True),
    "our own group counts": (Reply(b"User-agent: leakscan\nDisallow: /\n\nUser-agent: *\nAllow: /\n"), False),
    "another's group does not": (Reply(b"User-agent: otherbot\nDisallow: /\n"), True),
    "empty": (Reply(b""), True),
    "404 has no rules": (Reply(DENY, 404), True),
    "403 has no rules": (Reply(DENY, 403), True),
    "500 disallows": (Reply(b"User-agent: *\nAllow: /\n", 500), False),
    "503 disallows": (Reply(b"", 503, {"Retry-After": "0"}), False),
    "429 disallows": (Reply(b"", 429, {"Retry-After": "0"}), False),
    "a redirect is followed": (Reply(b"", 301, {"Location": "/elsewhere.txt"}), False),
    "five redirects are followed": (Reply(b"", 301, {"Location": "/5.txt"}), True),
    "a sixth is not": (Reply(b"", 301, {"Location": "/6.txt"}), False),
    "a redirect off the site disallows": (Reply(b"", 301, {"Location": "http://127.0.0.2:1/robots.txt"}), False),
    "rules past 500 KiB are not read": (Reply(b"#" * (MAX_BYTES + 1) + b"\n" + DENY), True),
    "binary has no rules": (Reply(bytes(range(256)) * 8), True),
    "a page has no rules": (Reply(b"<!DOCTYPE html><html><body>not a robots.txt</body></html>"), True),
    "a mark before the first line": (Reply(b"\xef\xbb\xbf" + DENY), False),
    "line ends of any kind": (Reply(DENY.replace(b"\n", b"\r")), False),
    "names without regard to case": (Reply(b"user-AGENT: LeakScan\ndisallow: /\n"), False),
    "wildcards": (Reply(b"User-agent: *\nDisallow: /f*d$\n"), False),
    "groups of one name count together": (
        Reply(b"User-agent: *\nDisallow: /a\n\nUser-agent: x\nDisallow:\n\nUser-agent: *\nDisallow: /feed\n"),
        False,
    ),
    "silence disallows": (Reply(DENY, drip=5.0), False),
    "an answer without end disallows": (Reply(b"#" * 65_536, endless=True), False),
}


def _site(robots: Reply) -> Site:
    def respond(asked: Asked) -> Reply | None:
        return robots if asked.path == "/robots.txt" else None

    pages: dict[str, Reply | bytes] = {
        f"/{number}.txt": Reply(b"", 302, {"Location": f"/{number - 1}.txt"}) for number in range(2, 7)
    }
    return Site(
        {**pages, "/1.txt": b"User-agent: *\nAllow: /\n", "/feed": feed("one"), "/elsewhere.txt": DENY}, respond
    )


@pytest.fixture(scope="module")
def results() -> dict[str, tuple[Result, list[str]]]:
    with ExitStack() as stack:
        sites = {row: stack.enter_context(serving(_site(robots))) for row, (robots, _) in ROWS.items()}
        names = {f"s{number}": row for number, row in enumerate(ROWS)}
        told = {"spider": "rss", "delay": 0, "allow_private": True}
        sources = {name: {**told, "url": sites[row].url + "feed"} for name, row in names.items()}
        results = visit(sources, scrapy={"DOWNLOAD_TIMEOUT": 3, "RETRY_TIMES": 0})
        return {row: (results[name], sites[row].paths) for name, row in names.items()}


@pytest.mark.parametrize("row", ROWS)
def test_robots(row: str, results: dict[str, tuple[Result, list[str]]]) -> None:
    result, asked = results[row]
    allowed = ROWS[row][1]
    assert ("/feed" in asked) is allowed
    assert (result["health"] == "ok") is allowed
    if not allowed:
        assert "robots" in result["detail"]


def test_a_reason_to_ignore_robots_is_needed_and_logged(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with serving(_site(Reply(DENY))) as site:
        told = {"spider": "rss", "delay": 0, "allow_private": True, "url": site.url + "feed"}
        results = visit({"it": {**told, "options": {"ignore_robots": "the owner agreed"}}}, log=str(log))
    assert results["it"]["health"] == "ok"
    assert "the owner agreed" in log.read_text("utf-8")
