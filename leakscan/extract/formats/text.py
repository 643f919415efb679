"""Plain text and everything that is read as it stands: CSV, TSV, SQL dumps, Markdown, logs, configuration, code."""

from __future__ import annotations

import re

from leakscan.errors import ExtractError
from leakscan.extract.charset import decode
from leakscan.extract.formats import Format, media_type_of, suffix_of
from leakscan.extract.result import Extracted
from leakscan.model import Document

_DATA = ".txt .text .csv .tsv .tab .psv .sql .dump .log .eml .vcf .ldif .xml .yaml .yml .toml .ini .cfg .conf .env"
_PROSE_AND_CODE = ".md .markdown .rst .tex .py .js .ts .java .c .h .cpp .go .rs .rb .php .sh .css .diff .patch"
SUFFIXES = frozenset(f"{_DATA} {_PROSE_AND_CODE}".split())
# Control characters that no text has: not tab, line ends, form feed, backspace, escape; NUL is padding.
_CONTROL = bytes([*range(0x01, 0x08), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_CONTROL_TEXT = re.compile("[\x01-\x07\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_JUNK = 0.05
_SAMPLE = 64 * 1024


def read(document: Document) -> Extracted:
    """The text as it stands.

    Raises:
        ExtractError: If it claims to be text and is not.
    """
    content = document.content
    if not content:
        return Extracted("")
    text = decode(content, document.charset)
    if not _is_junk(content, text):
        return Extracted(text)
    if _claims_text(document):
        raise ExtractError("says it is text but holds binary data; look at the file, or rename it to what it is")
    return Extracted("", skipped="binary data of no known format, not read")


def _is_junk(content: bytes, text: str) -> bool:
    """Whether the bytes are no text: control characters beyond what any text has, however they are decoded."""
    sample = content[:_SAMPLE].replace(b"\0", b"")
    characters = text[:_SAMPLE]
    if not sample or not characters:
        return True
    as_bytes = 1 - len(sample.translate(None, _CONTROL)) / len(sample)
    if characters.isascii():
        return as_bytes > _JUNK
    as_text = _controls(characters) / len(characters)
    return min(as_bytes, as_text) > _JUNK or as_text > 0.3


def _controls(characters: str) -> int:
    """How many control and replacement characters there are.

    Counted by bytes, which is ten times as quick, where UTF-8 has no sign of those beyond ASCII.
    """
    written = characters.encode("utf-8", "replace")
    if b"\xc2" in written or b"\xef\xbf\xbd" in written:
        return len(_CONTROL_TEXT.findall(characters))
    return len(written) - len(written.translate(None, _CONTROL))


def _claims_text(document: Document) -> bool:
    return suffix_of(document) in SUFFIXES or media_type_of(document).startswith("text/")


FORMAT = Format(
    name="text",
    read=read,
    suffixes=SUFFIXES,
    media_types=frozenset({"text/plain", "text/csv"}),
    order=90,
    by_lines=True,
)
