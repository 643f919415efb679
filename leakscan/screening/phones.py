"""Telephone numbers of entries, with or without the country's code, however they are grouped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from leakscan.model import Match, MatchKind, Watchlist

_WRITTEN = re.compile(r"\+[\d ().\-/]{7,24}\d")
_SHOWN = re.compile(r"(?<![\w+.-])(?:\+ ?|\()?\d[\d ().\-/\u00a0]{6,20}\d(?![\w])")
_OTHER = re.compile(r"\D")
_LEAST = 8


def is_phone(value: str) -> bool:
    """Whether an identifier is a telephone number in the international form: a plus sign and digits."""
    return _WRITTEN.fullmatch(value.strip()) is not None


def build_phones(watchlists: Sequence[Watchlist]) -> dict[str, tuple[tuple[str, tuple[str, str]], ...]]:
    """Numbers by their last eight digits: (all digits, owner)."""
    found: dict[str, list[tuple[str, tuple[str, str]]]] = {}
    for watchlist in watchlists:
        for entry in watchlist.entries:
            for value in filter(is_phone, entry.identifiers):
                digits = _OTHER.sub("", value)
                found.setdefault(digits[-_LEAST:], []).append((digits, (watchlist.name, entry.key)))
    return {tail: tuple(numbers) for tail, numbers in found.items()}


def find_phones(text: str, phones: Mapping[str, Sequence[tuple[str, tuple[str, str]]]]) -> Iterator[Match]:
    """Telephone numbers of entries; a national form must end as the whole number does."""
    if not phones:
        return
    for found in _SHOWN.finditer(text):
        digits = _OTHER.sub("", found[0].replace("(0)", ""))
        bare = digits.lstrip("0")
        for whole, (watchlist, entry) in phones.get(digits[-_LEAST:], ()):
            # One or two zeros lead a national or an international number; a code of a country has at most three digits.
            if whole.endswith(bare) and 0 <= len(whole) - len(bare) <= 3:
                rule = "" if bare == whole else "without the country's code"
                start, end = found.span()
                form = f"+{whole}"
                yield Match(watchlist, entry, MatchKind.IDENTIFIER, found[0], start, end, 0.97, form, rule)
