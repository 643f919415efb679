"""Telephone numbers of entries, with or without the country's code, however they are grouped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from leakscan.model import Match, MatchKind, Watchlist
from leakscan.screening.chars import CLOSE, DIGIT, DOT, HYPHEN, OPEN, SLASH, SPACE
from leakscan.screening.rows import runs
from leakscan.screening.tables import Table, build
from leakscan.screening.text import DIGITS, END, SIZE, START, Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

Owner = tuple[str, str]
_WRITTEN = re.compile(r"\+[\d ().\-/]{7,24}\d")
_SHOWN = re.compile(r"(?<![\w+.-])(?:\+ ?|\()?\d[\d ().\-/\u00a0]{6,24}$")
_GROUP = re.compile(r"\d+")
# Where another number may begin behind the first: its first sign or zero says so, or groups of the same lengths do.
_INNER = re.compile(r"(?<=[ /\u00a0])[(\d]")
_NATIONAL = 9
_OTHER = re.compile(r"\D")
_NO_CODE = "without the country's code"
LEAST, _MOST = 8, 32
# Between two groups of digits stand at most so many characters.
FARTHEST = 3
# So many characters a number has at least as it is written, all of which are of these kinds (as bits).
SHOWN = 7
OF_PHONES = sum(1 << kind for kind in (DIGIT, SPACE, OPEN, CLOSE, DOT, HYPHEN, SLASH))


@dataclass(frozen=True)
class Phones:
    """Numbers by their last eight digits, as one number: (all digits, owner); ``tails`` are those in order."""

    by_tail: Mapping[int, Sequence[tuple[str, Owner]]]
    tails: NDArray[np.int64]

    @cached_property
    def table(self) -> Table:
        """The tails, each as a key one larger."""
        import numpy as np

        return build(self.tails.astype(np.uint64) + np.uint64(1), np.zeros(len(self.tails), np.int32))


def is_phone(value: str) -> bool:
    """Whether an identifier is a telephone number in the international form: a plus sign and digits."""
    return _WRITTEN.fullmatch(value.strip()) is not None


def build_phones(watchlists: Sequence[Watchlist]) -> Phones:
    """Collect the telephone numbers of all entries."""
    import numpy as np

    found: dict[int, list[tuple[str, Owner]]] = {}
    for watchlist in watchlists:
        for entry in watchlist.entries:
            for value in filter(is_phone, entry.identifiers):
                digits = _OTHER.sub("", value)
                found.setdefault(int(digits[-LEAST:]), []).append((digits, (watchlist.name, entry.key)))
    return Phones(found, np.array(sorted(found), np.int64))


def find_phones(text: str, ends: Iterable[int], tails: Iterable[int], phones: Phones) -> Iterator[Match]:
    """Telephone numbers of entries that end at some places; a national form must end as the whole number does."""
    for end, tail in zip(ends, tails, strict=True):
        met = set()
        for shown in _shown(text[max(0, end - _MOST) : end]):
            digits = _OTHER.sub("", shown.replace("(0)", ""))
            bare = digits.lstrip("0")
            for whole, owner in phones.by_tail[tail]:
                # Zeros lead a national or an international number; a country's code has at most three digits.
                if owner not in met and whole.endswith(bare) and 0 <= len(whole) - len(bare) <= 3:
                    met.add(owner)
                    rule, start, form = "" if bare == whole else _NO_CODE, end - len(shown), f"+{whole}"
                    yield Match(*owner, MatchKind.IDENTIFIER, shown, start, end, 0.97, form, rule)


def _shown(window: str) -> Iterator[str]:
    """How a number that ends a text may be written there, the longest first: others may stand right before it."""
    found = _SHOWN.search(window)
    if found is None:
        return
    longest = found[0]
    yield longest
    sizes = [len(group) for group in _GROUP.findall(longest)]
    for inner in _INNER.finditer(longest, 1):
        shown = longest[inner.start() :]
        own = [len(group) for group in _GROUP.findall(shown)]
        before = sizes[: -len(own)][-len(own) :]
        if sum(own) >= _NATIONAL and (inner[0] in "(0" or (len(before) > 1 and own[-len(before) :] == before)):
            yield shown


def ends_of_phones(words: Text, figures: NDArray[np.int32], phones: Phones) -> tuple[Whole, Whole]:
    """Where groups of digits end whose last eight are those of a number, and those eight.

    ``figures`` are the words of digits alone, among others (:class:`leakscan.screening.glance.Noted`). As a number
    is written there is nothing but digits and what parts them just before its end.
    """
    import numpy as np

    groups = words.words[figures]
    groups = groups[groups[:, DIGITS] == groups[:, SIZE]]
    if not len(groups) or not len(phones.tails):
        return phones.tails[:0], phones.tails[:0]
    fresh = np.ones(len(groups), bool)
    fresh[1:] = groups[1:, START] - groups[:-1, END] > FARTHEST
    before = np.cumsum(groups[:, SIZE]) - groups[:, SIZE]
    since = before - before[np.maximum.accumulate(np.where(fresh, np.arange(len(groups)), 0))] + groups[:, SIZE]
    long = np.flatnonzero((since >= LEAST) & (groups[:, END] >= SHOWN))
    shown = words.kinds[groups[long, END, None] - np.arange(1, SHOWN + 1)].astype(np.int64)
    long = long[((OF_PHONES >> shown) & 1).all(axis=1)]
    last = (before + groups[:, SIZE])[long]
    digits = _digits(words, groups)
    values = np.zeros(len(long), np.int64)
    for place in range(LEAST, 0, -1):
        values = values * 10 + digits[last - place]
    met = np.flatnonzero(np.isin(values, phones.tails))
    return groups[long[met], END].astype(np.int64), values[met]


def _digits(words: Text, groups: NDArray[np.int32]) -> NDArray[np.int64]:
    """All digits of some words, one after the other."""
    import numpy as np

    _, at = runs(groups[:, START], groups[:, END] - groups[:, START])
    low = words.low[at].astype(np.int64) - ord("0")
    return low[(low >= 0) & (low <= 9)]
