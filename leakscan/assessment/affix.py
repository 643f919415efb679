"""What nearly all cells of a column begin or end with is no part of what they say: ``ORG:``, ``INFO row:``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"\d+")
_ENDS = re.compile(r"\W\s*")
_LONGEST = 80
_SAMPLE = 48
_FEWEST = 5
_COMMON = 0.85


@dataclass(frozen=True)
class Affix:
    """Patterns of what stands before and behind; a number in them stands for any number."""

    before: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None

    def inner(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The cell without them."""
        if self.before and (found := self.before.match(text, start, end)):
            start = found.end()
        if self.behind and (found := self.behind.search(text[max(start, end - _LONGEST) : end])):
            end = max(start, end - _LONGEST) + found.start()
        return start, max(start, end)


def affix_of(cells: Sequence[str]) -> Affix:
    """What the cells of a column share, told from some of them; nothing where they are few."""
    said = [cell for cell in cells[:: max(1, len(cells) // _SAMPLE)] if cell]
    if len(said) < _FEWEST:
        return Affix()
    before = _shared([cell[:_LONGEST] for cell in said]) if _alike(said, 0) else ""
    behind = _shared([cell[: -_LONGEST - 1 : -1] for cell in said])[::-1] if _alike(said, -1) else ""
    return Affix(
        re.compile(_pattern(before)) if before else None,
        re.compile(_pattern(behind) + r"\Z") if behind else None,
    )


def _alike(said: Sequence[str], at: int) -> bool:
    """Whether the cells may share anything there: most have the same letter, or a digit as the middle one has."""
    usual = said[len(said) // 2][at]
    edge = [cell[at] for cell in said]
    alike = list(map(str.isdecimal, edge)).count(True) if usual.isdecimal() else edge.count(usual)
    return alike >= _COMMON * len(said)


def _shared(said: Sequence[str]) -> str:
    """The longest beginning, up to a sign or blank, that nearly all share, with each number as a nought."""
    first = _ENDS.search(said[len(said) // 2])
    if first is None or not _shares(said, said[len(said) // 2][: first.end()]):
        return ""
    said, shared = _unnumbered(said), ""
    for end in _ENDS.finditer(said[len(said) // 2]):
        beginning = said[len(said) // 2][: end.end()]
        if not _common(said, beginning):
            break  # and so is no longer one
        shared = beginning
    return shared


def _unnumbered(said: Sequence[str]) -> Sequence[str]:
    """The cells with a nought for each number, all at once."""
    joined = "\0".join(said)
    if joined.count("\0") != len(said) - 1:
        return [_NUMBER.sub("0", cell) for cell in said]
    return _NUMBER.sub("0", joined).split("\0")


def _shares(said: Sequence[str], beginning: str) -> bool:
    """Whether the shortest beginning may be shared, and so any; in one with a number that number may be any."""
    return _NUMBER.search(beginning) is not None or _common(said, beginning)


def _common(said: Sequence[str], beginning: str) -> bool:
    """Whether nearly all begin with it."""
    return [cell.startswith(beginning) for cell in said].count(True) >= _COMMON * len(said)


def _pattern(shared: str) -> str:
    return re.escape(shared).replace("0", r"\d+")
