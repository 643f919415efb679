"""Where a text of its own begins and ends: in a dump of posts each stands in one string, and no other is around it.

What is said in somebody else's post neither speaks against a list nor for it; what is said in its own does, in a dump
as on a page.
"""

from __future__ import annotations

import re

from leakscan.assessment.blocks import post_around, string_around
from leakscan.assessment.prose import prose_words
from leakscan.block import Span

_BESIDE = 2000
"""Characters before and behind a string in which running text makes it what somebody said."""
_SPOKEN = 30
"""Words of running text there; a title has fewer."""
_NESTED = 4
"""Strings within each other that are looked at."""
_QUOTE = re.compile(r"(?<!\w)['\"]|['\"](?!\w)")
"""No apostrophe within a word."""


def has_copy(text: str) -> bool:
    """Whether a COPY stands in a text."""
    return " FROM stdin;\n" in text


def scope(text: str, start: int, end: int, *, copied: bool | None = None) -> Span:
    """The innermost string, or cell of a COPY, that holds what stands from ``start`` to ``end``, or the whole text.

    What an article quotes is a part of the article. Whoever asks of many places of one text tells if it ``has_copy``.
    """
    low, high = start, end
    for _ in range(_NESTED):
        string = string_around(text, low, high)
        if string is None:
            break
        if not _quoted(text, string):
            return string
        low, high = string.start - 1, string.end + 1
    if post := post_around(text, start, end):
        return post
    if has_copy(text) if copied is None else copied:
        tab = text.find("\t", start) % (len(text) + 1)
        if tab > text.rfind("\n", start, end):  # on the last line, or behind: so no rows that tabs part
            return Span(text.rfind("\t", 0, start) + 1, max(tab, end))
    return Span(0, len(text))


def _quoted(text: str, string: Span) -> bool:
    """Whether running text stands around a string, between it and the next ones: so it is no cell of a dump."""
    low, high = string.start - 1, string.end + 1
    before, behind = _since_quote(text[max(0, low - _BESIDE) : low]), text[high : high + _BESIDE]
    if found := _QUOTE.search(behind):
        behind = behind[: found.start()]
    return speaks(f"{before}\n{behind}")


def speaks(said: str) -> bool:
    """Whether so much of a text is running text that somebody says something in it."""
    return sum(map(prose_words, said.split("\n"))) >= _SPOKEN


def _since_quote(said: str) -> str:
    """What stands behind the last quote, looked for from the end."""
    at = len(said)
    while at >= 0:
        at = max(said.rfind('"', 0, at), said.rfind("'", 0, at))
        if at >= 0 and _QUOTE.match(said, at):
            break
    return said[at + 1 :]
