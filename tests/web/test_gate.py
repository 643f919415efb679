"""Who is let in, and what no other site can make a browser do here."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from leakscan.web import session as sessions_of
from leakscan.web.gate import HEADERS
from leakscan.web.session import IDLE, Sessions
from tests.cli.conftest import Desk as Workspace
from tests.web.browsing import BASE, Visitor

PLACES = ("/", "/hits/0123456789abcdef", "/incidents", "/clients", "/sources", "/runs", "/alerts", "/mutes", "/none")


def stranger(visitor: Visitor, base: str = BASE) -> TestClient:
    return TestClient(visitor.client.app, base_url=base, follow_redirects=False)


@pytest.mark.parametrize("place", PLACES)
def test_nobody_without_a_session_sees_anything(visitor: Visitor, place: str) -> None:
    answer = stranger(visitor).get(place)
    assert answer.status_code == 403
    assert "leakscan serve" in answer.text
    assert stranger(visitor).post(place).status_code == 403


def test_a_link_works_once(visitor: Visitor) -> None:
    token = visitor.sessions.token()
    first = stranger(visitor).get(f"/login?token={token}")
    assert (first.status_code, first.headers["location"]) == (303, "/")
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert token not in cookie
    for wrong in (token, "", "x" * 43, "%00"):
        again = stranger(visitor).get(f"/login?token={wrong}")
        assert again.status_code == 403
        assert "set-cookie" not in again.headers


def test_after_each_sign_in_there_is_another_link(visitor: Visitor) -> None:
    invited: list[int] = []
    visitor.client.app.entered = lambda: invited.append(1)  # type: ignore[attr-defined]
    stranger(visitor).get(f"/login?token={visitor.sessions.token()}")
    stranger(visitor).get("/login?token=wrong")
    assert invited == [1]


def test_a_session_ends_when_nobody_uses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    sessions = Sessions(clock=lambda: now[0])
    name = sessions.exchange(sessions.token())
    now[0] = IDLE - 1
    assert sessions.find(name) is not None
    now[0] += IDLE - 1
    assert sessions.find(name) is not None, "using it keeps it"
    now[0] += IDLE
    assert sessions.find(name) is None
    assert all(len(key) == 64 for key in sessions._sessions), sessions_of.__doc__


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8400", "127.0.0.1.evil.example", "[::ffff:127.0.0.1]:8400", "", "[", "localhost"],
)
def test_another_host_name_is_not_served(visitor: Visitor, host: str) -> None:
    """DNS rebinding: the browser reaches us under the name of a page that wants to read us."""
    for place in ("/", "/login?token=" + visitor.sessions.token(), "/static/style.css"):
        assert visitor.get(place, Host=host).status_code == 421


@pytest.mark.parametrize(
    ("headers", "let_in"),
    [
        ({"Origin": BASE}, True),
        ({}, True),  # no browser: the form's own secret decides
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://127.0.0.1:9999"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Origin": BASE}, True),
    ],
)
def test_a_form_of_another_site_does_nothing(
    workspace: Workspace, visitor: Visitor, headers: dict[str, str], let_in: bool
) -> None:
    hit = workspace.leak()
    csrf = visitor.tree(f"/hits/{hit}").css_first("input[name=csrf]").attributes["value"]  # type: ignore[union-attr]
    data = {"csrf": csrf, "action": "confirm"}
    answer = visitor.client.post(f"/hits/{hit}/decide", data=data, headers=headers, follow_redirects=False)
    assert answer.status_code == (303 if let_in else 403)
    assert visitor.store.hit(hit).hit.status == ("confirmed" if let_in else "new")


@pytest.mark.parametrize("csrf", [None, "", "wrong", "ü"])
def test_a_form_without_its_secret_does_nothing(workspace: Workspace, visitor: Visitor, csrf: str | None) -> None:
    hit = workspace.leak()
    data = {"action": "confirm"} | ({} if csrf is None else {"csrf": csrf})
    for what in ("decide", "note", "assign", "undo", "mute", "reveal"):
        assert visitor.client.post(f"/hits/{hit}/{what}", data=data).status_code == 403
    for place in ("/decide", "/undo", "/clients/reveal", "/mutes/1/end", "/nowhere"):
        assert visitor.client.post(place, data=data).status_code == 403
    assert visitor.store.events(hit) == []


def test_bodies_that_are_no_forms(visitor: Visitor) -> None:
    assert visitor.client.post("/decide", content=b"a" * ((1 << 20) + 1)).status_code == 413
    assert visitor.client.post("/decide", content=b"csrf=%ff\xff").status_code in {400, 403}
    assert visitor.client.post("/decide", content=b"&".join([b"a=1"] * 6000)).status_code == 400


def test_writing_takes_a_form_and_never_a_link(workspace: Workspace, visitor: Visitor) -> None:
    hit = workspace.leak()
    for what in ("decide", "note", "assign", "undo", "mute", "reveal"):
        assert visitor.get(f"/hits/{hit}/{what}?action=confirm").status_code in {404, 405}
    assert visitor.store.events(hit) == []


@pytest.mark.parametrize("place", [*PLACES, "/static/style.css"])
def test_every_answer_tells_the_browser_to_be_careful(visitor: Visitor, place: str) -> None:
    for answer in (visitor.get(place), stranger(visitor).get(place)):
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers.get("cache-control") == (None if "static" in place else "no-store")


def test_a_link_in_a_mail_leads_on(workspace: Workspace, visitor: Visitor) -> None:
    """The cookie does not come with a click from elsewhere; a page that says so leads to where it was going."""
    hit = workspace.leak()
    answer = stranger(visitor).get(f'/hits/{hit}?text="><script>', headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert f'href="/hits/{hit}?text=' in answer.text
    assert "<script" not in answer.text
    elsewhere = stranger(visitor).get(f"{BASE}//evil.example/", headers={"Sec-Fetch-Site": "cross-site"})
    assert 'href="/evil.example/"' in elsewhere.text


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_answers_lead_nowhere_else(workspace: Workspace, visitor: Visitor, back: str) -> None:
    hit = workspace.leak()
    csrf = visitor.tree("/").css_first("input[name=csrf]").attributes["value"]  # type: ignore[union-attr]
    data = {"csrf": csrf, "back": back, "text": "x"}
    answer = visitor.client.post(f"/hits/{hit}/note", data=data, follow_redirects=False)
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/..%2fapp.py"]
)
def test_static_files_are_static_files(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status_code in {404, 403}
