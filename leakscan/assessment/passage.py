"""The lines from blank line to blank line that hold all matches of a text, where each of them may be a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, repeat
from typing import NamedTuple

from leakscan.model import Match

FEWEST = 25
"""Lines, as many as make a table whatever its cells hold."""
_LONGEST = 1000
"""Characters of a line; longer ones are read with care."""
_SOME = 3
"""Matches that a blank line is looked for between before all lines are looked at."""
_STRAY = 3
"""Lines that may look by chance as if they began with a key."""
_KEYED = re.compile(r"""\s*(?:[-*•+>]\s+)?["']?[^\W\d_#][^:=|\t,;]{0,40}(?::\s|=|:$)""")


class Lines(NamedTuple):
    """Lines that follow one another, alone and as a text, and each match with its line and where it begins there."""

    said: Sequence[str]
    text: str
    held: Sequence[tuple[Match, int, int]]


def lines_of(said: str, start: int, matches: Sequence[Match]) -> Lines | None:
    """The lines from blank line to blank line that hold all matches, if rows may not be of several of them."""
    starts = [match.start - start for match in matches]
    if "\n\n" in said[starts[0] : starts[:_SOME][-1]] or "<" in said[starts[0] : starts[-1]]:
        return None
    low, high = _passage(said, starts[0], starts[-1])
    text = said[low:high]
    lines = text.split("\n")
    if len(lines) < FEWEST or max(map(len, lines)) > _LONGEST or _otherwise(lines, text):
        return None
    places, within = _places(text, [at - low for at in starts])
    return Lines(lines, text, list(zip(matches, places, within, strict=True)))


def _places(said: str, starts: Sequence[int]) -> tuple[list[int], list[int]]:
    """The line on which each of some places in a text is, in order, and where it is on that line."""
    ends = map(said.count, repeat("\n"), [0, *starts], starts)
    return list(accumulate(ends)), [start - said.rfind("\n", 0, start) - 1 for start in starts]


def _passage(said: str, first: int, last: int) -> tuple[int, int]:
    """The edges of the lines around two places that are neither blank nor a border; nothing if one is between these.

    Most often the first line without a letter or digit of ASCII is empty, or there is none.
    """
    before = said.rfind("\n\n", 0, first)
    low = before + 2 if before >= 0 else int(said.startswith("\n", 0, first))
    silent = _SILENT.match(said, low) or _SILENT_NEXT.search(said, low)
    if silent and silent[0].strip("\n"):
        low, high = _talking(said, low, first, last)
    else:
        high = silent.start() if silent else len(said)
    return (low, high) if last <= high else (0, 0)


def _talking(said: str, low: int, first: int, last: int) -> tuple[int, int]:
    """The same where a line that is not empty may say nothing, told of all lines together."""
    behind = said.find("\n\n", first)
    high = behind if behind >= 0 else len(said) - said.endswith("\n")
    return _talk(said, low, high, first) if last <= high else (low, high)


def _talk(said: str, low: int, high: int, place: int) -> tuple[int, int]:
    """The same edges of a stretch of whole lines: those around the place, from one that says nothing to the next."""
    begun = low
    for found in _MUTE.finditer("\n" + said[low:high]):
        start, end = begun + found.start(), begun + found.end() - 1
        if end >= place:
            return low, start - 1
        low = end + 1
    return low, high


_MUTE = re.compile(r"\n(?:[^\w\n]|_)*+(?=\n|\Z)")
"""A line without a letter or digit, with the end of the line before."""


_SILENT = re.compile(r"[^0-9A-Za-z\n]*+(?:\n|\Z)")
"""A line without such a sign."""
_SILENT_NEXT = re.compile(rf"\n{_SILENT.pattern}")


def _otherwise(lines: Sequence[str], said: str) -> bool:
    """Whether lines, which together make a text, may be parts of elements or objects, or keys with their values."""
    if "<" in said or ("{" in said and any(line.count("{") != line.count("}") for line in lines)):
        return True
    if not ("=" in said or (":" in said and (": " in said or ":\n" in said))):
        return False
    if 2 * (said.count(":") + said.count("=")) <= len(lines):
        return False  # for each key has one of the signs behind it
    keyed = [line for line in lines if (":" in line or "=" in line) and _KEYED.match(line)]
    return len(keyed) > _STRAY and 2 * len(keyed) > len(lines)
