"""WARC files (ISO 28500), WET files among them: one document a record, with its URL and the time it was fetched.

The headers are read here: of the libraries that do, one writes to stderr what it meets and raises anything on damaged
files, and one needs a file that can seek and panics. Bodies are decoded by warcio.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Any, Protocol, cast

from leakscan.extract.containers.kinds import Container, Member, plain_name
from leakscan.extract.result import Unread
from leakscan.extract.stream import Peekable

_HOLDING = {"response", "resource", "conversion"}  # the other types hold requests, notes and references
_HEAD_BYTES = 1 << 16
_LENGTH = re.compile(r"\d{1,15}")
_CODINGS = {"gzip", "deflate", "br"}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_Headers = dict[str, str]


class _Lines(Protocol):
    """What headers and bodies are read from."""

    def read(self, size: int = ..., /) -> bytes: ...
    def readline(self, size: int = ..., /) -> bytes: ...


def _open(source: Peekable, _path: str) -> Iterator[Member | Unread]:
    stream = io.BufferedReader(source, 1 << 16)
    while (line := _first_line(stream)) is not None:
        if not line.startswith(b"WARC/"):
            raise ValueError("not a WARC from here on")
        headers = _headers(stream)
        length = headers.get("content-length", "")
        if not _LENGTH.fullmatch(length):
            raise ValueError("a record that does not say how long it is")
        body = _Body(stream, int(length))
        if headers.get("warc-type") in _HOLDING:
            yield _member(headers, body, int(length))
        body.end()


def _first_line(stream: _Lines) -> bytes | None:
    """The next line that is not empty, None at the end."""
    while line := stream.readline(_HEAD_BYTES):
        if line.strip():
            return line
    return None


def _headers(stream: _Lines) -> _Headers:
    """Header fields up to an empty line, names in lower case; a folded line goes on with the field before."""
    found: _Headers = {}
    name, left = "", _HEAD_BYTES
    while line := stream.readline(_HEAD_BYTES):
        left -= len(line)
        if left < 0:
            raise ValueError("a record with a header beyond all measure")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return found
        if text[0] in " \t" and name:
            found[name] += " " + text.strip()
        elif ":" in text:
            name, _, value = text.partition(":")
            name = name.strip().lower()
            found[name] = value.strip()
    raise EOFError("the last record is cut short")


def _member(headers: _Headers, body: _Body, length: int) -> Member:
    declared, stream = headers.get("content-type", ""), cast("IO[bytes]", body)
    if headers["warc-type"] == "response" and declared.lower().startswith("application/http"):
        body.readline(_HEAD_BYTES)  # HTTP/1.1 200 OK
        answered = _headers(body)
        declared, stream = answered.get("content-type", ""), _decoded(body, answered)
    url = plain_name(headers.get("warc-target-uri", "").strip("<>"))
    charset = _CHARSET.search(declared)
    return Member(
        name=url or plain_name(headers.get("warc-record-id", "record")),
        stream=stream,
        packed=length,
        url=url or None,
        media_type=plain_name(declared.partition(";")[0].strip()) or None,
        charset=charset[1] if charset else None,
        fetched_at=_moment(headers.get("warc-date", "")),
    )


def _decoded(body: _Body, answered: _Headers) -> IO[bytes]:
    from warcio.bufferedreaders import ChunkedDataReader, DecompressingBufferedReader

    coding: str | None = answered.get("content-encoding", "").strip().lower()
    coding = coding if coding in _CODINGS else None
    if answered.get("transfer-encoding", "").lower() == "chunked":
        return cast("IO[bytes]", _Read(ChunkedDataReader(body, decomp_type=coding)))
    return cast("IO[bytes]", _Read(DecompressingBufferedReader(body, decomp_type=coding)) if coding else body)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


class _Body(io.RawIOBase):
    """The bytes of one record."""

    def __init__(self, stream: _Lines, length: int) -> None:
        self._stream, self._left = stream, length

    def read(self, size: int = -1) -> bytes:
        return self._taken(self._stream.read(min(self._left, size if size >= 0 else self._left)))

    def readline(self, size: int | None = -1, /) -> bytes:
        return self._taken(self._stream.readline(min(self._left, size if size and size >= 0 else self._left)))

    def _taken(self, content: bytes) -> bytes:
        if not content and self._left:
            raise EOFError("the last record is cut short")
        self._left -= len(content)
        return content

    def end(self) -> None:
        """Read past what nobody wanted."""
        while self._left:
            self.read(1 << 20)


class _Read(io.RawIOBase):
    """What one of warcio's readers gives; they may give less than there is, and never nothing before the end."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader

    def read(self, size: int = -1) -> bytes:
        return bytes(self._reader.read(size if size >= 0 else 1 << 20))


CONTAINER = Container(name="warc", sniff=lambda head: head.startswith(b"WARC/1."), open=_open, corpus=True)
