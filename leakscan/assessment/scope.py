"""Where a text of its own begins and ends: in a dump of posts each stands in one string, and no other is around it.

What is said in somebody else's post neither speaks against a list nor for it; what is said in its own does, in a dump
as on a page.
"""

from __future__ import annotations

from leakscan.assessment.blocks import string_around
from leakscan.block import Span


def scope(text: str, start: int, end: int) -> Span:
    """The innermost string, or cell of a COPY, that holds what stands from ``start`` to ``end``, or the whole text."""
    if string := string_around(text, start, end):
        return string
    if " FROM stdin;\n" in text:
        tab = text.find("\t", start) % (len(text) + 1)
        if tab > text.rfind("\n", start, end):  # on the last line, or behind: so no rows that tabs part
            return Span(text.rfind("\t", 0, start) + 1, max(tab, end))
    return Span(0, len(text))
