"""Few clients among the items of one bulleted list, which is all of its paragraph: told without cutting the page.

A page's list of partners, a post's list of shops. Every shape takes such a list whole, so that its bullets tell how
many rows it has, and what purity would say of them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from leakscan.assessment.bare import different
from leakscan.assessment.kept import planted
from leakscan.assessment.prose import prose_words
from leakscan.model import Match, Watchlist

_FEWEST, _MOST = 3, 4
"""Clients that may be a list, and those up to which whatever is an enumeration is a mention."""
_MARKS = frozenset("•-*·–▪◦●○")
_LONGEST = 110
"""Characters of an item; a longer line ends a list."""
_SAFE = 0.3
"""Probability below which nothing with so few clients is more than a mention; the table of severities has .33."""
_SAFE_AMID, _OUTSIDE = 0.2, 0.7
"""The same where running text has to speak against a list, and the share of its words that surely no list takes."""
_PARTING = re.compile(r"""["|;=#^~{}<>\\]|  |::|(?<!\w)'|'(?!\w)""")
"""What may part cells or enclose strings: none of it stands in such a list."""
_SIGNS = {",": "xxx", " - ": "xxx", " – ": "xxx", " — ": "xxx", ":": r"x\.?x\.?x"}
"""What may part cells and often stands in names: it does where three lines on end have it, and keys have their values
on one of two lines."""
_OTHER_KIND = re.compile(r"[\d@]")
"""What makes a line one of another kind than words: kinds of lines that take turns are read as records."""
_NEAR = 1000
"""Characters beside the list in which a long line, or two blank ones, must end what may be read with it."""


def itemed(text: str, matches: Sequence[Match], watchlist: Watchlist) -> bool:
    """Whether three or four clients stand among so many items of one bulleted list that it is a mention.

    Each is in an item of its own, no number stands beside them that might agree, and in no other way can fewer rows
    be made of the list: what parts cells stands on less than three of its lines.

    Args:
        text: the document.
        matches: all matches in it, in order, of which none is of an account identifier.
        watchlist: the list that they are of.
    """
    if not _FEWEST <= len(matches) <= _MOST:
        return False
    low = text.rfind("\n", 0, matches[0].start) + 1
    bullet = text[low : low + 2]
    if bullet[:1] not in _MARKS or bullet[1:] != " ":
        return False
    entries = {match.entry for match in matches}
    if len(entries) < len(matches) or not planted(watchlist).isdisjoint(entries):
        return False
    start, end = text.rfind("\n\n", 0, low) + 2 if "\n\n" in text[:low] else 0, text.find("\n\n", low)
    end = end if end >= 0 else len(text)
    items = _items(text[start:end], bullet)
    near = _near(text, start, end) if items else None
    if near is None or not _of_one_kind(near, items):
        return False
    rows = _rows(items, start, matches, lost=len(near.before) > 1)
    return rows > 0 and _mentioned(text, (start, end), len(matches), rows)


def _items(said: str, bullet: str) -> Sequence[str]:
    """The lines of a paragraph if each is a short item behind the same bullet and nothing may part them; else none."""
    lines = said.rstrip("\n").split("\n")
    if len(lines) < 2 * _FEWEST or max(map(len, lines)) > _LONGEST or not "".join(lines).isprintable():
        return ()
    if sum([line.startswith(bullet) and line[2:3].isalnum() for line in lines]) < len(lines):
        return ()
    if _PARTING.search(said) or _OTHER_KIND.search(said):
        return ()
    return () if any(_parts(lines, sign) for sign in _SIGNS if said.count(sign) >= _FEWEST) else lines


def _parts(lines: Sequence[str], sign: str) -> bool:
    """Whether a sign stands on so many lines on end that it may part their cells."""
    return re.search(_SIGNS[sign], "".join(["x" if sign in line else "." for line in lines])) is not None


def _rows(lines: Sequence[str], start: int, matches: Sequence[Match], *, lost: bool) -> int:
    """How many different rows there are at least; none if not each of the matches stands on a line of its own.

    The first line may be ``lost``: taken for the last of some short lines before, as if blank lines parted all.
    """
    others, begun, left = list[str](), start, list(matches)
    for line in lines:
        end = begun + len(line)
        if left and begun < left[0].start and left[0].end <= end:
            del left[0]
        else:
            others.append(line)
        begun = end + 1
    rows = len(matches) + different(others) - (lost and bool(others) and others[0] is lines[0])
    return 0 if left else rows


def _mentioned(text: str, edges: tuple[int, int], clients: int, rows: int) -> bool:
    """Whether so many clients of so many rows are a mention, if need be for the running text around them."""
    if _likely(clients, rows) < _SAFE:
        return True
    bits = _around(text, *edges)
    return bits < 0 and _likely(clients, rows, bits) < _SAFE_AMID


def _around(text: str, start: int, end: int) -> int:
    """Bits that the running text around a list takes at least, whatever else is read as a list.

    None where a seller's words are among it, or the list is a part of a text of its own.
    """
    from leakscan.assessment.scope import scope
    from leakscan.assessment.tone import tone_of
    from leakscan.assessment.weights import AROUND, AROUND_ELSE, AROUND_MOST, AROUND_USUAL, OFFER_ENOUGH

    said = f"{text[:start]}\n{text[end:]}".split("\n")
    words = _OUTSIDE * sum([prose_words(line) for line in said if len(line) > _LONGEST])
    if words <= AROUND_USUAL or tone_of(text, start, end).offer >= OFFER_ENOUGH:
        return 0
    if scope(text, start, end) != (0, len(text)):
        return 0
    return math.ceil(AROUND * AROUND_ELSE * min(AROUND_MOST, math.log2(words / AROUND_USUAL)))


class _Near(NamedTuple):
    """The short lines before a list, the last first, and those behind it, as far as they may be read with it."""

    before: Sequence[str]
    behind: Sequence[str]


def _near(text: str, start: int, end: int) -> _Near | None:
    low, high = max(0, start - _NEAR), end + _NEAR
    before = _short(text[low : max(0, start - 2)].split("\n")[::-1], whole=low == 0)
    behind = _short(text[end + 2 : high].split("\n"), whole=high >= len(text))
    return None if before is None or behind is None else _Near(before, behind)


def _of_one_kind(near: _Near, items: Sequence[str]) -> bool:
    """Whether the items and the lines near them are words, none said twice, and those near part no cells."""
    lines, said = [*near.before, *items, *near.behind], "\n".join([*near.before, *near.behind])
    return len({*lines}) == len(lines) and not (_OTHER_KIND.search(said) or any(sign in said for sign in _SIGNS))


def _short(lines: Sequence[str], *, whole: bool) -> list[str] | None:
    """The lines from a blank one to a long one, or to two blank ones; None where neither comes, nor the text's end.

    A long one is told if it is the first.
    """
    said, blank = list[str](), True
    for line in lines:
        if len(line) > _LONGEST:
            return said or [line]
        if line.strip():
            said.append(line)
        elif blank:
            return said
        blank = not line.strip()
    return said if whole else None


@cache
def _likely(clients: int, rows: int, around: int = 0) -> float:
    """The probability that so many of the rows of a list being clients makes it a leak, if nothing else is against it.

    It is no less with one of the clients publicly known, and so left out.
    """
    from leakscan.assessment.evidence.purity import clipped, purity_bits
    from leakscan.assessment.score import calibrated, probability
    from leakscan.assessment.weights import FILL, FILL_USUAL, PRIOR, PURITY
    from leakscan.model import Evidence

    bits = around + PRIOR + FILL * (1 - FILL_USUAL)
    likely = [
        probability(calibrated((Evidence("purity", bits + PURITY * clipped(purity_bits(clients - n, rows - n)), ""),)))
        for n in range(clients - _FEWEST + 1)
    ]
    return max(likely)
