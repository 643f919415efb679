"""A site served on loopback, for as long as it is wanted."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from leakscan.demo.site.answer import Site
from leakscan.errors import UsageError


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        super().__init__(("127.0.0.1", port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    timeout = 30
    disable_nagle_algorithm = True  # else every answer waits 40 ms for the client to acknowledge its head

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        answer = self.server.site.answer(parts.path, parse_qs(parts.query))
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that the base class gave it
        """Keep quiet: the crawl's own account is what is shown."""


@contextmanager
def serve(site: Site, port: int = 0) -> Iterator[str]:
    """Serve a site on 127.0.0.1 and give its base address; port 0 is any free one.

    Raises:
        UsageError: the port is taken, or not allowed.
    """
    try:
        server = _Server(site, port)
    except OSError as error:
        raise UsageError(f"port {port} of 127.0.0.1 can't be served on: {error.strerror or error}") from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
