"""A real HTTP server on loopback whose pages a test writes, and which records every request it gets."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it."""

    at: float
    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """What the server answers; ``drip`` seconds pass before each byte, and an ``endless`` body is sent for ever."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drip: float = 0.0
    endless: bool = False


Respond = Callable[[Asked], "Reply | bytes | None"]


class Site:
    """``pages`` maps a path with its query to a reply; ``respond`` is asked first and may answer None."""

    def __init__(self, pages: Mapping[str, Reply | bytes] | None = None, respond: Respond | None = None) -> None:
        self.pages = dict(pages or {})
        self.respond = respond
        self.asked: list[Asked] = []
        self.connections = self.sent = self.most_within = 0
        self.within: Counter[str] = Counter()  # requests in hand, by the host they are for
        self.url = ""

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def reply(self, asked: Asked) -> Reply:
        answer = self.respond(asked) if self.respond else None
        answer = self.pages.get(asked.path) if answer is None else answer
        if answer is None:
            return Reply(b"not here", 404)
        return answer if isinstance(answer, Reply) else Reply(answer)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what many a test is about."""


class _Server6(_Server):
    address_family = socket.AF_INET6


class _Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        self.site.connections += 1
        super().setup()

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        asked = Asked(time.monotonic(), self.path, {k.lower(): v for k, v in self.headers.items()})
        self.site.asked.append(asked)
        host = asked.headers.get("host", "")
        self.site.within[host] += 1
        self.site.most_within = max(self.site.most_within, self.site.within[host])
        reply = self.site.reply(asked)
        self.send_response(reply.status)
        for name, value in {"Content-Type": "text/plain; charset=utf-8", **reply.headers}.items():
            self.send_header(name, value)
        if not reply.endless:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.site.within[host] -= 1  # before the body is complete: after that the client may well be quicker
        for piece in self._pieces(reply) if self.command != "HEAD" else ():
            self.wfile.write(piece)
            self.site.sent += len(piece)
        self.close_connection |= reply.endless

    def _pieces(self, reply: Reply) -> Iterator[bytes]:
        while reply.endless:
            yield reply.body
        for number in range(len(reply.body)) if reply.drip else ():
            time.sleep(reply.drip)
            yield reply.body[number : number + 1]
        if not reply.drip:
            yield reply.body

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(site: Site, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None, port: int = 0) -> Iterator[Site]:
    """Serve the site, on a free port unless told, until the block ends."""

    server = (_Server6 if ":" in host else _Server)((host, port), type("Handler", (_Handler,), {"site": site}))
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site.url = f"http{'s' * (tls is not None)}://{f'[{host}]' if ':' in host else host}:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
