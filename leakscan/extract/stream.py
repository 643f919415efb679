"""A stream of bytes that nobody vouches for: its head is looked at before it is read, and its errors have one name."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from typing import IO, Any

from leakscan.extract import limits

HEAD = 4096


class Spent(Exception):  # noqa: N818 - it is an end that was agreed on; ExtractError is what users see
    """A member, or the whole archive, unpacked to more than it is allowed to."""


READ_ERRORS = (
    Spent,
    OSError,
    EOFError,
    RuntimeError,  # zipfile's word for "encrypted" and, as NotImplementedError, for an unknown method
    ValueError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
)
"""All that the readers of the standard library raise on hostile archives."""


class Peekable(io.RawIOBase):
    """A stream whose first bytes can be looked at before it is read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.head, self._broken = read_or_break(stream, HEAD)
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


def read_or_break(source: IO[bytes] | Peekable, size: int) -> tuple[bytes, Exception | None]:
    """Up to ``size`` bytes, and the error that ended the stream early if one did; a bomb's bytes are dropped."""
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
