"""Are there names that ordinary texts are full of?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from leakscan.model import Watchlist
from leakscan.watchlist.finding import Finding, Level
from leakscan.watchlist.folding import folded

SHORTEST = 4
"""Letters; a shorter name stands in other words and in acronyms everywhere."""

_ADVICE = "add its full name, a domain or an identifier; alone it counts only in a list of clients"


def check(watchlist: Watchlist) -> Iterator[Finding]:
    """Warnings for names and aliases that are ordinary words or phrases, or shorter than four letters."""
    for entry in watchlist.entries:
        for column, name in (("name", entry.name), *(("aliases", alias) for alias in entry.aliases)):
            plain = folded(name)
            letters = _letters(plain)
            if letters < SHORTEST:
                what = f"{name!r} has {letters} letter{'s' if letters != 1 else ''}, fewer than {SHORTEST}"
                yield Finding(entry.row, column, Level.WARNING, what, _ADVICE)
            elif is_ordinary(plain):
                yield Finding(entry.row, column, Level.WARNING, f"{name!r} is ordinary language", _ADVICE)


def _letters(plain: str) -> int:
    """How many letters a name has; one of Chinese, Japanese or Korean says as much as two of Latin."""
    return sum(2 if unicodedata.east_asian_width(letter) == "W" else 1 for letter in plain if letter != " ")


def is_ordinary(plain: str) -> bool:
    """Whether a folded name is an ordinary word ("target") or phrase ("air force")."""
    return plain in _ordinary()


@cache
def _ordinary() -> frozenset[str]:
    text = files("leakscan.watchlist").joinpath("ordinary.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
