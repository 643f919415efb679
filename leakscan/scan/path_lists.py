"""Lists of the files of a crawl, a path a line, as Common Crawl has them: ``wet.paths.gz``, ``warc.paths.gz``."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from typing import IO, cast

from leakscan.extract import Unread
from leakscan.scan.portion import Portion
from leakscan.scan.remote import faults, is_url, opened, why

_LIST = re.compile(r"(?:^|.*[./-])(?:warc|wet|wat)\.paths(?:\.gz)?", re.DOTALL)
_ROOT = "crawl-data/"
COMMON_CRAWL = "https://data.commoncrawl.org/"


def is_list(path: str) -> bool:
    """Whether a path or URL is such a list, by its name."""
    return _LIST.fullmatch(path) is not None


def listed(path: str, base: str | None = None) -> Iterator[Portion]:
    """The files that a list names, none of them looked at yet.

    Args:
        path: of the list, or its URL.
        base: what comes before each line that is no URL; by default what comes before ``crawl-data/`` in the list's
            own URL, else Common Crawl's server.
    """
    before = base or _base_of(path)
    before += "" if before.endswith("/") else "/"
    errors: tuple[type[Exception], ...] = (*faults(), EOFError)  # a list that ends too soon is no list of all
    try:
        with opened(path) as stream:
            lines = list(_lines(stream))
    except errors as error:
        yield Portion(path, path, unread=Unread(path, why(error)))
        return
    if not lines:
        yield Portion(path, path, unread=Unread(path, "a list of no files"))
    for line in lines:
        place = line if is_url(line) else before + line.lstrip("/")
        yield Portion(place, place)


def _base_of(path: str) -> str:
    before, root, _ = path.partition(_ROOT)
    return before if root and is_url(path) else COMMON_CRAWL


def _lines(stream: IO[bytes]) -> Iterator[str]:
    head = stream.peek(2)[:2] if isinstance(stream, io.BufferedReader) else b""
    plain = cast("IO[bytes]", gzip.GzipFile(fileobj=stream)) if head == b"\x1f\x8b" else stream
    for line in plain:
        if text := line.decode("utf-8", "replace").strip():
            yield text
