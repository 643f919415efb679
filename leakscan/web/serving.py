"""Running the pages: which addresses they are reached at, the link that opens them, the server."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from leakscan.errors import IncompleteError, UsageError
from leakscan.store import open_store
from leakscan.web.app import make_app
from leakscan.web.desk import Desk
from leakscan.web.gate import LOGIN, Door, Gate
from leakscan.web.session import Sessions
from leakscan.workspace import Place

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
GRACE = 3  # seconds that answers under way get when it is told to stop


@dataclass(frozen=True)
class Listening:
    """Where the server listens and how it is called.

    Attributes:
        host: an address of this machine.
        port: 0 for any that is free.
        names: host names that browsers may use beside the address itself.
        expose: whether an address that others reach was asked for.
        certificate: files of a certificate and its key; None for no encryption.
    """

    host: str = "127.0.0.1"
    port: int = 8400
    names: tuple[str, ...] = ()
    expose: bool = False
    certificate: tuple[Path, Path] | None = None

    @property
    def local(self) -> bool:
        """Whether this machine alone can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def hosts(self) -> frozenset[str]:
        """What a browser may call us.

        Raises:
            UsageError: others could reach it and that was not asked for, or nobody said under which name.
        """
        if not self.local and not self.expose:
            raise UsageError(
                f"--host {self.host} can be reached by others, who would read what leaked once they have the link; "
                "add --expose if that is meant, with --certificate and --key or behind a proxy that encrypts"
            )
        own = {name.lower() for name in (*self.names, self.host)} | (LOOPBACK if self.local else frozenset())
        if self.host in {"0.0.0.0", "::"} and not self.names:  # noqa: S104  # the one that it is checked for
            raise UsageError(f"--host {self.host} is no address that a browser uses: add --name with the one it does")
        return frozenset(own)


def serve(place: Place, who: str, listening: Listening, tell: Callable[[str], None]) -> None:
    """Serve the pages until told to stop; ``tell`` takes the links that open them.

    Raises:
        UsageError: the address or its options do not go together.
        IncompleteError: nothing can listen there.
    """
    hosts = listening.hosts()
    with _bound(listening) as bound, open_store(place.database) as store:
        port = bound.getsockname()[1]
        sessions = Sessions()
        base = _base(listening, port)

        def invite() -> None:
            tell(f"{base}{LOGIN}?token={sessions.token()}")

        door = Door(hosts, f"leakscan-{port}", secure=listening.certificate is not None)
        app = Gate(make_app(Desk(place, store, who)), sessions, door, entered=invite)
        invite()
        _server(app, listening).run(sockets=[bound])


def _bound(listening: Listening) -> socket.socket:
    family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
    try:
        return socket.create_server((listening.host, listening.port), family=family)
    except OSError as error:
        raise IncompleteError(
            f"nothing can listen at {listening.host} port {listening.port} ({error.strerror or error}); "
            "choose another with --port, 0 for any that is free"
        ) from error


def _base(listening: Listening, port: int) -> str:
    name: Sequence[str] = listening.names or (listening.host,)
    host = f"[{name[0]}]" if ":" in name[0] else name[0]
    return f"{'https' if listening.certificate else 'http'}://{host}:{port}"


def _server(app: Gate, listening: Listening) -> uvicorn.Server:
    certificate, key = listening.certificate or (None, None)
    return uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            lifespan="off",
            timeout_graceful_shutdown=GRACE,
            ssl_certfile=certificate,
            ssl_keyfile=key,
            ws="none",
        )
    )
