"""Inside a namespace: loopback, servers, and leakscan's own command line."""

from __future__ import annotations

import fcntl
import json
import os
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
    """Switch the loopback device on; a new namespace has it switched off, and no other device."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        fcntl.ioctl(handle, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _IFF_UP))


def clean(folder: Path, **environment: str) -> dict[str, str]:
    """An environment for third-party software: nothing of ours, a home of its own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(folder),
        **environment,
    }


def call(folder: Path, command: list[str], user: str | None = None, **environment: str) -> None:
    """Run a command of the software to its end; what it says is shown if it fails."""
    env = clean(folder, **environment)
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, check=False, user=user, group=user
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)[:200]}: {done.stdout[-1000:]} {done.stderr[-2000:]}")


@contextmanager
def server(port: int, command: list[str], folder: Path, user: str | None = None, **environment: str) -> Iterator[str]:
    """A server for the length of the block; its address, once it answers."""
    log = folder / f"server-{port}.log"
    with log.open("wb") as said:
        env = clean(folder, **environment)
        child = subprocess.Popen(command, cwd=folder, env=env, stdout=said, stderr=said, user=user, group=user)
        try:
            _wait(port, child, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            child.terminate()
            child.wait(20)


def _wait(port: int, child: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if child.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError(f"{child.args!r} does not answer: {log.read_text('utf-8', 'replace')[-2000:]}")


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
