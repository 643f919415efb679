"""HTML pages: the charset they name, then the walk of ``leakscan.extract.page``."""

from __future__ import annotations

import re

from leakscan.errors import ExtractError
from leakscan.extract import limits
from leakscan.extract.charset import decode
from leakscan.extract.formats import Format
from leakscan.extract.result import Extracted
from leakscan.model import Document

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_OPENING = re.compile(rb"<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)


def read(document: Document) -> Extracted:
    """The page's text; see ``leakscan.extract.page`` for what becomes of its parts.

    Raises:
        ExtractError: If the page is past a bound.
    """
    content = document.content
    if len(content) > limits.HTML_BYTES:
        raise ExtractError(
            f"the page is larger than {limits.HTML_BYTES // limits.MIB} MiB; split it, or save it as text"
        )
    named = _META.search(content[:4096])
    declared = document.charset or (named[1].decode("ascii") if named else None)
    from leakscan.extract.page import page_text

    return Extracted(page_text(decode(content, declared)))


def _looks_like_html(head: bytes) -> bool:
    """Whether a document type or the root element stands first, behind any declaration and comments."""
    rest = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for start, end in ((b"<?xml", b"?>"), (b"<!--", b"-->")):
        while rest.startswith(start) and end in rest:
            rest = rest[rest.index(end) + len(end) :].lstrip()
    return _OPENING.match(rest) is not None


FORMAT = Format(
    name="html",
    read=read,
    suffixes=frozenset({".html", ".htm", ".xhtml", ".mhtml", ".asp", ".aspx", ".jsp"}),
    media_types=frozenset({"text/html", "application/xhtml+xml"}),
    sniff=_looks_like_html,
    order=40,
)
