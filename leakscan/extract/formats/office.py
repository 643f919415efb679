"""Text documents and slides (DOCX, PPTX, ODT, ODP): the part of the archive that holds what they say, read as a page.

A name stands in several pieces there as soon as a letter of it is bold, and a paragraph is a line. Elements are named
in ECMA-376 (``w:p``, ``a:tr``) and in OpenDocument (``text:p``, ``table:table-row``); of tracked changes what was taken
out is read too, behind the rest.
"""

from __future__ import annotations

import re

from leakscan.errors import ExtractError
from leakscan.extract import limits
from leakscan.extract.charset import decode
from leakscan.extract.formats import Format
from leakscan.extract.result import Extracted
from leakscan.model import Document

_TAGS = {
    "p": "div",
    "h": "div",
    "tbl": "table",
    "table": "table",
    "tr": "tr",
    "table-row": "tr",
    "tc": "td",
    "table-cell": "td",
    "list-item": "li",
    "br": "br",
    "cr": "br",
    "line-break": "br",
}
"""What the elements are in a page; whatever else there is has no lines of its own."""
_TAB = "\ue000"
"""Stands for a tab, which parts the columns of a paragraph; in a page it would be a blank."""
_SPACES = {"tab": _TAB, "s": " "}
_PREFIXES = frozenset({"w", "a", "text", "table"})
_TAG = re.compile(r"<(/?)([\w.-]{1,40}):([\w.-]{1,60})(?:\s[^<>]*?)?(/?)>|<[?!][^<>]*>")
_UNSAID = re.compile(r"<w:instrText(?:\s[^<>]*)?>[^<>]*</w:instrText>|<w:delText(?:\s[^<>]*)?>([^<>]*)</w:delText>")
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]*>\s*)?"
    rb"<(?:w:(?:document|hdr|ftr|footnotes|endnotes|comments)|p:(?:sld|notes)|office:document(?:-content)?)[\s>]"
)


def read(document: Document) -> Extracted:
    """What the part says, line by line; rows of tables with tabs between their cells.

    Raises:
        ExtractError: If it is past a bound.
    """
    if len(document.content) > limits.HTML_BYTES:
        raise ExtractError(f"its text is larger than {limits.HTML_BYTES // limits.MIB} MiB; save it as text")
    from leakscan.extract.page import page_text

    written = decode(document.content, document.charset)
    removed = [said[1] for said in _UNSAID.finditer(written) if said[1]]
    page = _TAG.sub(_as_page, _UNSAID.sub("", written)) + "".join(f"<div>{said}</div>" for said in removed)
    return Extracted(page_text(page).replace(_TAB, "\t"))


def _as_page(tag: re.Match[str]) -> str:
    closes, prefix, name, empty = tag.groups()
    if prefix is None or prefix not in _PREFIXES:
        return ""
    if name in _SPACES:
        return "" if closes else _SPACES[name]
    if name not in _TAGS:
        return ""
    if empty:
        return "<br>" if _TAGS[name] in {"br", "div"} else f"<{_TAGS[name]}></{_TAGS[name]}>"
    return f"<{closes}{_TAGS[name]}>"


def _is_part(head: bytes) -> bool:
    return _ROOT.match(head) is not None


FORMAT = Format(name="office", read=read, suffixes=frozenset({".fodt", ".fodp"}), sniff=_is_part, order=30)
