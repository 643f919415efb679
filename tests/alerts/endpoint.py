"""A real HTTP server on loopback that takes notifications, and answers as it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Received:
    """One request: its path, headers (lower case) and body."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def key(self) -> str:
        return self.headers["idempotency-key"]

    @property
    def told(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(self.body)
        return value


Answer = int | float  # a status, or seconds to hang before the connection is dropped


@dataclass
class Endpoint:
    """What came in, and what of it was accepted; ``answer`` gets each request's number (from 0)."""

    answer: Callable[[int], Answer] = lambda _: 200
    headers: dict[str, str] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    accepted: list[Received] = field(default_factory=list)
    port: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.port}/hook"


class _Handler(BaseHTTPRequestHandler):
    endpoint: Endpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.endpoint.lock:
            answer = self.endpoint.answer(len(self.endpoint.received))
            self.endpoint.received.append(request := Received(self.path, headers, body))
        if isinstance(answer, float):
            self.endpoint.over.wait(answer)
            self.close_connection = True
            return
        if answer == 200:
            with self.endpoint.lock:
                self.endpoint.accepted.append(request)
        self.send_response(answer)
        for name, value in self.endpoint.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:  # a sender that was killed
        pass


@contextmanager
def serving(endpoint: Endpoint) -> Iterator[Endpoint]:
    """Serve while the block lasts."""
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"endpoint": endpoint}))
    endpoint.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
