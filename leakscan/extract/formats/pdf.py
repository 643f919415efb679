"""PDF: the text of its pages; pictures of text are told as unread."""

from __future__ import annotations

from importlib.util import find_spec

from leakscan.errors import ExtractError
from leakscan.extract.formats import Format
from leakscan.extract.parsers import parsed
from leakscan.extract.result import Extracted
from leakscan.model import Document


def read(document: Document) -> Extracted:
    """Every page, tables with tabs between their cells; what has no text, or is attached, is a problem.

    Raises:
        ExtractError: If it is damaged, encrypted, or past a bound, or the library that reads it is not installed.
    """
    if find_spec("pdfplumber") is None:
        raise ExtractError("it is a PDF: pip install 'leakscan-toolkit[pdf]', or convert it first (pdftotext -layout)")
    return parsed("pdf", document.content, "PDF")


def _is_pdf(head: bytes) -> bool:
    return head[:1024].lstrip().startswith(b"%PDF-")


FORMAT = Format(
    name="pdf",
    read=read,
    suffixes=frozenset({".pdf"}),
    media_types=frozenset({"application/pdf", "application/x-pdf"}),
    sniff=_is_pdf,
    order=9,
)
