"""Portions to documents."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from leakscan.extract import Unread, members_of
from leakscan.extract.pieces import piece
from leakscan.model import Document, Sighting
from leakscan.scan import remote
from leakscan.scan.planning import plan, why
from leakscan.scan.portion import Portion


@dataclass
class Place:
    """How far into its file a portion was read."""

    bytes: int = 0


def documents_of(portion: Portion, at: Place | None = None) -> Iterator[Document | Unread]:
    """The documents of a portion, and in its place what could not be read; ``at`` is kept where the reading is."""
    if portion.unread is not None:
        yield portion.unread
    elif portion.place == "-":
        yield from members_of(sys.stdin.buffer, None, Sighting(path="-"))
    else:
        try:
            with remote.opened(portion.place) as stream:
                for found in _documents(stream, portion):
                    if at is not None:
                        at.bytes = stream.tell() - (portion.start or 0)
                    yield found
        except OSError as error:
            far = remote.is_url(portion.place)
            yield Unread(portion.path, remote.why(error) if far else why(portion.place, error))


def find_documents(paths: Iterable[str], own: frozenset[tuple[int, int]] = frozenset()) -> Iterator[Document | Unread]:
    """Every document under the paths, and in its place what could not be read; see ``plan``."""
    for portion in plan(paths, own):
        yield from documents_of(portion)


def _documents(stream: IO[bytes], portion: Portion) -> Iterator[Document | Unread]:
    if portion.start is None:
        yield from members_of(stream, remote.size_of(stream), Sighting(path=portion.path))
        return
    assert portion.size is not None  # noqa: S101  # a stretch has a size
    stream.seek(portion.start)
    content = stream.read(portion.size)
    if len(content) < portion.size:
        yield Unread(portion.path, "became shorter while it was read")
    yield piece(content, Sighting(path=portion.path), portion.start, portion.charset)
