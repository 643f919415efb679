"""Inside a namespace: loopback, a server, and leakscan's own command line."""

from __future__ import annotations

import fcntl
import json
import socket
import struct
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from leakscan.store import open_store
from tests.crawl.workspace import run

_SIOCSIFFLAGS, _IFF_UP = 0x8914, 1


def loopback_up() -> None:
    """Switch the loopback device on; a new namespace has it switched off."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        fcntl.ioctl(handle, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _IFF_UP))


@contextmanager
def server(port: int, *command: str, **environment: str) -> Iterator[str]:
    """A server for the length of the block; its address, once it answers."""
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert child.poll() is None, f"{command[0]} ended with {child.returncode}"
            time.sleep(0.1)
        else:
            raise AssertionError(f"{command[0]} does not answer")
        yield f"http://127.0.0.1:{port}/"
    finally:
        child.terminate()
        child.wait(10)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[bytes, Mapping[str, str]]:
    """Send something to a server; the answer and its headers."""
    with urlopen(Request(url, body, dict(headers)), timeout=10) as answer:  # noqa: S310 - a server on loopback
        return answer.read(), dict(answer.headers.items())


def crawl(folder: Path) -> dict[str, Any]:
    """One ``leakscan crawl``: its status, its hits, and what the store says of the visit."""
    done = run(folder, "crawl", "--json", "--fail-on", "low")
    with open_store(folder / "leakscan.db") as store:
        (visit,) = store.last_visits().values()
    return {
        "status": done.returncode,
        "said": done.stderr,
        "hits": [json.loads(line) for line in done.stdout.splitlines()],
        "health": str(visit.health),
        "pages": visit.pages,
        "documents": visit.documents,
    }
