"""JSON and JSON lines, kept as written but for the escapes that hide names: ``\\u00e9`` becomes é, ``\\/`` becomes /.

The text is not parsed, so nesting, broken lines and truncated dumps cost nothing. Escapes of quotes, backslashes
and control characters stay: the text remains JSON. But a string of many lines, a paste or a post in somebody's dump of
such, has lines from here on, as it had where it was read: a list that is pasted in it is found like any other.
"""

from __future__ import annotations

import re
from dataclasses import replace

from leakscan.extract.escapes import lined
from leakscan.extract.formats import Format, text
from leakscan.extract.result import Extracted
from leakscan.model import Document
from leakscan.references import paired

_ESCAPE = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL
)
_STRING = re.compile(r'(?:[^"\\]++|\\.)++', re.DOTALL)  # or what stands between two, which has no escapes
_OPENING = re.compile(rb"[\xef\xbb\xbf\s]*[\[{](?:[\s\S]*\\[u/]|\s*(?:[\[{]\s*)?\"[\s\S]*\\n)")


def read(document: Document) -> Extracted:
    """The document's text with the escapes of its strings resolved; see the module."""
    extracted = text.read(document)
    return replace(extracted, text=unescape(extracted.text))


def unescape(written: str) -> str:
    """JSON with its readable escapes resolved and its strings ``lined``; lone surrogates become U+FFFD."""
    told = _ESCAPE.sub(_character, written) if "\\" in written else written
    return _STRING.sub(lambda string: lined(string[0]), told) if "\\n" in told else told


def _character(match: re.Match[str]) -> str:
    high, low, single, other = match.groups()
    if high:
        return paired(high, low)
    if single:
        number = int(single, 16)
        if 0xD800 <= number <= 0xDFFF:
            return "\ufffd"
        return match[0] if number < 0x20 or number in {0x22, 0x5C, 0x7F} else chr(number)
    return "/" if other == "/" else match[0]


def _looks_like_json(head: bytes) -> bool:
    return _OPENING.match(head) is not None


FORMAT = Format(
    name="json",
    read=read,
    suffixes=frozenset({".json", ".jsonl", ".ndjson", ".geojson", ".har", ".ipynb"}),
    media_types=frozenset({"application/json", "application/x-ndjson", "application/jsonl", "application/ld+json"}),
    sniff=_looks_like_json,
    order=60,
    by_lines=True,
)
