"""Bytes to text: one file a format in ``formats``, one a kind of archive in ``containers``, bounds in ``limits``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from leakscan.errors import ExtractError
from leakscan.extract import elements, limits, signed
from leakscan.extract.blanks import plain_blanks
from leakscan.extract.encoded import decoded
from leakscan.extract.escapes import with_line_ends
from leakscan.extract.formats import recognise
from leakscan.extract.payloads import unnested
from leakscan.extract.prefixes import without_prefixes
from leakscan.extract.result import Extracted, Unread
from leakscan.extract.tagged import shown
from leakscan.model import Document
from leakscan.references import resolved

if TYPE_CHECKING:
    from leakscan.extract.containers import members, members_of

__all__ = ["Extracted", "Unread", "extract", "members", "members_of"]


def extract(document: Document) -> Extracted:
    """The text of a document, by its own format; line ends and characters that it writes as escapes are what they mean.

    An archive is not opened here: its ``members`` are documents of their own.

    Raises:
        ExtractError: If it should hold text and can't be read, or is past a bound.
    """
    if len(document.content) > limits.DOCUMENT_BYTES:
        raise ExtractError(
            f"larger than {limits.DOCUMENT_BYTES // limits.MIB} MiB; `leakscan scan` reads such files in pieces"
        )
    form = recognise(document)
    extracted = form.read(document)
    is_text = form.name == "text"
    text = without_prefixes(extracted.text) if is_text else extracted.text
    text = plain_blanks(shown(resolved(with_line_ends(unnested(decoded(text))))))
    return replace(extracted, text=signed.marked(elements.marked(text)) if is_text else text)


def __getattr__(name: str) -> Any:
    """Whoever reads one document need not read what opens archives."""
    if name in ("members", "members_of"):
        from leakscan.extract import containers

        return getattr(containers, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
