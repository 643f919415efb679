"""Blanks that are none of the keyboard's, and signs without a look, be they copied from a page or put in on purpose.

Screening passes over them, but a key with such a blank behind its colon is no key, and columns that they part are none.
"""

from __future__ import annotations

_BLANKS = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
_SILENT = "\u00ad\u200b\u2060\ufeff"
"""Not those that join letters, or part them, in a script."""


def plain_blanks(text: str) -> str:
    """The text with blanks for all kinds of them, and without what has no look."""
    if text.isascii():
        return text
    for sign in _BLANKS:
        text = text.replace(sign, " ")
    for sign in _SILENT:
        text = text.replace(sign, "")
    return text
