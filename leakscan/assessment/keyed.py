"""Clients so thinly strewn over the values of one key that cutting the document into blocks can change nothing.

``"company": "Acme"``, ``raise PermissionError('Acme')``, ``<name>Acme</name>``, ``Name: Acme``: where what stands
before the names recurs again and again, how many different names stand there is counted without cutting anything.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from math import gcd
from typing import NamedTuple

from leakscan.assessment.bare import different
from leakscan.assessment.few import Few, as_few
from leakscan.assessment.kept import planted
from leakscan.model import Match, Watchlist

_FEWEST = 12
"""Values of a key below which nothing is told of it."""
_FAR = 120
"""Characters between a key and a match behind it."""
_LONGEST = 50
"""Characters of a key."""
_EVEN = 0.7
"""Share of the values that must be parted from the next as most are."""
_APART = 1
"""Clients who may stand in no such way, or apart from the others: no list has a single client."""
_QUOTED = re.compile(r"""["']\s{0,3}(?:>=|[:=(])\s{0,3}["']?[\w.$-]{1,40}""")
"""A key and what stands between it and its value, read from behind: there it begins."""
_NEXT = '", "'
"""What stands before all strings of an array but the first."""
_TAG = re.compile(r"<[\w:.-]{1,40}>\Z")
_LINE = re.compile(r"[ \t]{0,8}(?:[-*] )?[^\W\d_][\w -]{0,30}:[ \t]{1,9}")
_DIGITS = re.compile(r"\d+")
_NO_BRACKETS = bytes(sign for sign in range(256) if chr(sign) not in "\0()[]{}<>")


class _Way(NamedTuple):
    """How names stand: what is before each, and the sign that ends it."""

    before: str
    ends: str


class _Values(NamedTuple):
    """What stands in one way: where each begins, what it says, and what stands between it and the next."""

    starts: Sequence[int]
    said: Sequence[str]
    between: Sequence[str]


def thinly_keyed(
    text: str, edges: tuple[int, int], matches: Sequence[Match], watchlist: Watchlist, few: Few = as_few
) -> bool:
    """Whether the matches stand among the values of few keys, and are so few of them that they tell of no leak.

    That is so where among the values that follow each other alike the clients are so few that purity weighs against a
    leak hardly less than no list at all does, and where no three of their rows have a number that agrees with ours.

    Args:
        text: the document.
        edges: where the stretch that is looked at starts and ends.
        matches: the matches there, in order, of which none is of an account identifier.
        watchlist: the list that they are of.
        few: what tells whether they are so few.
    """
    if not planted(watchlist).isdisjoint({match.entry for match in matches}):
        return False
    ways, apart = dict[_Way, list[Match]](), set[str]()
    for match in matches:
        way = _known(text, match, ways) or _way(text, match, edges[0])
        if way is None:
            apart.add(match.entry)
            if len(apart) > _APART:
                return False
        elif way in ways:
            ways[way].append(match)
        elif (number := text.count(way.before, *edges)) < _FEWEST or not few(
            _alike(text, way, matches), number, watchlist
        ):
            return False
        else:
            ways[way] = [match]
    thin = [_thin(text, edges, way, held, watchlist, few) for way, held in ways.items()]
    return None not in thin and len(apart.union(*thin)) <= _APART  # type: ignore[arg-type]


def _often(number: int, clients: set[str], watchlist: Watchlist, few: Few) -> bool:
    """Whether so many values may be enough for so many clients, of whom one may stand apart."""
    return number >= _FEWEST and few({*sorted(clients)[_APART:]}, number, watchlist)


def _alike(text: str, way: _Way, matches: Sequence[Match]) -> set[str]:
    """The clients who stand right behind what is before the names of a way."""
    return {match.entry for match in matches if text.endswith(way.before, 0, match.start)}


def _known(text: str, match: Match, ways: Iterable[_Way]) -> _Way | None:
    for way in ways:  # without a generator, which takes longer than what it asks of the one or two ways
        if text.endswith(way.before, 0, match.start):
            return way
    return None


def _way(text: str, match: Match, low: int) -> _Way | None:
    """How a name stands: behind another string, behind a key in quotes, in a tag, behind a key that begins a line."""
    before = text[max(low, match.start - _FAR) : match.start]
    if before.endswith(_NEXT):
        return _Way(_NEXT, '"')
    line = before[before.rfind("\n") + 1 :]
    for sign in ("'", '"'):
        key, quote, name = line.rpartition(sign)
        leads = quote and key.rstrip()[-1:] in _LEADS and _OTHER[sign] not in name
        if leads and (found := _QUOTED.match((key + quote)[: -_LONGEST - 1 : -1])):
            return _Way(found[0][::-1], sign)
    at = line.rfind(">")
    if at >= 0:
        return _Way(found[0], "<") if (found := _TAG.search(line[: at + 1][-_LONGEST:])) else None
    begun = len(line) < len(before) and _LINE.match(line)
    return _Way("\n" + begun[0], "\n") if begun else None


_LEADS = frozenset(":=(>")
"""What may stand before a quote."""
_OTHER = {"'": '"', '"': "'"}


def _thin(
    text: str, edges: tuple[int, int], way: _Way, matches: Sequence[Match], watchlist: Watchlist, few: Few
) -> set[str] | None:
    """The clients who stand apart from the others; None unless these are few in every run of values."""
    values = _values(text, edges, way)
    between = _brackets(values.between)
    usual, number = _usual(between)
    places = [bisect_right(values.starts, match.start) - 1 for match in matches]
    if number < _EVEN * len(between) or len(values.said) < _FEWEST:
        return None
    if takes_turns(sorted({*places})) and _recurs(values.between):
        return None
    breaks = [at for at, said in enumerate(between, 1) if said != usual] if number < len(between) else []
    first, apart = [0, *breaks, len(values.said)], set[str]()
    runs: dict[int, set[str]] = {}
    for at, match in zip(places, matches, strict=True):
        runs.setdefault(bisect_right(breaks, at), set()).add(match.entry)
    for run, entries in runs.items():
        said = values.said[first[run] : first[run + 1]]
        if len(said) < _FEWEST:
            apart |= entries
        elif not few(entries, different(said), watchlist):
            return None
    held = {at: match.entry for at, match in zip(places, matches, strict=True)}
    return None if _agreed(text, values, held, watchlist) else apart


def _usual(between: Sequence[bytes]) -> tuple[bytes, int]:
    """What recurs most often, and how often it does."""
    if between and between.count(between[0]) == len(between):
        return between[0], len(between)
    return Counter(between).most_common(1)[0] if between else (b"", 0)


def takes_turns(places: Sequence[int]) -> bool:
    """Whether every so manyth value may be a name: behind one tag or key stand the cells of several columns in turn."""
    apart = [b - a for a, b in pairwise(places)]
    return len(apart) > 1 and gcd(*apart) > 1 and (len(apart) > 2 or apart[0] == apart[1])


def _recurs(between: Sequence[str]) -> bool:
    """Whether anything but numbers stands between two values again, as it does where the same keys or tags recur."""
    return len({_DIGITS.sub("", said) for said in between}) < len(between)


def _values(text: str, edges: tuple[int, int], way: _Way) -> _Values:
    low, size = max(0, edges[0] - 1), len(way.before)
    first, *behind = text[low : edges[1]].split(way.before)
    starts = list(accumulate([len(one) + size for one in behind[:-1]], initial=low + len(first) + size))
    said = [one.partition(way.ends)[0] for one in behind]
    said = [one.partition("\n")[0] if "\n" in one else one for one in said]
    return _Values(starts, said, [one[len(name) :] for one, name in zip(behind[:-1], said[:-1], strict=True)])


def _brackets(stretches: Sequence[str]) -> Sequence[bytes]:
    """The brackets of each stretch of text, but for round ones in pairs; where arrays part they differ."""
    said = "\0".join(stretches).encode("utf-8", "surrogatepass").translate(None, _NO_BRACKETS)
    brackets = said.replace(b"(())", b"").replace(b"()", b"").split(b"\0")
    return brackets if len(brackets) == len(stretches) else [_brackets([one.replace("\0", "")])[0] for one in stretches]


def _agreed(text: str, values: _Values, held: Mapping[int, str], watchlist: Watchlist) -> bool:
    """Whether enough rows have a number that is ours, or up to a fifth smaller, for figures to say something."""
    if not watchlist.figures:
        return False
    from leakscan.assessment.agreeing import agreeing, may_agree

    low, high = values.starts[0], values.starts[-1] + len(values.said[-1])
    around = [text[max(0, low - _FAR) : low], *values.between, text[high : high + _FAR]]

    def agrees(row: tuple[int, str]) -> bool:
        return may_agree(f"{around[row[0]]}\n{around[row[0] + 1]}", row[1], watchlist)

    return bool(agreeing(list(held.items()), agrees))
