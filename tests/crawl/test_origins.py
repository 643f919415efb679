"""What a site may send a visit to: no address inside, and no secret to anybody but the source itself."""

from __future__ import annotations

import json
from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.crawl.authority import Authority
from tests.crawl.feeds import XML, feed, linking
from tests.crawl.site import Asked, Reply, Site, serving
from tests.crawl.spellings import SPELLINGS
from tests.crawl.visiting import Result, visit

HTML = {"Content-Type": "text/html"}
PASSED_OVER = {"link", "paste", "board", "next"}  # routes on which a link may be none of the source's
TOLD: dict[str, Any] = {"spider": "rss", "delay": 0, "allow_private": True}
ROUTES = ("redirect", "refresh", "robots", "link", "next", "file", "paste", "raw", "board")
SPIDERS = {"raw": "gists", "board": "phpbb"}


def _leading_to(url: str, route: str) -> Site:
    """A site whose feed leads to an address by one of the routes."""
    here, link = escape(url), f"{url}ABCD"
    file = {"filename": "a.csv", "raw_url": f"{url}raw/a.csv"}
    gist = {"html_url": "https://gist.example/1", "updated_at": "2026-10-01T09:00:00Z", "files": {"a.csv": file}}
    feeds: dict[str, Reply] = {
        "redirect": Reply(b"", 302, {"Location": url}),
        "refresh": Reply(f'<meta http-equiv="refresh" content="0;url={here}">'.encode(), 200, HTML),
        "robots": feed("a"),
        "link": feed("a", links=(here,)),
        "next": Reply(
            f'<feed><link rel="next" href="{here}"/><entry><id>1</id><title>t</title></entry></feed>'.encode(), 200, XML
        ),
        "file": linking("/rows.csv"),
        "paste": feed(escape(escape(f'<a href="{link}">{link}</a>'))),
        "board": Reply(
            f'<!DOCTYPE html><body id="phpbb"><a class="forumtitle" href="{here}viewforum.php?f=2">B</a>'.encode(),
            200,
            HTML,
        ),
        "raw": Reply(),
    }
    pages: dict[str, Reply | bytes] = {"/feed": feeds[route], "/rows.csv": feeds["redirect"]}
    pages["/gists/public?per_page=100&page=1"] = json.dumps([gist]).encode()
    if route == "robots":
        pages["/robots.txt"] = Reply(b"", 301, {"Location": url})
    return Site(pages)


def _source(site: Site, route: str, url: str) -> dict[str, Any]:
    host = urlsplit(url).netloc.rpartition("@")[2]
    options = {"full": True, "depth": 2, "expand": f"pinnwand:{host}" if route == "paste" else ""}
    at = site.url if route == "raw" else site.url + "feed"
    return {**TOLD, "spider": SPIDERS.get(route, "rss"), "url": at, "options": options}


def _attempt(spellings: list[str]) -> tuple[int, dict[str, Result]]:
    """Connections to the guarded address when every spelling is tried by every route, and what the visits came to."""
    with ExitStack() as stack:
        inner = stack.enter_context(serving(Site({"/": b"secret"})))
        port = int(inner.url.rsplit(":", 1)[1].strip("/"))
        also = stack.enter_context(serving(Site({"/": b"secret"}), "::1", port=port))
        sources: dict[str, dict[str, Any]] = {}
        for number, spelling in enumerate(spellings):
            url = spelling.format(port=port)
            if url.startswith("http:"):  # settings take no other spelling of the scheme
                sources[f"seed-{number}"] = {**TOLD, "url": url, "allow_private": False}
            for route in ROUTES:
                site = stack.enter_context(serving(_leading_to(url, route), "127.0.0.3"))
                sources[f"{route}-{number}"] = _source(site, route, url)
        results = visit(sources, patience=600)
        return inner.connections + also.connections, results


def _assert_guarded(spellings: list[str]) -> None:
    connections, results = _attempt(spellings)
    assert connections == 0
    assert not any("secret" in text for result in results.values() for text in result["texts"])
    whole = {name.partition("-")[0] for name, result in results.items() if result["whole"]}
    assert whole <= PASSED_OVER, "only a link that is no address, or another site's, may be passed over"


def test_without_the_guard_every_route_leads_inside() -> None:
    """The control: what the other tests show is the guard's doing."""
    with ExitStack() as stack:
        inner = {route: stack.enter_context(serving(Site())) for route in ROUTES}
        sites = {
            route: stack.enter_context(serving(_leading_to(site.url, route), "127.0.0.3"))
            for route, site in inner.items()
        }
        visit({route: _source(site, route, inner[route].url) for route, site in sites.items()}, unguarded=True)
        shut = [route for route, site in inner.items() if not site.connections]
        assert shut == ["board"], "a forum reads the boards of its own site alone, guard or none"


def _by_proxy(spellings: list[str]) -> int:
    """Requests that a proxy gets when every spelling is tried through it."""
    with serving(Site()) as proxy:
        urls = [spelling.format(port=80) for spelling in spellings]
        told = {**TOLD, "allow_private": False, "proxy": proxy.url}
        sources = {f"s{number}": {**told, "url": url} for number, url in enumerate(urls) if url.startswith("http:")}
        results = visit(sources, patience=600)
        assert not any(result["whole"] for result in results.values())
        return len(proxy.asked)


def test_no_proxy_is_asked_for_what_is_inside() -> None:
    assert _by_proxy(SPELLINGS) == 0


def test_no_route_leads_inside() -> None:
    _assert_guarded([SPELLINGS[number] for number in (1, 22, 32)])


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_route_leads_inside_however_the_address_is_spelt() -> None:
    assert len(SPELLINGS) >= 40
    _assert_guarded(SPELLINGS)


SCHEMES = (
    "file://{}",
    "FILE://{}",
    "data:text/html,secret",
    "ftp://127.0.0.1{}",
    "s3://secret{}",
    "gopher://127.0.0.1/",
)


@pytest.mark.parametrize("route", [route for route in ROUTES if route != "paste"])  # whose links begin with http
def test_no_route_leads_out_of_the_web(route: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    with ExitStack() as stack:
        urls = [scheme.format(tmp_path / "secret") for scheme in SCHEMES]
        sites = [stack.enter_context(serving(_leading_to(url, route), "127.0.0.3")) for url in urls]
        results = visit({f"s{n}": _source(site, route, "http://127.0.0.3/") for n, site in enumerate(sites)})
    assert not any("secret" in text for result in results.values() for text in result["texts"])
    assert route in PASSED_OVER or not any(result["whole"] for result in results.values())


SECRET = "hush-hush"  # the cookie of the source


def _elsewhere(classes: dict[str, Reply], other: str) -> Site:
    """A site that sends visitors to another, in a way of its own for each path; one path fails first."""
    failed: set[str] = set()

    def respond(asked: Asked) -> Reply | None:
        if asked.path == "/retried" and asked.path not in failed:
            failed.add(asked.path)
            return Reply(b"", 503, {"Retry-After": "0"})
        return None

    pages = {**classes, "/retried": Reply(b"", 302, {"Location": other + "feed"})}
    return Site({**pages, "/linked": feed("a", links=(other + "feed",))}, respond)


def test_no_secret_crosses_an_origin(tmp_path: Path) -> None:
    cookie = tmp_path / "cookie"
    cookie.write_text(f"session={SECRET}\n", encoding="utf-8")
    with ExitStack() as stack:
        port = stack.enter_context(serving(Site({"/feed": feed("b")})))
        host = stack.enter_context(serving(Site({"/feed": feed("b")}), "127.0.0.2"))
        scheme = stack.enter_context(serving(Site({"/feed": feed("b")}), tls=Authority(tmp_path).server("127.0.0.1")))
        to = {f"/{status}": (status, port.url) for status in (301, 302, 303, 307, 308)}
        to |= {"/scheme": (302, scheme.url), "/host": (302, host.url)}
        to["/userinfo"] = (302, port.url.replace("//", "//me:it@"))
        classes = {path: Reply(b"", status, {"Location": url + "feed"}) for path, (status, url) in to.items()}
        refresh = f'<meta http-equiv="refresh" content="0;url={port.url}feed">'
        classes["/refresh"] = Reply(refresh.encode(), 200, HTML)
        site = stack.enter_context(serving(_elsewhere(classes, port.url)))
        paths = [*classes, "/retried", "/linked"]
        told = {**TOLD, "cookie": f"file:{cookie}", "options": {"full": True}}
        sources: dict[str, dict[str, Any]] = {path.strip("/"): {**told, "url": site.url + path[1:]} for path in paths}
        # Another source has the second site as its own; what it keeps there is its own as well.
        visit(
            {**sources, "other": {**TOLD, "url": host.url + "feed"}},
            environment={"SSL_CERT_FILE": str(tmp_path / "authority.pem")},
        )
        assert len(paths) >= 10
        assert all(asked.headers.get("cookie") == f"session={SECRET}" for asked in site.asked)
        assert len(port.asked) >= len(paths) - 2
        assert len(scheme.asked) >= 1
        for asked in [*port.asked, *host.asked, *scheme.asked]:
            assert SECRET not in asked.path + "".join(asked.headers.values())
            assert not {"cookie", "authorization", "proxy-authorization", "referer"} & set(asked.headers)


def test_no_secret_crosses_an_origin_behind_a_proxy(tmp_path: Path) -> None:
    """Names of every kind, which loopback has not: a host below, one above, one beside, another port."""
    cookie = tmp_path / "cookie"
    cookie.write_text(f"session={SECRET}\n", encoding="utf-8")
    hosts = ("sub.forum.example", "example", "forum.example.evil.example", "forum.example:8080", "FORUM.example")
    pages: dict[str, Reply | bytes] = {f"http://{host.lower()}/feed": feed("b") for host in hosts}
    pages |= {
        f"http://forum.example/{n}": Reply(b"", 302, {"Location": f"http://{host}/feed"})
        for n, host in enumerate(hosts)
    }
    with serving(Site(pages)) as proxy:
        told = {**TOLD, "allow_private": False, "cookie": f"file:{cookie}", "options": {"full": True}}
        told["proxy"] = proxy.url.replace("//", "//me:for-the-proxy@")
        visit({f"s{n}": {**told, "url": f"http://forum.example/{n}"} for n in range(len(hosts))})
    sent = {asked.path: "".join(asked.headers.values()) for asked in proxy.asked}
    own = {path for path in sent if path.startswith("http://forum.example/")}
    assert {path for path, headers in sent.items() if SECRET in headers} == own
    assert len({path.split("/")[2] for path in sent}) == len(hosts), "each was reached, but for the first in capitals"
