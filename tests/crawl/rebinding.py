"""Inside a network namespace: a server of names that changes its mind with every answer, and a site at every address.

Every address is local there (``ip route add local default dev lo``), so that the site sees which one was connected to.
Prints how many connections came to each address, under guard and without.
"""

from __future__ import annotations

import json
import socket
import socketserver
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

from tests.crawl.feeds import feed
from tests.crawl.visiting import visit

PUBLIC, INSIDE = "93.184.216.34", "127.0.0.1"
NAMES = 40
connections: Counter[str] = Counter()
turn = count()


class _Names(socketserver.BaseRequestHandler):
    """Answers for the source's own name with a public address, for all others with one in turn; TTL 0."""

    def handle(self) -> None:
        asked, sender = self.request
        end = asked.index(b"\0", 12) + 5
        question, wants_ipv4 = asked[12:end], asked[end - 4 : end - 2] == b"\0\1"
        steady = question.startswith(b"\x04news")
        address = PUBLIC if steady or not wants_ipv4 or next(turn) % 2 else INSIDE
        answer = b"\xc0\x0c\0\1\0\1\0\0\0\0\0\4" + socket.inet_aton(address) if wants_ipv4 else b""
        head = asked[:2] + b"\x81\x80\0\1" + (b"\0\1" if answer else b"\0\0") + b"\0\0\0\0"
        sender.sendto(head + question + answer, self.client_address)


class _Site(BaseHTTPRequestHandler):
    def setup(self) -> None:
        connections[self.request.getsockname()[0]] += 1
        super().setup()

    def do_GET(self) -> None:
        links = tuple(f"http://flip{number}.example/page" for number in range(NAMES))
        pages = {"/feed": feed(*map(str, range(NAMES)), links=links).body, "/page": b"<!DOCTYPE html>page"}
        body = pages.get(self.path, b"")
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html" if self.path == "/page" else "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def crawled(**more: object) -> dict[str, int]:
    """Connections by address, of a visit whose feed links to every name."""
    connections.clear()
    told = {"spider": "rss", "url": "http://news.example/feed", "delay": 0, "options": {"full": True}}
    visit({"it": told}, scrapy={"DNSCACHE_ENABLED": False}, **more)
    return dict(connections)


def main() -> None:
    names = socketserver.ThreadingUDPServer(("127.0.0.1", 53), _Names)
    site = ThreadingHTTPServer(("0.0.0.0", 80), _Site)  # noqa: S104  # a namespace of its own
    for server in (names, site):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"guarded": crawled(), "unguarded": crawled(unguarded=True)}))


if __name__ == "__main__":
    main()
