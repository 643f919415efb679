"""A watchlist's own abbreviations, put for what they stand for in its names, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from leakscan.screening.abbreviations import CANON, EXPANSIONS

Words = tuple[str, ...]
# More at once in one name make no forms.
_MOST = 2
# A short form that the table has for another word (co for county) stands for that where a name has it.
_TAKEN = frozenset((*CANON.values(), *EXPANSIONS))


class Shortening(NamedTuple):
    """Canonical words, their short form, and what the user is told."""

    long: Words
    short: Words
    rule: str


def shortened(words: Words, table: Sequence[Shortening], times: int = _MOST) -> Iterator[tuple[Words, str]]:
    """The canonical words of a name with one or two abbreviations put in or written out, and the rule for each."""
    for long, short, rule in table:
        ways = [(long, short)] if len(short) == 1 and short[0] in _TAKEN else [(long, short), (short, long)]
        for old, new in ways:
            for at in range(len(words) - len(old) + 1):
                if words[at : at + len(old)] != old:
                    continue
                head, tail = words[:at] + new, words[at + len(old) :]
                yield head + tail, rule
                if times > 1 and tail:
                    yield from ((head + other, f"{rule}; {also}") for other, also in shortened(tail, table, times - 1))
