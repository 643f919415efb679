"""Strings of many lines: a post or a note in somebody's dump is a text of its own, whose rows are not the dump's.

A list that is pasted in a forum's post stands within one cell of the forum's table, be it written as INSERT or as CSV.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from leakscan.assessment.blocks._page import Page
from leakscan.block import LINE_ENDS

_FEWEST = 3
"""Places that matter in a text that may hold a list of them."""
# Bounded, as in sql_insert: hostile quoting costs linear time.
_STRING = re.compile(
    r"(?:(?<=[(,=:;|\t\[{\n ])|(?<=[ (,][NEne])|\A)"
    r"(?:'((?:[^'\\]++|\\.|''){0,20000}+)'|\"((?:[^\"\\]++|\\.|\"\"){0,20000}+)\")(?=\s{0,9}+(?:[,;|)\]}]|\Z)|[\t\r\n])",
    re.DOTALL,
)


def pasted(page: Page) -> Iterator[tuple[int, int]]:
    """Where each string starts and ends that has many lines and, if there are places that matter, some of them.

    Args:
        page: the whole text, nothing of which is taken.
    """
    if not any(quote in page.text and any(_odd(line, quote) for line in page.said) for quote in "\"'"):
        return  # no quote is opened on a line and closed on another
    for found in _STRING.finditer(page.text):
        start, end = max(found.span(1), found.span(2))
        if page.text.count("\n", start, end) >= LINE_ENDS and _matters(page.places, start, end):
            yield start, end


def _odd(line: str, quote: str) -> bool:
    """Whether a line has an odd number of a quote, but for escaped ones."""
    return quote in line and (line.count(quote) - line.count("\\" + quote)) % 2 == 1


def _matters(places: Sequence[int], start: int, end: int) -> bool:
    return not places or bisect_left(places, end) - bisect_left(places, start) >= _FEWEST
