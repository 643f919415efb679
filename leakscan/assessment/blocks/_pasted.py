"""Strings of many lines: a post or a note in somebody's dump is a text of its own, whose rows are not the dump's.

A list that is pasted in a forum's post stands within one cell of the forum's table, be it written as INSERT or as CSV.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from leakscan.assessment.blocks._page import Page
from leakscan.block import LINE_ENDS

FEWEST = 3
"""Places that matter in a text of its own, which may hold a list of them."""
_DELIMITERS = frozenset("(,=:;|\t[{")
# Bounded, as in sql_insert: hostile quoting costs linear time.
_STRING = re.compile(
    r"(?:(?<=[(,=:;|\t\[{\n])|(?<=[,:;] )|(?<=[ (,][NE])|\A)"
    r"(?:'((?:[^'\\]++|\\.|''){0,20000}+)'|\"((?:[^\"\\]++|\\.|\"\"){0,20000}+)\")(?=\s{0,9}+(?:[,;|)\]}]|\Z)|[\t\r\n])",
    re.DOTALL,
)


def pasted(page: Page) -> Iterator[tuple[int, int]]:
    """Where each string starts and ends that has many lines and, if there are places that matter, some of them.

    Args:
        page: the whole text, nothing of which is taken.
    """
    if not any(_opens(page, quote) for quote in "\"'"):
        return
    for found in _STRING.finditer(page.text):
        start, end = max(found.span(1), found.span(2))
        if page.text.count("\n", start, end) >= LINE_ENDS and _matters(page, start, end):
            yield start, end


def _opens(page: Page, quote: str) -> bool:
    """Whether a string may begin on the last line with such a quote before a line that has none, and that matters."""
    if quote not in page.text:
        return False
    if not page.places:
        return True
    bare = [line for line in page.held if quote not in page.said[line]]
    return any(_ends_open(page.said[line], quote) for line in _quoted_before(page, bare, quote))


def _quoted_before(page: Page, lines: Sequence[int], quote: str) -> Iterator[int]:
    """The last line with a quote before each of some that have none, each such line once; told from the text."""
    low = 0
    for high in [page.starts[line] for line in lines]:
        if (at := page.text.rfind(quote, low, high)) >= 0:
            yield bisect_right(page.starts, at) - 1
        low = high


def _ends_open(said: str, quote: str) -> bool:
    """Whether the last quote of a line, but for those that belong to what is said, may open a string."""
    sign = said[: said.rfind(quote)][-1:]
    if sign.isalnum() and sign not in "NE":
        return False  # as most are: the end of a string, or an apostrophe
    before, found, _ = said.replace("\\" + quote, "").replace(2 * quote, "").rpartition(quote)
    return bool(found) and (not before or before.rstrip(" NE")[-1:] in _DELIMITERS)


def _matters(page: Page, start: int, end: int) -> bool:
    return not page.places or len(page.placed(start, end)) >= FEWEST
