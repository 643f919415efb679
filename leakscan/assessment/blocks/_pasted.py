"""Strings of many lines: a post or a note in somebody's dump is a text of its own, whose rows are not the dump's.

A list that is pasted in a forum's post stands within one cell of the forum's table, be it written as INSERT or as CSV.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from leakscan.assessment.blocks._page import Page
from leakscan.block import LINE_ENDS, Span
from leakscan.quoted import BEHIND, DELIMITERS, OPENED, SAID, STRING

QUOTES = frozenset("\"'")
FEWEST, CROWD = 3, 5
"""Places that matter in a text of its own, which may hold a list of them; of one line, or in one cell, rather more."""
_OPENING = re.compile(f"['\"]{OPENED}")
_OPENINGS = {quote: re.compile(quote + OPENED) for quote in SAID}
_STRINGS = {quote: re.compile(said + BEHIND, re.DOTALL) for quote, said in SAID.items()}
_ENDINGS = {quote: re.compile(rf"(?<![{quote}\\])[{quote}][^{quote}]") for quote in SAID}
"""A quote that is none of what is said, for it is neither escaped nor doubled."""
_FARTHEST = 20_000
"""Characters before a place at which the string may begin that holds it; a longer one is as good as a text."""
_NEAR = 600
"""Characters in which it mostly begins, looked at first."""
_ROW = 200
"""Characters beside a string in which the cells of its row stand."""
_NOTED = 0.75
"""Share of the texts beside which somebody is named in a cell of their own from which on they are notes."""
_TRIES = 32
"""Strings that end before the place which are looked at."""


def string_around(text: str, start: int, end: int) -> Span | None:
    """The innermost string that holds what stands from ``start`` to ``end``, without its quotes; None if none does."""
    if text.find('"', end) < 0 > text.find("'", end):
        return None
    for at in islice(_openings(text, start), _TRIES):
        found = _STRINGS[text[at]].match(text, at)
        if found and found.end(1) >= end:
            return Span(*found.span(1))
    return None


def _openings(text: str, start: int) -> Iterator[int]:
    """Where a string may begin before a place, the nearest first; most begin near, so that all is looked at last."""
    high = start
    for low in (max(0, start - _NEAR), max(0, start - _FARTHEST)):
        yield from [found.start() for found in _OPENING.finditer(text, low, high)][::-1]
        high = low


def pasted(page: Page) -> Iterator[tuple[int, int]]:
    """Where each string starts and ends that has many lines and some of the places that matter, or a crowd of these.

    Args:
        page: the whole text, nothing of which is taken; where no place matters, each string of many lines is told.
    """
    if not (_is_crowded(page) or any(_opens(page, quote) for quote in SAID)):
        return
    if not any(_may_hold(page, quote) for quote in SAID):
        return
    strings = list(_held(page))
    if not (page.places and are_notes(len(strings), _named_between(page, strings))):
        yield from strings


def are_notes(texts: int, named: float) -> bool:
    """Whether texts of their own are notes to a table's rows: several, and beside such a share of them is a name."""
    return texts >= CROWD and named >= _NOTED


def _held(page: Page) -> Iterator[tuple[int, int]]:
    """The strings, of whatever text."""
    for found in STRING.finditer(page.text):
        start, end = max(found.span(1), found.span(2))
        held = len(page.crowded(start, end))
        some = held >= FEWEST or not page.places
        if held >= CROWD or (some and page.text.count("\n", start, end) >= LINE_ENDS):
            yield start, end


def _named_between(page: Page, strings: Sequence[tuple[int, int]]) -> float:
    """Between what share of the strings somebody is named in a cell."""
    gaps = [(one[1], other[0]) for one, other in pairwise(strings)]
    near = [({(a, min(a + _ROW, b)), (max(b - _ROW, a), b)}) for a, b in gaps]
    named = [any(_begins(page, place) for low, high in ends for place in page.placed(low, high)) for ends in near]
    return sum(named) / max(1, len(named))


def _begins(page: Page, place: int) -> bool:
    """Whether a place is where a cell begins, be that in quotes."""
    return page.text[max(0, place - 3) : place].rstrip(" \"'")[-1:] in DELIMITERS | {"\n", ""}


def _may_hold(page: Page, quote: str) -> bool:
    """Whether a string in such quotes may hold enough places: between these none stands that has to end it."""
    if quote not in page.text or not _OPENINGS[quote].search(page.text):
        return False
    fresh, ending = page.fresh, _ENDINGS[quote].search
    if not page.places:
        return True
    # as many as are told of one line are of several, too
    return not all(ending(page.text, low, high + 1) for low, high in zip(fresh, fresh[FEWEST - 1 :], strict=False))


def _is_crowded(page: Page) -> bool:
    """Whether a crowd of places that matter stands on one line, which has quotes."""
    where = page.where
    return any(
        first == last and ('"' in page.said[first] or "'" in page.said[first])
        for first, last in zip(where, where[CROWD - 1 :], strict=False)
    )


def _opens(page: Page, quote: str) -> bool:
    """Whether a string may begin on the last line with such a quote before a line that has none, and that matters."""
    if quote not in page.text:
        return False
    if not page.places:
        return True
    bare = [line for line in page.held if quote not in _unescaped(page.said[line], quote)]
    return any(_ends_open(page.said[line], quote) for line in _quoted_before(page, bare, quote))


def _unescaped(said: str, quote: str) -> str:
    """A line without the quotes that belong to what is said."""
    return said.replace("\\" + quote, "").replace(2 * quote, "") if quote in said else said


def _quoted_before(page: Page, lines: Sequence[int], quote: str) -> Iterator[int]:
    """The last line with a quote before each of some that have none, each such line once; told from the text."""
    low = 0
    for high in [page.starts[line] for line in lines]:
        at = page.text.rfind(quote, low, high)
        while at > 0 and (page.text[at - 1] == "\\" or page.text[at - 1] == quote):
            at = page.text.rfind(quote, low, at - 1)
        if at >= 0:
            yield bisect_right(page.starts, at) - 1
        low = high


def _ends_open(said: str, quote: str) -> bool:
    """Whether the last quote of a line, but for those that belong to what is said, may open a string."""
    sign = said[: said.rfind(quote)][-1:]
    if sign.isalnum() and sign not in "NE":
        return False  # as most are: the end of a string, or an apostrophe
    before, found, _ = _unescaped(said, quote).rpartition(quote)
    return bool(found) and (not before or before.rstrip(" NE")[-1:] in DELIMITERS)


def plain(said: str, before: str, behind: str) -> str:
    """What a stretch says, at the same places, if it stands between quotes, or all quotes in it are escaped."""
    if before == behind and behind in QUOTES:
        said = _plain(said, behind)
    elif 0 < said.count('"') == said.count('\\"'):
        said = _plain(said, '"')
    return said if said.isascii() else _straight(said)


def _straight(said: str) -> str:
    """The same with straight quotes where all that open a word are those that end one: they were references."""
    for quote, curly, opening in _CURLY:
        meant = curly in said and quote not in said and opening not in said
        if meant and len(re.findall(rf"(?<!\w){curly}(?=\w)", said)) >= FEWEST:
            said = said.replace(curly, quote)
    return said


def _plain(said: str, quote: str) -> str:
    r"""The same of a string: blanks for the signs that stand before quotes and backslashes in it.

    ``\"Acme\", ""Acme""`` and ``\\`` are written so; of an escape within that, ``\\\"``, one is left.
    """
    if "\\" in said:
        said = _ESCAPES.sub(_halved, said)
    return _DOUBLED[quote].sub(_halved, said) if 2 * quote in said else said


def _halved(run: re.Match[str]) -> str:
    """Every second sign of a run, behind as many blanks."""
    return run[0][1::2].rjust(len(run[0]))


_CURLY = (('"', "”", "“"), ("'", "’", "‘"))
"""For each quote what extraction makes of its reference, and what a writer begins with who ends so."""
_ESCAPES = re.compile(r"(?:\\['\"\\])++")
_DOUBLED = {quote: re.compile(f"(?:{quote}{quote})++") for quote in QUOTES}
