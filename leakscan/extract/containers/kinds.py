"""What a kind of archive is, and the discovery of those in this folder."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import IO

from leakscan.extract.result import Unread
from leakscan.extract.stream import Peekable


@dataclass(frozen=True)
class Member:
    """A file in an archive: its name as written there, its bytes, its size in the archive where known.

    An archive of what was fetched says where and when, and what the sender declared.
    """

    name: str
    stream: IO[bytes]
    packed: int | None = None
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    fetched_at: datetime | None = None


@dataclass(frozen=True)
class Container:
    """A kind of archive.

    ``single`` is a compressed file, which holds one member and adds no level of nesting. ``corpus`` holds any number.
    """

    name: str
    sniff: Callable[[bytes], bool]
    open: Callable[[Peekable, str], Iterator[Member | Unread]]
    single: bool = False
    corpus: bool = False


@cache
def containers() -> tuple[Container, ...]:
    """Every kind of this folder."""
    package = import_module("leakscan.extract.containers")
    modules = (import_module(f"{package.__name__}.{m.name}") for m in pkgutil.iter_modules(package.__path__))
    return tuple(module.CONTAINER for module in modules if hasattr(module, "CONTAINER"))


def recognise_container(head: bytes) -> Container | None:
    """The kind of archive that begins with these bytes, or None."""
    return next((kind for kind in containers() if kind.sniff(head)), None)


def plain_name(name: str) -> str:
    """A member's name fit for a sighting: always encodable; it is never used as a path."""
    return name.encode("utf-8", "replace").decode("utf-8")
