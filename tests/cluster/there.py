"""Functions that are called on workers."""

from __future__ import annotations

import os
import signal
import time
from multiprocessing.connection import Connection
from typing import Any

from leakscan.cluster import Access, connected


def doubled(number: Any) -> int:
    return int(number) * 2


def slowly_doubled(number: Any) -> int:
    time.sleep(1)
    return doubled(number)


def deadly(_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def held_there(name: str) -> Any:
    from leakscan.cluster.carried import _held

    return _held.get(name)


def carry_and_hang(access: Access, answer: Connection) -> None:
    """In a process that is going to be killed."""
    with connected(access) as client:
        answer.send(client.carry("crown jewels"))
        time.sleep(600)
