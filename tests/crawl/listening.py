"""Sockets that listen in this process' descendants, as Linux has them."""

from __future__ import annotations

import os
from pathlib import Path


def listening_below() -> tuple[int, set[str]]:
    """How many descendants this process has, and inodes of sockets of theirs that listen."""
    parents: dict[int, int] = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(process.name)] = int((process / "stat").read_text("utf-8").rpartition(") ")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
            continue
    below = {os.getpid()}
    while found := {pid for pid, parent in parents.items() if parent in below and pid not in below}:
        below |= found
    below.discard(os.getpid())
    inodes: set[str] = set()
    for pid in below:
        try:
            links = [str(fd.readlink()) for fd in Path(f"/proc/{pid}/fd").iterdir()]
        except (FileNotFoundError, ProcessLookupError):  # as above
            continue
        inodes |= {link[8:-1] for link in links if link.startswith("socket:[")}
    return len(below), inodes & _listening()


def _listening() -> set[str]:
    """Inodes of all sockets in state LISTEN."""
    tables = [table for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")) if table.exists()]
    rows = [line.split() for table in tables for line in table.read_text("ascii").splitlines()[1:]]
    return {row[9] for row in rows if row[3] == "0A"}
