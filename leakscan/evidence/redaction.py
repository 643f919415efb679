"""Masking: enough of a name to recognise it by, for those who know it, and nothing for those who don't."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DOTS = "•••"
_DOTLESS = str.maketrans("İı", "ii")
_WORD = re.compile(r"[^\W_]+")


def mask(name: str) -> str:
    """The first letter of each word and three dots, whatever its length: ``Avon Police Dept`` -> ``A••• P••• D•••``.

    Punctuation stays, so an address still looks like one (``j•••@a•••.c•••``); words of digits lose their first digit
    too, since one tells too much of a short number. The same name is masked the same everywhere.
    """
    return _WORD.sub(lambda word: _DOTS if word[0][0].isdigit() else word[0][0] + _DOTS, name)


def mask_all(text: str) -> str:
    """Every word of the text as three dots, for what stands around a match."""
    return _WORD.sub(_DOTS, text)


def fold(text: str) -> str:
    """The text in one case: whatever ``re.IGNORECASE`` takes for equal is equal in it, the letters i of Turkish too."""
    return text.translate(_DOTLESS).casefold()


def redact(text: str, names: Iterable[str]) -> str:
    """The text with each of the names masked wherever it stands, in any case; longer names first."""
    folded = fold(text)
    wanted = sorted({name for name in names if name.strip() and fold(name) in folded}, key=len, reverse=True)
    if not wanted:
        return text
    pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in wanted)
    return re.sub(pattern, lambda found: mask(found[0]), text, flags=re.IGNORECASE)
