"""One stream as documents: whole where it fits, else in pieces that overlap, so that nothing is cut silently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leakscan.extract.cuts import bound_of, cut, wide_charset, window_bytes
from leakscan.extract.formats.binary import is_binary
from leakscan.extract.result import Unread
from leakscan.extract.stream import Peekable, read_or_break
from leakscan.model import Document, Sighting


def pieces(source: Peekable, sighting: Sighting) -> Iterator[Document | Unread]:
    """The stream as one document, or as several (``dump.sql#bytes=0-16777216``) if it is larger than one may be.

    A stream that breaks off gives what came before, and then the error that broke it.
    """
    bound = bound_of(source.head, sighting)
    content, broken = read_or_break(source, bound + 1)
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
        more, broken = read_or_break(source, bound + 1 - (len(content) - begin))
        content = content[begin:] + more
