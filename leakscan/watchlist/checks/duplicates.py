"""Is one client there twice?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz.distance import OSA

from leakscan.model import Entry, Watchlist
from leakscan.watchlist.finding import Finding, Level
from leakscan.watchlist.folding import folded

_LONG = 6
"""Letters a word needs before one different letter is taken for a typo: Avon and Akron are two towns."""

_SAME = "remove one of the rows, or add to the names what tells the two apart (town, state)"
_NEAR = "if it is one client, keep one row and make the other name an alias"


def check(watchlist: Watchlist) -> Iterator[Finding]:
    """Names that are equal after folding, then names that differ by order, spacing or one letter of a long word."""
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in watchlist.entries:
        groups[folded(entry.name)].append(entry)
    for same in groups.values():
        for entry in same[1:]:
            what = f"{entry.name!r} is called like row {same[0].row} ({same[0].name!r}); a match can't tell them apart"
            yield Finding(entry.row, "name", Level.WARNING, what, _SAME)
    yield from _near([group[0] for group in groups.values()])


def _near(entries: list[Entry]) -> Iterator[Finding]:
    told: set[tuple[int, int]] = set()
    for why, first, second in [*_reordered(entries), *_misspelt(entries)]:
        if (pair := (first.row, second.row)) not in told:
            told.add(pair)
            what = f"{second.name!r} is nearly row {first.row} ({first.name!r}): {why}"
            level = Level.NOTE if _has_id(first) and _has_id(second) else Level.WARNING
            yield Finding(second.row, "name", level, what, _NEAR)


def _has_id(entry: Entry) -> bool:
    """Whether the list's owner numbers this client, so that two rows are likely two clients."""
    return not entry.key.startswith(entry.name)


def _reordered(entries: list[Entry]) -> Iterator[tuple[str, Entry, Entry]]:
    for why, key in (("the same words in another order", _sorted_words), ("only the spaces differ", _joined)):
        first: dict[str, Entry] = {}
        for entry in entries:
            if (met := first.setdefault(key(entry), entry)) is not entry:
                yield why, met, entry


def _sorted_words(entry: Entry) -> str:
    return " ".join(sorted(folded(entry.name).split()))


def _joined(entry: Entry) -> str:
    return folded(entry.name).replace(" ", "")


def _misspelt(entries: list[Entry]) -> Iterator[tuple[str, Entry, Entry]]:
    """Pairs whose names are equal but for one letter of one long word."""
    names = {folded(entry.name): entry for entry in entries}
    holding: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        for word in dict.fromkeys(name.split()):
            if len(word) >= _LONG and word.isalpha():
                holding[word].append(name)
    for word, other in _near_words(holding):
        rare, common = sorted((word, other), key=lambda one: len(holding[one]))
        for name in holding[rare]:
            twin = " ".join(common if part == rare else part for part in name.split())
            if twin in names:
                first, second = sorted((names[name], names[twin]), key=lambda entry: entry.row)
                yield f"{rare} / {common}", first, second


def _near_words(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of words one letter apart: two such words share what is left when a letter is taken out of them.

    The first letter stays: hardly anybody gets that wrong, and Belton and Felton are two towns.
    """
    buckets: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for left in {word, *(word[:cut] + word[cut + 1 :] for cut in range(1, len(word)))}:
            buckets[left].append(word)
    pairs = {pair for alike in buckets.values() for pair in combinations(sorted(alike), 2)}
    yield from sorted(pair for pair in pairs if OSA.distance(*pair, score_cutoff=1) == 1)
