"""What stands before every page: the right host, a session, a form that is ours; and what every answer tells a browser.

A page of another site can make a browser send requests here; it can't name our host (DNS rebinding: it sends its own),
its requests carry no cookie (SameSite=Strict), and it does not know what our forms carry (CSRF).
"""

from __future__ import annotations

import html
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from leakscan.web.session import Session, Sessions

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # without any, browsers would not say that our own forms are ours
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
PUBLIC = "/static/"  # style, script, icon: nothing of anybody's
LOGIN = "/login"
SAFE = {"GET", "HEAD"}
BODY = 1 << 20  # bytes of a form
NO_SESSION = (
    "Not signed in. Open the link that `leakscan serve` printed; each works once, and a new one is printed then."
)
HERE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>leakscan</title>
<link rel="stylesheet" href="/static/style.css"><main><h1>You came here from another site</h1>
<p>So the browser did not say who you are. <a href="{}">Go on to this page</a></main>"""


@dataclass(frozen=True)
class Door:
    """How the server is reached: host names it answers to, the cookie's name, whether all is encrypted."""

    hosts: frozenset[str]
    cookie: str = "leakscan"
    secure: bool = False


class Gate:
    """The middleware; ``entered`` is called after each sign-in."""

    def __init__(
        self, app: ASGIApp, sessions: Sessions, door: Door, entered: Callable[[], None] = lambda: None
    ) -> None:
        self.app, self.sessions, self.door, self.entered = app, sessions, door, entered

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if not scope["path"].startswith(PUBLIC):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        request = Request(scope, receive)
        refusal = self._refused(request)
        if refusal is None and request.method not in SAFE:
            refusal = await self._read_form(request)
        await (refusal or self.app)(scope, receive, guarded)

    def _refused(self, request: Request) -> Response | None:
        """What to answer instead of the page; where there is nothing, the session is in the request's state."""
        if not _is_ours(request.headers.get("host"), self.door.hosts):
            return PlainTextResponse("This host name is not served here.", 421)
        path = request.url.path
        if path == LOGIN:
            return self._enter(request)
        if path.startswith(PUBLIC):
            return None
        session = self.sessions.find(request.cookies.get(self.door.cookie))
        if session is None:
            return _stranger(request)
        request.state.session = session
        if request.method in SAFE:
            return None
        return None if _from_here(request.headers) else PlainTextResponse("This came from another site.", 403)

    async def _read_form(self, request: Request) -> Response | None:
        """Take the form from the body; it has to carry what this session's forms do."""
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > BODY:
                return PlainTextResponse("This is more than any form here holds.", 413)
        try:
            form = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=5_000)
        except ValueError:
            return PlainTextResponse("This is no form.", 400)
        session: Session | None = getattr(request.state, "session", None)
        given = form.pop("csrf", [""])[0]
        if session is None or not secrets.compare_digest(given.encode(), session.csrf.encode()):
            return PlainTextResponse("This form is not one of this session; go back, reload the page, try again.", 403)
        request.state.form = form
        return None

    def _enter(self, request: Request) -> Response:
        """Exchange a token for a session; a browser that has one goes on with it."""
        name = self.sessions.exchange(request.query_params.get("token", ""))
        if name is None:
            known = self.sessions.find(request.cookies.get(self.door.cookie))
            return RedirectResponse("/", 303) if known else PlainTextResponse(NO_SESSION, 403)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self.door.cookie, name, httponly=True, samesite="strict", secure=self.door.secure, path="/")
        self.entered()
        return answer


def _stranger(request: Request) -> Response:
    """Whoever follows a link in a mail or a chat is not known at first, since the cookie stays with our own pages."""
    if request.method in SAFE and request.headers.get("sec-fetch-site") in {"cross-site", "same-site"}:
        asked = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
        return HTMLResponse(HERE.format(html.escape("/" + asked.lstrip("/"))), 403)
    return PlainTextResponse(NO_SESSION, 403)


def _is_ours(host: str | None, hosts: frozenset[str]) -> bool:
    """Whether the Host header names one of ours, with whatever port."""
    try:
        return host is not None and urlsplit(f"//{host}").hostname in hosts
    except ValueError:
        return False


def _from_here(headers: Headers) -> bool:
    """Whether the browser says that a page of ours sent it; every browser of today says so."""
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")
