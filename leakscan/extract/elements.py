"""Posts in an export of a blog, a feed or an archive: what stands in one element of XML is a text of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leakscan.block import POST
from leakscan.extract.bounds import may_list

_OPENING, _CLOSING = "<![CDATA[", "]]>"
_SAID = re.compile(r"(?<=[\w\"'\s]>)([^<>]++)(?=</)")
_FEWEST = 2
_SHORTEST = 100
"""Characters of what is no name, title or date."""


def marked(text: str) -> str:
    """The text with a record separator before and behind what each such element says, unless that is short.

    At least two must be such that they may hold a list: one alone is the document.
    """
    if "</" not in text:
        return text
    said = [*_literal(text), *(found.span(1) for found in _SAID.finditer(text))]
    if sum([may_list(text[slice(*span)].split("\n")) for span in said]) < _FEWEST:
        return text
    at = sorted(at for start, end in said if end - start >= _SHORTEST for at in (start, end))
    return POST.join([text[start:end] for start, end in zip([0, *at], [*at, len(text)], strict=True)])


def _literal(text: str) -> Iterator[tuple[int, int]]:
    """What stands between the signs that nothing within is a tag."""
    start = text.find(_OPENING)
    while start >= 0 and (end := text.find(_CLOSING, start)) >= 0:
        yield start + len(_OPENING), end
        start = text.find(_OPENING, end)
