from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from leakscan.crawl.guard import is_local_spelling, is_public
from tests.crawl.feeds import feed
from tests.crawl.site import Reply, Site, serving
from tests.crawl.spellings import SPELLINGS
from tests.crawl.visiting import forks, one, visit

INSIDE = """
127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1 192.88.99.1
198.18.0.1 203.0.113.9 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
::7f00:1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::a00:1 2002:7f00:1::
2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1
nonsense
""".split()  # noqa: SIM905  # a table reads better
OUTSIDE = ["8.8.8.8", "1.1.1.1", "104.20.1.2", "2606:4700::1111", "::ffff:8.8.8.8"]


def _fetch(urls: list[str], settings: dict[str, object]) -> None:
    """A bare spider, without our middlewares, asks for every address."""
    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerProcess

    class Fetch(Spider):
        name = "fetch"

        async def start(self) -> AsyncIterator[Any]:
            for url in urls:
                yield Request(url, self.parse, errback=self.parse, dont_filter=True)

        def parse(self, outcome: Any) -> None:
            """What came of it the server knows."""

    quiet = {"TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False, "LOG_LEVEL": "CRITICAL"}
    process = AsyncCrawlerProcess({**settings, **quiet, "RETRY_ENABLED": False, "DOWNLOAD_TIMEOUT": 2})
    process.crawl(Fetch)
    process.start()


@pytest.mark.parametrize("address", INSIDE)
def test_inside(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_outside(address: str) -> None:
    assert is_public(address)


LOCAL = """
2130706433 0x7f000001 0177.0.0.1 127.1 localhost a.localhost x.local
metadata.google.internal [::1] 0 127.0.0.1. LOCALHOST
%31%32%37.0.0.1 127.0.0.1%2e %2531%2532%2537.0.0.1 １２７.0.0.1 127。0。0。1 [::127.0.0.1] [::7f00:1] l%6fcalhost
""".split()  # noqa: SIM905  # a table reads better


@pytest.mark.parametrize("host", ["", *LOCAL])
def test_spellings_that_nobody_resolves(host: str) -> None:
    assert is_local_spelling(host)


@pytest.mark.parametrize(
    "host", ["forum.example", "8.8.8.8", "134744072", "xn--mnchen-3ya.example", "10.example", "[2606:4700::1111]"]
)
def test_spellings_of_others(host: str) -> None:
    assert not is_local_spelling(host)


def _reached(settings: dict[str, object]) -> int:
    """Connections that arrive when every spelling is asked for."""
    with serving(Site({"/": b"here"})) as site:
        port = site.url.rsplit(":", 1)[1].strip("/")
        child = forks.Process(target=_fetch, args=([url.format(port=port) for url in SPELLINGS], settings))
        child.start()
        child.join(60)
        assert child.exitcode == 0
        return site.connections


def test_the_resolver_alone_refuses_every_spelling() -> None:
    assert _reached({}) >= 20, "the control reaches the server, or this test shows nothing"
    assert _reached({"TWISTED_DNS_RESOLVER": "leakscan.crawl.guard.GuardResolver"}) == 0


def test_a_source_without_allow_private_asks_nothing() -> None:
    with serving(Site({"/feed": feed("a")})) as site:
        result = one("rss", site.url + "feed", allow_private=False)
    assert not site.asked
    assert result["health"] == "refused"
    assert "private-address" in result["detail"]


def test_a_redirect_does_not_lead_to_another_private_host() -> None:
    with serving(Site({"/": b"secret"}), "127.0.0.2") as inner:
        html = {"Content-Type": "text/html"}
        refresh = Reply(f'<meta http-equiv="refresh" content="0;url={inner.url}">'.encode(), 200, html)
        pages = {f"/{status}": Reply(b"", status, {"Location": inner.url}) for status in (301, 302, 307)}
        with serving(
            Site({**pages, "/refresh": refresh, "/robots.txt": Reply(b"", 301, {"Location": inner.url})})
        ) as site:
            told = {"spider": "rss", "delay": 0, "allow_private": True}
            robots = visit({"it": {**told, "url": site.url + "301"}})
            site.pages["/robots.txt"] = b""
            paths = [*pages, "/refresh"]
            results = visit({path.strip("/"): {**told, "url": site.url + path[1:]} for path in paths})
        assert not inner.asked
    assert {result["health"] for result in [*results.values(), *robots.values()]} == {"refused"}


def test_one_sources_private_host_is_not_anothers() -> None:
    with serving(Site({"/feed": feed("a")}), "127.0.0.2") as inner:
        outer = Site({"/feed": feed("x", links=(inner.url + "feed",))})
        with serving(outer) as site:
            told = {"spider": "rss", "delay": 0, "allow_private": True}
            results = visit(
                {
                    "outer": {**told, "url": site.url + "feed", "options": {"full": True}},
                    "inner": {**told, "url": inner.url + "feed"},
                }
            )
        assert inner.paths == ["/feed"]  # its own source's request
    assert results["inner"]["health"] == "ok"
    assert any("private-address" in problem for problem in results["outer"]["problems"])


def test_a_redirect_to_another_scheme_reads_nothing() -> None:
    links = ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/html,x", "gopher://127.0.0.1/"]
    pages = {f"/{number}": Reply(b"", 302, {"Location": link}) for number, link in enumerate(links)}
    with serving(Site(pages)) as site:
        told = {"spider": "rss", "delay": 0, "allow_private": True}
        results = visit({path.strip("/"): {**told, "url": site.url + path[1:]} for path in pages})
    assert [result["health"] for result in results.values()] == ["refused"] * 4
    assert not any(result["texts"] for result in results.values())
