"""Posts in an export of a blog, a feed or an archive: an element of XML, or a block of YAML, is a text of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leakscan.block import POST
from leakscan.extract.bounds import may_list

_OPENING, _CLOSING = "<![CDATA[", "]]>"
_SAID = re.compile(r">(?<=[\w\"'\s]>)([^<>]++)(?=</)")
_BLOCK = re.compile(r"^([ -]{0,40})[\w.-]{1,60}: [|>][-+\d]{0,2}\n", re.MULTILINE)
_FEWEST = 2
_SHORTEST = 100
"""Characters of what is no name, title or date."""


def marked(text: str) -> str:
    """The text with a record separator before and behind what each such element says, unless that is short.

    At least two must be such that they may hold a list: one alone is the document.
    """
    if "<" not in text and "|" not in text and ">" not in text:  # of one sign each, which is told at once
        return text
    said = list(_said(text))
    if sum([may_list(text[slice(*span)].split("\n")) for span in said]) < _FEWEST:
        return text
    at = sorted(at for start, end in said if end - start >= _SHORTEST for at in (start, end))
    return POST.join([text[start:end] for start, end in zip([0, *at], [*at, len(text)], strict=True) if start < end])


def _said(text: str) -> Iterator[tuple[int, int]]:
    """Where elements and blocks start and end."""
    if "<" in text and "</" in text:
        yield from _literal(text)
        yield from [found.span(1) for found in _SAID.finditer(text)]
    for found in _BLOCK.finditer(text) if ": |" in text or ": >" in text else ():
        lines = re.compile(rf"(?: {{{len(found[1]) + 1},}}[^\n]*+(?:\n|\Z)|[ \t]*\n)*+").match(text, found.end())
        yield (found.end(), lines.end() if lines else found.end())


def _literal(text: str) -> Iterator[tuple[int, int]]:
    """What stands between the signs that nothing within is a tag."""
    start = text.find(_OPENING)
    while start >= 0 and (end := text.find(_CLOSING, start)) >= 0:
        yield start + len(_OPENING), end
        start = text.find(_OPENING, end)
