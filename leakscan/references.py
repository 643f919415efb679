r"""Characters written as references: ``&amp;``, ``&#039;``, ``&eacute;`` of pages, ``\u00e9`` of programs, ``%C3%A9``.

A forum keeps its posts as a page shows them, and an export of a web application its names: ``Johnson &amp; Johnson``
matches nothing. Names of references are those of HTML (html.entities), written over and over (``&amp;amp;``) or once.
"""

from __future__ import annotations

import re
from html import unescape

_REFERENCE = re.compile(r"&(?:amp;){0,8}(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_CODE = re.compile(r"\\{1,4}u(?:([dD][89abAB][0-9a-fA-F]{2})\\{1,4}u([dD][c-fC-F][0-9a-fA-F]{2})|([0-9a-fA-F]{4}))")
_BYTES = re.compile(r"(?:\\{1,4}x[89a-fA-F][0-9a-fA-F]){1,400}")
_CODED = re.compile("%[0-9a-fA-F]{2}")
"""One of those, which is looked for first: begun with a sign it is thirty times as quick."""
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2}){1,400}")
_KEPT = frozenset("%/?#:@=+;\\")
"""What parts an address, and stays as it is written."""
_PARTS = frozenset("/?=+")
_WORD = 100
"""Characters to either side of a code in which its address begins or goes on."""
_CURLY = {"'": "’", '"': "”"}
"""A quote that was kept from ending a string must not end it now."""
_QUOTES = (
    ('"', re.compile(r"&(?:amp;){0,8}(?:quot|#0{0,4}34|#[xX]0{0,4}22);")),
    ("'", re.compile(r"&(?:amp;){0,8}(?:apos|#0{0,4}39|#[xX]0{0,4}27);")),
)
"""The references of each; where the text has no other there is no string to end."""
_CONTROLS = frozenset("\x1c\x1d\x1e\x1f")
"""Blanks to Python alone."""
_SILENT = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f")
"""Characters without a look that names are broken by on purpose, which screening passes over."""


def resolved(text: str) -> str:
    """The text with its references as the characters they name.

    Quotes become curly where the text has others, so that no string ends sooner.
    """
    if "&" in text and ";" in text:
        for quote, references in _QUOTES:
            text = text if quote in text else references.sub(quote, text)
        text = _REFERENCE.sub(_referred, text)
    if "%" in text and _CODED.search(text):
        text = _PERCENT.sub(_unquoted, text)
    if "\\" not in text:
        return text
    if "\\x" in text:
        text = _BYTES.sub(_decoded, text)
    return _CODE.sub(_coded, text) if "\\u" in text else text


def named(text: str) -> str:
    """One cell of a table with its references as the characters they name, quotes as they are."""
    return _REFERENCE.sub(lambda reference: unescape(f"&{reference[1]};"), text) if "&" in text else text


def paired(high: str, low: str) -> str:
    """The character whose halves (surrogates of UTF-16) are written as two hexadecimal numbers."""
    return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)


def _referred(reference: re.Match[str]) -> str:
    return _shown(unescape(f"&{reference[1]};"), reference[0])


def _coded(code: re.Match[str]) -> str:
    high, low, single = code.groups()
    return paired(high, low) if high else _shown(chr(int(single, 16)), code[0])


def _decoded(codes: re.Match[str]) -> str:
    """Bytes beyond ASCII: what ``repr`` writes of bytes and of text."""
    said = _read(bytes.fromhex(codes[0].replace("\\", "").replace("x", "")))
    return said if said.isprintable() else codes[0]


def _unquoted(codes: re.Match[str]) -> str:
    """What an address or a form has as ``%20`` or ``%C3%BC``, but for what parts an address, see ``_KEPT``."""
    if len(codes[0]) == len("%20") and not _in_address(codes):
        return codes[0]
    said = _read(bytes.fromhex(codes[0].replace("%", ""))).replace("\r\n", "\n")
    return "".join([f"%{ord(sign):02X}" if sign in _KEPT else _shown(sign, f"%{ord(sign):02X}") for sign in said])


def _in_address(code: re.Match[str]) -> bool:
    """Whether the word it stands in has a sign of addresses or another code: ``1.4%26JUL28`` is the name of a bond."""
    text, start, end = code.string, code.start(), code.end()
    before, behind = text[max(0, start - _WORD) : start], text[end : end + _WORD]
    begun = "" if before[-1:].isspace() else before.split()[-1:]
    goes_on = "" if behind[:1].isspace() else behind.split(None, 1)[:1]
    word = "".join([*begun, *goes_on])
    return not _PARTS.isdisjoint(word) or _PERCENT.search(word) is not None


def _read(raw: bytes) -> str:
    """Bytes as UTF-8 if they are that, else as Latin-1."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _shown(said: str, written: str) -> str:
    """What is meant, unless that is a control, half of a character, a backslash, or nothing has the name."""
    if not said or len(said) > 2 or said == "\\":  # of several characters is what has an unknown name
        return written
    if said.isspace() and said not in _CONTROLS:
        return "\n" if said == "\n" else " "
    return _CURLY.get(said, said) if said.isprintable() or said in _SILENT else written
