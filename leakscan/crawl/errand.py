"""The visit of one source as something that travels: out with all that it needs, back with all that it brought."""

from __future__ import annotations

import os
import struct
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from leakscan.config import SourceConfig
from leakscan.crawl.page import JSON, Memory, Page
from leakscan.crawl.result import Visited

COOKIE = "LEAKSCAN_ERRAND_COOKIE"
_LOG_BYTES = 1 << 20
_LENGTH = struct.Struct(">Q")


@dataclass(frozen=True)
class Errand:
    """A visit on its way out.

    Attributes:
        name: the source's.
        source: its settings; they refer to no secret.
        cookie: the secret itself.
        cursor: where the source was left.
        seen: all keys it has seen.
        standing: where its hits stand, each with when it was posted.
        contact: for the user agent.
        insist: visit it though it refused too often.
        logged: how Scrapy's log is named if it is wanted back, which says in what form.
    """

    name: str
    source: SourceConfig
    cursor: Mapping[str, JSON]
    seen: frozenset[str] = field(repr=False)
    standing: Mapping[str, datetime | None] = field(default_factory=dict, repr=False)
    cookie: str | None = field(default=None, repr=False)
    contact: str | None = None
    insist: bool = False
    logged: str | None = None


@dataclass(frozen=True)
class Brought:
    """A visit on its way back; its hits are not known yet."""

    visited: Visited
    pages: tuple[Page, ...] = field(repr=False)
    log: str = field(default="", repr=False)


def run(errand: Errand) -> Brought:
    """Visit the source; once a process, since Scrapy's reactor can't restart."""
    from leakscan.crawl.runner import Visits

    ledger = Memory(cursors=dict(errand.cursor), seen=set(errand.seen), known=errand.standing)
    source = errand.source
    if errand.cookie is not None:
        os.environ[COOKIE] = errand.cookie
        source = source.model_copy(update={"cookie": f"env:{COOKIE}"})
    with tempfile.TemporaryDirectory(prefix="leakscan-") as folder:
        log = Path(folder) / errand.logged if errand.logged else None
        (visited,) = Visits({errand.name: source}, ledger, errand.contact, log, insist=errand.insist).run()
        told = log.read_text("utf-8", "replace")[-_LOG_BYTES:] if log is not None else ""
    return Brought(visited, tuple(ledger.pages), told)


def write_frame(to: IO[bytes], packed: bytes) -> None:
    """Write bytes so that ``read_frame`` knows where they end."""
    to.write(_LENGTH.pack(len(packed)) + packed)
    to.flush()


def read_frame(source: IO[bytes]) -> bytes | None:
    """What ``write_frame`` wrote; None where the stream ends before it does."""
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    packed = source.read(length)
    return packed if len(packed) == length else None
