"""Certificates: made here by an authority of our own, which the visits are told to trust."""

from __future__ import annotations

import ssl
import warnings
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.crawl.authority import Authority
from tests.crawl.feeds import feed
from tests.crawl.site import Site, serving
from tests.crawl.socks import Socks, proxying
from tests.crawl.visiting import Result, visit

HOST = "127.0.0.1"
REFUSED = ("self-signed", "expired", "wrong-host", "old", "self-signed-by-socks")


def _old(context: ssl.SSLContext) -> ssl.SSLContext:
    with warnings.catch_warnings(action="ignore"):
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    folder = tmp_path_factory.mktemp("tls")
    authority = Authority(folder)
    servers = {
        "good": authority.server(HOST),
        "self-signed": authority.server(HOST, own=True),
        "expired": authority.server(HOST, days=-1),
        "wrong-host": authority.server("other.example"),
        "old": _old(authority.server(HOST)),
        "overridden": authority.server(HOST, own=True),
        "good-by-socks": authority.server("good.example"),
        "self-signed-by-socks": authority.server("bad.example", own=True),
    }
    with ExitStack() as stack:
        urls = {
            name: stack.enter_context(serving(Site({"/feed": feed("a")}), HOST, tls)).url
            for name, tls in servers.items()
        }
        told = {
            name: {"spider": "rss", "url": url + "feed", "delay": 0, "allow_private": True}
            for name, url in urls.items()
        }
        by_name = {"good.example": "good-by-socks", "bad.example": "self-signed-by-socks"}
        proxy = stack.enter_context(
            proxying(Socks({host: urlsplit(urls[name]).port or 0 for host, name in by_name.items()}))
        )
        for host, name in by_name.items():
            told[name] |= {"url": f"https://{host}/feed", "proxy": proxy.url}
        told["overridden"]["verify_tls"] = False
        log = folder / "log"
        results = visit(told, log=str(log), environment={"SSL_CERT_FILE": str(authority.path)})
    results["log"] = {"text": log.read_text("utf-8")}
    return results


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, results: dict[str, Result]) -> None:
    assert results[name]["health"] == "refused"
    assert not results[name]["texts"]
    assert "no trustworthy connection" in results[name]["detail"]


@pytest.mark.parametrize("name", ["good", "good-by-socks"])
def test_accepted(name: str, results: dict[str, Result]) -> None:
    assert results[name]["health"] == "ok", results[name]["detail"]


def test_one_source_may_go_without_and_the_log_says_so(results: dict[str, Result]) -> None:
    assert results["overridden"]["health"] == "ok"
    assert "overridden: the certificate of 127.0.0.1 is not checked" in results["log"]["text"]
