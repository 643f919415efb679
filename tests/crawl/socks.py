"""A small SOCKS5 server on loopback that writes down whom it was asked for, and by which user."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

NAME, IPV4 = 3, 1  # how a destination was given (RFC 1928, 4)


@dataclass(frozen=True)
class Wanted:
    """One connection as the proxy was asked for it."""

    kind: int
    host: str
    port: int
    user: str
    password: str


@dataclass
class Socks:
    """``to`` maps hosts to a local port; any other host is unreachable. With ``users`` it insists on a user."""

    to: Mapping[str, int]
    users: bool = True
    wanted: list[Wanted] = field(default_factory=list)
    url: str = ""


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        told: Socks = self.server.told  # type: ignore[attr-defined]  # put there below
        methods = set(self._read(self._read(2)[1]))
        method = 2 if told.users else 0
        self.wfile.write(bytes([5, method if method in methods else 0xFF]))
        if method not in methods:
            return
        user, password = self._user() if told.users else ("", "")
        _, _, _, kind = self._read(4)
        host = self._read(self._read(1)[0]).decode() if kind == NAME else socket.inet_ntoa(self._read(4))
        port = int.from_bytes(self._read(2))
        told.wanted.append(Wanted(kind, host, port, user, password))
        self._join(told.to.get(host))

    def _read(self, count: int) -> bytes:
        return self.rfile.read(count)

    def _user(self) -> tuple[str, str]:
        self._read(1)
        user = self._read(self._read(1)[0]).decode()
        password = self._read(self._read(1)[0]).decode()
        self.wfile.write(b"\x01\x00")
        return user, password

    def _join(self, port: int | None) -> None:
        self.wfile.write(bytes([5, 4 if port is None else 0, 0, 1, 0, 0, 0, 0, 0, 0]))
        if port is None:
            return
        with socket.create_connection(("127.0.0.1", port)) as there:
            back = threading.Thread(target=_pour, args=(there, self.connection))
            back.start()
            _pour(self.connection, there)
            back.join()


def _pour(one: socket.socket, other: socket.socket) -> None:
    try:
        while data := one.recv(65_536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        return  # either side may hang up first


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def proxying(told: Socks) -> Iterator[Socks]:
    """Serve until the block ends."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.told = told  # type: ignore[attr-defined]
        told.url = f"socks5h://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
