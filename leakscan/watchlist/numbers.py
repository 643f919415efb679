"""Numbers as people write them in lists: plain, grouped by comma, space or apostrophe."""

from __future__ import annotations

import re

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([,'’\u00a0\u202f ])\d{3})(?:\1\d{3})*(?:\.\d+)?")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?")
_DIGITS = re.compile(r"[^\d.+-]")


def number_of(text: str) -> float | None:
    """The number a cell holds, or None where it holds something else.

    ``1,234``, ``1 234`` and ``1'234`` are 1234. ``1,5`` is None: whether the comma is a decimal sign can't be told
    from one cell, and a wrong figure would corroborate nothing.
    """
    if not text.isascii() and not _GROUPED.fullmatch(text):
        return None
    if _PLAIN.fullmatch(text):
        return float(text)
    if _GROUPED.fullmatch(text):
        return float(_DIGITS.sub("", text))
    return None
