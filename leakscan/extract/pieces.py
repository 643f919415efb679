"""One stream as documents: whole where it fits, else in pieces that overlap, so that nothing is cut silently."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from leakscan.extract import limits
from leakscan.extract.cuts import bound_of, cut, wide_charset, window_bytes
from leakscan.extract.formats.binary import is_binary
from leakscan.extract.result import Unread
from leakscan.model import Document, Sighting

HEAD = 4096


class Peekable(io.RawIOBase):
    """A stream whose first bytes can be looked at before it is read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.head, self._broken = _read_or_break(stream, HEAD)
        self._pending = self.head

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes, all that is left if negative."""
        if self._pending:
            taken, self._pending = (self._pending, b"") if size < 0 else (self._pending[:size], self._pending[size:])
            return taken + (self._rest() if size < 0 else b"")
        if self._broken is not None:
            raise self._broken
        return self._stream.read(size) if size >= 0 else self._rest()

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as one read does."""
        content = self.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)

    def _rest(self) -> bytes:
        return b"".join(iter(lambda: self._stream.read(limits.MIB), b""))

    def seekable_stream(self) -> IO[bytes]:
        """The same bytes from a stream that can seek: the stream itself, or a copy in memory.

        Raises:
            ValueError: If a copy would be larger than one document may be.
        """
        if self._stream.seekable():
            self._stream.seek(0)
            return self._stream
        content = _read_up_to(self, limits.DOCUMENT_BYTES + 1)
        if len(content) > limits.DOCUMENT_BYTES:
            raise ValueError(
                f"an inner archive larger than {limits.DOCUMENT_BYTES // limits.MIB} MiB; unpack the outer one first"
            )
        return io.BytesIO(content)


def pieces(source: Peekable, sighting: Sighting) -> Iterator[Document | Unread]:
    """The stream as one document, or as several (``dump.sql#bytes=0-16777216``) if it is larger than one may be.

    A stream that breaks off gives what came before, and then the error that broke it.
    """
    bound = bound_of(source.head, sighting)
    content, broken = _read_or_break(source, bound + 1)
    if len(content) <= bound:
        if content or broken is None:
            yield Document(content, sighting)
        if broken is not None:
            raise broken
        return
    if is_binary(source.head):
        yield Unread(sighting.path or "-", "binary data, not read", harmless=True)
        return
    yield from _cut(source, content, sighting, bound)


def piece(content: bytes, sighting: Sighting, start: int, charset: str | None) -> Document:
    """A document that is part of a larger one, from its byte ``start`` on."""
    path = f"{sighting.path or '-'}#bytes={start}-{start + len(content)}"
    return Document(content, replace(sighting, path=path), charset=charset)


def _cut(source: Peekable, content: bytes, sighting: Sighting, bound: int) -> Iterator[Document]:
    charset = wide_charset(source.head)
    bound -= bound % 4
    start, broken = 0, None
    while content:
        if len(content) <= bound:
            yield piece(content, sighting, start, charset)
            if broken is not None:
                raise broken
            return
        back, again = cut(content[max(0, bound - window_bytes()) : bound], charset)
        yield piece(content[: bound - back], sighting, start, charset)
        begin = bound - again
        start += begin
        more, broken = _read_or_break(source, bound + 1 - (len(content) - begin))
        content = content[begin:] + more


def _read_or_break(source: IO[bytes] | Peekable, size: int) -> tuple[bytes, Exception | None]:
    """Up to ``size`` bytes, and the error that ended the stream early if one did; a bomb's bytes are dropped."""
    from leakscan.extract.containers.budget import Spent
    from leakscan.extract.containers.kinds import READ_ERRORS

    parts, left = [], size
    try:
        while left > 0 and (chunk := source.read(min(left, limits.MIB))):
            parts.append(chunk)
            left -= len(chunk)
    except Spent:
        raise
    except READ_ERRORS as error:
        return b"".join(parts), error
    return b"".join(parts), None


def _read_up_to(stream: IO[bytes] | Peekable, size: int) -> bytes:
    parts, left = [], size
    while left > 0 and (chunk := stream.read(left)):
        parts.append(chunk)
        left -= len(chunk)
    return b"".join(parts)
