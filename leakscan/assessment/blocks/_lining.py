"""Cut a text into lines, without what mail, forums and tools put before each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from leakscan.assessment.blocks._page import Page

_QUOTE = re.compile(r"[ \t]{0,8}(?:>[ \t]?){1,12}")
_LINE_END = re.compile(r"\r\n|\n|\r")
_NUMBERED = re.compile(r"\s{0,12}(?:[\w./-]{1,80}:)?(\d{1,7})[:\t]")
_MARKED = re.compile(r"[+#%*!]\s?|//\s?|--\s|\|\s(?!.*\|)")
_FEWEST = 5
"""Lines from which on a common beginning is no accident."""


def page_of(text: str, places: Sequence[int] = ()) -> Page:
    """Cut a text into lines; ``\\n``, ``\\r\\n`` and ``\\r`` end one.

    Where quoting begins or ends, two empty lines are put in: what is quoted is another's text. Numbers of lines, and
    a sign that stands before nearly every line (a patch, a remark in code), are no part of what the lines say.
    """
    page = _split(text)
    if ">" in text and (text[:1] == ">" or "\n>" in text or "\n >" in text):
        page = _unquoted(page)
    page = _single_spaced(_unmarked(_unnumbered(page)))
    made = Page(text, page.starts, page.ends, page.said, sorted(set(places)))
    made.__dict__["blank"] = page.blank
    return made


def _split(text: str) -> Page:
    if "\r" in text:
        pieces, ends = _LINE_END.split(text), [end.end() for end in _LINE_END.finditer(text)]
        starts = [0, *ends]
        return Page(text, starts, [start + len(said) for start, said in zip(starts, pieces, strict=True)], pieces)
    pieces = text.split("\n")
    starts = [0, *accumulate([len(said) + 1 for said in pieces])]
    return Page(text, starts[:-1], [start - 1 for start in starts[1:]], pieces)


def _of(text: str, lines: Iterable[tuple[int, int, str]]) -> Page:
    starts, ends, said = (list(part) for part in zip(*lines, strict=True))
    return Page(text, starts, ends, said)


def _unquoted(page: Page) -> Page:
    inside, lines = False, list[tuple[int, int, str]]()
    for number, (start, end, said) in enumerate(zip(page.starts, page.ends, page.said, strict=True)):
        quoted = _QUOTE.match(said) if ">" in said[:10] else None
        if inside != bool(quoted) and number:
            lines += [(start, start, "")] * 2
        inside = bool(quoted)
        lines.append((start + quoted.end(), end, said[quoted.end() :]) if quoted else (start, end, said))
    return _of(page.text, lines)


def _unnumbered(page: Page) -> Page:
    """The lines without numbers that rise from line to line through the whole text, as of an editor or a search.

    Those that can be no customers' numbers are not even in the text (``leakscan.extract.prefixes``); these may be, and
    are looked for in it, but are no cell that tells a row.
    """
    said = page.spoken
    if len(said) < _FEWEST or not all(_NUMBERED.match(line) for line in (said[0], said[-1], said[len(said) // 2])):
        return page
    numbers = [int(found[1]) for line in said if (found := _NUMBERED.match(line))]
    rising = sum(a < b for a, b in pairwise(numbers))
    if len(numbers) < 0.9 * len(said) or rising < 0.95 * (len(numbers) - 1):
        return page
    return _behind(page, _NUMBERED)


def _unmarked(page: Page) -> Page:
    """The lines without a sign that nearly all of them begin with."""
    said = page.spoken
    if len(said) < _FEWEST or not _MARKED.match(said[len(said) // 2]):
        return page
    mark = said[len(said) // 2][:1]
    if sum(line.startswith(mark) for line in said) < 0.8 * len(said):
        return page
    return _behind(page, _MARKED, mark)


def _single_spaced(page: Page) -> Page:
    """The lines without every second blank one where nearly all gaps are of two or more: so is the text spaced."""
    blank = page.blank
    if blank.count(True) < 2 * 0.8 * _FEWEST:
        return page
    gaps = [len(gap) for gap in bytes(blank).split(b"\0") if gap]
    if len(gaps) < _FEWEST or sum(gap > 1 for gap in gaps) < 0.8 * len(gaps):
        return page
    lines = zip(page.starts, page.ends, page.said, strict=True)
    return _of(page.text, [line for at, line in enumerate(lines) if not (blank[at] and at and blank[at - 1])])


def _behind(page: Page, mark: re.Pattern[str], sign: str = "") -> Page:
    """The lines behind a mark; a mark with nothing behind it is an empty cell, and stays."""
    starts, texts = list(page.starts), list(page.said)
    for at, said in enumerate(texts):
        found = mark.match(said) if said.startswith(sign) else None
        if found and found.end() < len(said.rstrip()):
            starts[at], texts[at] = starts[at] + found.end(), said[found.end() :]
    return Page(page.text, starts, page.ends, texts)
