"""SOCKS proxies against a server of our own that logs what it was asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from leakscan.crawl.socks import isolated
from tests.crawl.alone import alone
from tests.crawl.feeds import feed
from tests.crawl.site import Asked, Reply, Site, serving
from tests.crawl.socks import NAME, Socks, proxying
from tests.crawl.visiting import ROOT, visit

ONION = "leakforumexamplexyz.onion"


def port_of(url: str) -> int:
    port = urlsplit(url).port
    assert port is not None
    return port


def told(host: str, proxy: str) -> dict[str, object]:
    return {"spider": "rss", "url": f"http://{host}/feed", "delay": 0, "proxy": proxy}


def test_everything_goes_through_the_proxy_by_name_and_each_source_on_a_circuit_of_its_own() -> None:
    with serving(Site({"/feed": feed("a")})) as site:
        to = dict.fromkeys([ONION, "b.example"], port_of(site.url))
        with proxying(Socks(to)) as proxy:
            results = visit({"one": told(ONION, proxy.url), "two": told("b.example", proxy.url)})
    assert {name: result["health"] for name, result in results.items()} == {"one": "ok", "two": "ok"}
    assert {(wanted.kind, wanted.host, wanted.port) for wanted in proxy.wanted} == {
        (NAME, ONION, 80),
        (NAME, "b.example", 80),
    }
    circuits = {host: {(w.user, w.password) for w in proxy.wanted if w.host == host} for host in (ONION, "b.example")}
    assert [len(users) for users in circuits.values()] == [1, 1]
    assert circuits[ONION] != circuits["b.example"]
    assert site.asked[0].path == "/robots.txt", "robots.txt is no exception"


def test_a_user_that_the_settings_name_is_used() -> None:
    with serving(Site({"/feed": feed("a")})) as site, proxying(Socks({ONION: port_of(site.url)})) as proxy:
        results = visit({"it": told(ONION, proxy.url.replace("//", "//me:it%40s@"))})
    assert results["it"]["health"] == "ok"
    assert {(wanted.user, wanted.password) for wanted in proxy.wanted} == {("me", "it@s")}


def test_a_proxy_that_knows_no_users_is_used_without(tmp_path: Path) -> None:
    with serving(Site({"/feed": feed("a")})) as site, proxying(Socks({ONION: port_of(site.url)}, users=False)) as proxy:
        results = visit({"it": told(ONION, proxy.url)}, log=str(tmp_path / "log"))
    assert results["it"]["health"] == "ok"
    assert "its circuits are shared" in (tmp_path / "log").read_text("utf-8")


def test_a_dead_proxy_an_unreachable_site_and_one_inside_are_dark_and_nothing_goes_beside_the_proxy() -> None:
    with proxying(Socks({})) as gone:
        pass
    with serving(Site({"/feed": feed("a")})) as site, proxying(Socks({})) as proxy:
        results = visit(
            {
                "dead": told(ONION, gone.url),
                "unreachable": told("c.example", proxy.url),
                "inside": told(f"127.0.0.1:{port_of(site.url)}", proxy.url),
            }
        )
        assert not site.asked
    assert {result["health"] for result in results.values()} == {"refused"}
    assert "through the proxy at 127.0.0.1" in results["dead"]["detail"]
    assert "Host unreachable" in results["unreachable"]["detail"]
    assert "private-address" in results["inside"]["detail"]
    assert {wanted.host for wanted in proxy.wanted} == {"c.example"}


def test_a_redirect_stays_on_the_proxy_and_an_onion_needs_one() -> None:
    def respond(asked: Asked) -> Reply | None:
        return Reply(b"", 302, {"Location": "/moved"}) if asked.path == "/feed" else None

    with serving(Site({"/moved": feed("a")}, respond)) as site, proxying(Socks({ONION: port_of(site.url)})) as proxy:
        results = visit({"it": told(ONION, proxy.url), "bare": {"spider": "rss", "url": f"http://{ONION}/feed"}})
    assert results["it"]["health"] == "ok"
    assert {wanted.host for wanted in proxy.wanted} == {ONION}
    assert "proxy" in results["bare"]["detail"]


def test_the_whole_answer_has_a_deadline() -> None:
    """Settled in the handler: the library's own limits are for each read."""
    import asyncio
    from unittest import mock

    from scrapy import Request
    from scrapy.exceptions import DownloadTimeoutError

    from leakscan.crawl.refusals import ProxyUnusableError
    from leakscan.crawl.socks_handler import SocksOnlyHandler

    async def drip(*_: object) -> None:
        await asyncio.sleep(3600)

    handler = object.__new__(SocksOnlyHandler)
    told = {"download_timeout": 0.01, "proxy": "socks5h://127.0.0.1:1"}
    with mock.patch.object(SocksOnlyHandler, "_fetch", drip):
        with pytest.raises(DownloadTimeoutError):
            asyncio.run(handler.download_request(Request(f"http://{ONION}/", meta=told)))
        with pytest.raises(ProxyUnusableError):
            asyncio.run(handler.download_request(Request(f"http://{ONION}/", meta={"download_timeout": 1.0})))


def test_without_the_extra_it_says_what_to_install() -> None:
    code = """
import sys
sys.modules["socksio"] = None
import importlib.util as u
found = u.find_spec
u.find_spec = lambda name, *more: None if name == "socksio" else found(name, *more)
from leakscan.config import SourceConfig
from leakscan.crawl.page import Memory
from leakscan.crawl.runner import Visits
source = SourceConfig(spider="rss", url="http://forum.example/feed", delay=0, proxy="socks5h://127.0.0.1:9050")
print(Visits({"it": source}, Memory()).run()[0].detail)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "pip install 'leakscan-toolkit[tor]'" in done.stdout


def test_no_packet_goes_beside_the_proxy(tmp_path: Path) -> None:
    """In a namespace that counts what is sent, with a name look-up as the control that shows that it does."""
    told = alone("tests.crawl.beside", tmp_path, "nameserver 203.0.113.53\noptions timeout:1 attempts:1\n")
    assert told == {"health": "ok", "beside": [0, 0], "control": told["control"]}
    assert told["control"] > 0


def test_users_of_two_visits_differ() -> None:
    assert isolated("socks5h://127.0.0.1:9050") != isolated("socks5h://127.0.0.1:9050")
    assert isolated("socks5h://me@127.0.0.1:9050") == "socks5h://me@127.0.0.1:9050"
