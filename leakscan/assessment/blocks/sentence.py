"""An enumeration inside running text: ``A, B and C``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from leakscan.assessment.blocks import _grid
from leakscan.assessment.blocks._cutting import often
from leakscan.assessment.blocks._page import Page
from leakscan.block import Block

ORDER = 100
_FEWEST = 5
_FEWEST_FIGURED = 3
"""Items that all have something in brackets behind them."""
_LONGEST_ITEM = 50
_CUT = re.compile(r"[.!?]\s{1,9}(?=[A-Z\"'])|\n[ \t]{0,80}\n|:\s")
_ABBREVIATED = re.compile(r"(?:\b[A-Z][a-z]{0,3}|Corp|Dept|Univ|Assn)\Z")
"""A full stop behind one of these ends no sentence."""
_TAIL = re.compile(
    r"\W*(?:inc|ltd|llc|corp|co|plc|gmbh|s\.?a|llp|l\.?p|n\.?v|b\.?v|ag|pc|usa|etc|ca|uk|[A-Z]{2})?\W*", re.IGNORECASE
)
"""What belongs to the name before the comma: a legal form, a state."""
_AND = re.compile(r"\s(?:and|und|et|y|e|&)\s")
_STRONG = (";", " / ", " | ", " • ", " · ")
_FEWEST_STRONG, _FEWEST_COMMAS = 4, 2
_STOPS = {sign: re.compile(re.escape(sign) + r"\s{0,9}(?:(?:and|und|et|y|or)\s)?") for sign in (*_STRONG, ",")}
"""What parts two items."""
_BRACKETS = re.compile(r"[(\[](?:[^()\[\]\n]|\([^()\n]{0,40}\)){0,120}[)\]]")


def find(page: Page) -> list[Block]:
    """Sentences that list five short things or more; neighbouring sentences that list too belong to them."""
    out = []
    for start, end in _paragraphs(page):
        if not page.holding(start, end):
            continue
        current: list[tuple[int, int]] = []
        for a, b in _sentences(page.text, start, end):
            items = _items(page.text, a, b)
            if not items:
                out += _block(page.text, current)
                current = []
            current += items
        out += _block(page.text, current)
    return out


def most_items(text: str, start: int, end: int) -> int:
    """How many items the enumerations of a paragraph have at most, whichever of them belong together."""
    return sum([len(_items(text, *sentence)) for sentence in _sentences(text, start, end)])


def _block(text: str, items: list[tuple[int, int]]) -> list[Block]:
    if len(items) < _FEWEST_FIGURED or (len(items) < _FEWEST and not _bracketed(text[items[0][0] : items[-1][1]])):
        return []
    rows = [_cells(text, *item) for item in items]
    figured = len(rows) >= _FEWEST_FIGURED and all(len(row) > 1 for row in rows)
    return [Block("sentence", _grid.grid(text, rows))] if figured or len(rows) >= _FEWEST else []


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """An item and what stands in brackets behind it: ``Acme (12 seats)``."""
    if not _bracketed(text[start:end]):
        return [(start, end)]
    found = next((bracket for bracket in _BRACKETS.finditer(text, start, end) if bracket.start() > start + 2), None)
    return [(start, found.start()), (found.start() + 1, found.end() - 1)] if found else [(start, end)]


def _bracketed(said: str) -> bool:
    """Whether something may stand in brackets."""
    return "(" in said or "[" in said


def _paragraphs(page: Page) -> Iterator[tuple[int, int]]:
    start: int | None = None
    end = 0
    for begins, ends, blank in zip(page.starts, page.ends, page.blank, strict=True):
        if not blank:
            start, end = (begins if start is None else start), ends
        elif start is not None:
            yield start, end
            start = None
    if start is not None:
        yield start, end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for stop in _CUT.finditer(text, start, end):
        if _within_a_name(text, at, stop.start()):
            continue
        yield at, stop.end()
        at = stop.end()
    yield at, end


def _within_a_name(text: str, at: int, stop: int) -> bool:
    """Whether what looks like the end of a sentence is none: an abbreviation's stop, a colon amid an enumeration."""
    if text[stop] == ".":
        return bool(_ABBREVIATED.search(text[max(at, stop - 6) : stop]))
    return text[stop] == ":" and "," in text[at:stop]


def _delimiter(said: str) -> str | None:
    commas = said.count(",")
    for sign in _STRONG:
        if often(said, sign, _FEWEST_STRONG) and said.count(sign) >= commas / 2:
            return sign
    return "," if commas >= _FEWEST_COMMAS else None


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    said = text[start:end]
    bracketed = _bracketed(said)
    if bracketed and _delimiter(said):  # what is in brackets can only have more of them
        said = _BRACKETS.sub(lambda found: "(" + "_" * (len(found[0]) - 2) + ")", said)
    sign = _delimiter(said)
    if sign is None:
        return []
    items, at, paired = list[tuple[int, int]](), 0, False
    for stop in _STOPS[sign].finditer(said):
        if sign != "," or not _TAIL.fullmatch(said, at, stop.start()):
            items.append((start + at, start + stop.start()))
        paired, at = len(stop[0].strip()) > 1, stop.end()
    if said[at:].strip(" .\n") and not (sign == "," and _TAIL.fullmatch(said, at)):
        items += [(start + at, end)] if paired else _parted(text, start + at, end)
    lengths = [len(_BRACKETS.sub("", text[a:b])) if bracketed else b - a for a, b in items]
    return items if items and median(lengths) <= _LONGEST_ITEM else []


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The last item of ``A, B and C`` holds two names."""
    ands = list(_AND.finditer(text, start, end))
    return [(start, ands[-1].start()), (ands[-1].end(), end)] if ands else [(start, end)]
