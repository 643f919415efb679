"""What a site may send a visit to: no address inside, and no secret to anybody but the source itself."""

from __future__ import annotations

from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import Any

import pytest

from tests.crawl.authority import Authority
from tests.crawl.feeds import feed
from tests.crawl.site import Asked, Reply, Site, serving
from tests.crawl.spellings import SPELLINGS
from tests.crawl.visiting import Result, visit

HTML = {"Content-Type": "text/html"}
TOLD: dict[str, Any] = {"spider": "rss", "delay": 0, "allow_private": True}
ROUTES = ("redirect", "refresh", "robots", "link")


def _leading_to(url: str, route: str) -> Site:
    """A site whose feed leads to an address by one of the routes."""
    if route == "redirect":
        return Site({"/feed": Reply(b"", 302, {"Location": url})})
    if route == "refresh":
        page = f'<meta http-equiv="refresh" content="0;url={escape(url)}">'
        return Site({"/feed": Reply(page.encode(), 200, HTML)})
    if route == "robots":
        return Site({"/feed": feed("a"), "/robots.txt": Reply(b"", 301, {"Location": url})})
    return Site({"/feed": feed("a", links=(escape(url),))})


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
                sources[f"{route}-{number}"] = {**TOLD, "url": site.url + "feed", "options": {"full": True}}
        results = visit(sources, patience=600)
        return inner.connections + also.connections, results


def _assert_guarded(spellings: list[str]) -> None:
    connections, results = _attempt(spellings)
    assert connections == 0
    assert not any("secret" in text for result in results.values() for text in result["texts"])
    assert {name for name, result in results.items() if result["whole"]} <= {
        f"link-{number}" for number in range(len(spellings))
    }, "only a link that is no address at all may be passed over"


def test_no_route_leads_inside() -> None:
    _assert_guarded([SPELLINGS[number] for number in (1, 22, 32)])


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_route_leads_inside_however_the_address_is_spelt() -> None:
    assert len(SPELLINGS) >= 40
    _assert_guarded(SPELLINGS)


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
