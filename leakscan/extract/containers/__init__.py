"""Archives and compressed files: one file a kind, found by discovery; their members become documents.

Nothing is ever unpacked to disk and no member's name is used as a path. Bytes are counted while they are
unpacked, so a bomb ends at its allowance whatever its headers say, and the members behind it are still read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from leakscan.extract.containers.budget import Budget
from leakscan.extract.containers.kinds import Container, Member, recognise_container
from leakscan.extract.limits import ARCHIVE_DEPTH, ARCHIVE_MEMBERS, ARCHIVE_RATIO, DOCUMENT_BYTES
from leakscan.extract.pieces import pieces
from leakscan.extract.result import Unread
from leakscan.extract.stream import HEAD, READ_ERRORS, Peekable, Spent
from leakscan.model import Document, Sighting

__all__ = ["members", "members_of"]

_CODINGS = 3


def members(document: Document, most: int | None = None) -> Iterator[Document | Unread]:
    """The documents inside an archive, each with its own sighting (``a.zip!inner/x.csv``).

    A document that is no archive comes back as it is. What can't be read comes as ``Unread`` in its place.

    Args:
        document: an archive, or not.
        most: bytes that it may unpack to, where that is to be less than ``members_of`` allows.
    """
    if recognise_container(document.content[:HEAD]) is None:
        yield document
        return
    sighting = document.sighting
    path = sighting.path or sighting.url or document.sha256[:16]
    size = len(document.content)
    yield from members_of(io.BytesIO(document.content), size, replace(sighting, path=path), most)


def members_of(
    stream: IO[bytes], size: int | None, sighting: Sighting, most: int | None = None
) -> Iterator[Document | Unread]:
    """The documents in a stream: an archive's members, or the one it is, in pieces where it is large.

    Args:
        stream: Where it is read from; a zip needs one that can seek, or is read into memory.
        size: Bytes in the stream, from which the allowance of an archive follows; None if unknown.
        sighting: Its ``path`` is the path as given.
        most: Bytes that an archive may unpack to, where that is to be less than the allowance.
    """
    allowance = DOCUMENT_BYTES + ARCHIVE_RATIO * (size or 0)
    budget = Budget(allowance if most is None else min(most, allowance))
    yield from _Opening(budget).open(stream, sighting, depth=0, codings=0)


class _Opening:
    """One archive and all archives in it, on one budget."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget

    def open(
        self, stream: IO[bytes], sighting: Sighting, *, depth: int, codings: int, member: Member | None = None
    ) -> Iterator[Document | Unread]:
        """What a stream holds; an error of reading ends it as ``Unread``."""
        path = sighting.path or "-"
        try:
            source = Peekable(stream)
            container = recognise_container(source.head)
            if container is None:
                for found in pieces(source, sighting):
                    yield _declared(found, member) if isinstance(found, Document) and member else found
            elif depth >= ARCHIVE_DEPTH or codings >= _CODINGS:
                yield Unread(path, f"an archive more than {ARCHIVE_DEPTH} deep; unpack the outer ones first")
            else:
                yield from self._members(container, source, sighting, depth, codings)
        except READ_ERRORS as error:
            yield Unread(path, _reason(error))

    def _members(
        self, container: Container, source: Peekable, sighting: Sighting, depth: int, codings: int
    ) -> Iterator[Document | Unread]:
        path = sighting.path or "-"
        for number, found in enumerate(container.open(source, path), start=1):
            if number > ARCHIVE_MEMBERS and not container.corpus:
                yield Unread(path, f"more than {ARCHIVE_MEMBERS} members; the rest was not read")
                return
            if isinstance(found, Unread):
                yield replace(found, path=f"{path}!{found.path}")
                continue
            coded = container.single
            inner = replace(sighting, path=_inner_path(path, found, coded))
            if found.url:
                inner = replace(inner, url=found.url, fetched_at=found.fetched_at or inner.fetched_at)
            counted = self._budget.count(found.stream, found.packed)
            with found.stream:
                deeper = {"depth": depth if coded else depth + 1, "codings": codings + 1 if coded else 0}
                yield from self.open(counted, inner, member=found, **deeper)
            if self._budget.spent:
                yield Unread(path, f"unpacks to more than {self._budget.total // 2**20} MiB; what follows was not read")
                return


def _declared(document: Document, member: Member) -> Document:
    """The document with what its sender said of it; a piece of wide text knows its charset better."""
    if member.media_type is None and member.charset is None:
        return document
    return replace(document, media_type=member.media_type, charset=document.charset or member.charset)


def _inner_path(path: str, member: Member, coded: bool) -> str:
    """``a.zip!x.csv``; a tar in a gzip is one archive to its user, so ``a.tar.gz`` has no level between."""
    if coded and member.name.lower().endswith((".tar", ".tgz", ".warc", ".wet")):
        return path
    return f"{path}!{member.name}"


def _reason(error: Exception) -> str:
    if isinstance(error, Spent):
        return str(error)
    if "encrypt" in str(error) or "password" in str(error):
        return "encrypted; unpack it with its password first"
    if isinstance(error, OSError) and error.strerror:
        return f"can't be read: {error.strerror}"
    return f"damaged or cut short: {str(error) or type(error).__name__}"
