"""Of matches that overlap, the best; of equally good ones, one with the others named as ambiguous."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from leakscan.model import Match


def best(scored: Iterable[tuple[float, Match]]) -> list[Match]:
    """Choose matches so that those of one watchlist never overlap.

    Args:
        scored: matches, each with its merit; the greater the better.

    Returns:
        The chosen ones by start.
    """
    per_list: dict[str, list[tuple[float, Match]]] = defaultdict(list)
    for merit, match in scored:
        per_list[match.watchlist].append((merit, match))
    chosen = [match for pairs in per_list.values() for match in _choose(pairs)]
    return sorted(chosen, key=lambda match: (match.start, match.end, match.watchlist))


def _choose(pairs: list[tuple[float, Match]]) -> list[Match]:
    pairs.sort(key=lambda pair: (-pair[0], pair[1].start, pair[1].entry))
    taken: list[tuple[int, int, int]] = []
    chosen: list[tuple[float, Match]] = []
    for merit, match in pairs:
        other = _overlapping(taken, match)
        if other is None:
            insort(taken, (match.start, match.end, len(chosen)))
            chosen.append((merit, match))
            continue
        first_merit, first = chosen[other]
        tied = (first.start, first.end) == (match.start, match.end) and abs(merit - first_merit) < 1e-9
        if tied and match.entry != first.entry and match.entry not in first.ambiguous:
            chosen[other] = (first_merit, replace(first, ambiguous=(*first.ambiguous, match.entry)))
    return [match for _, match in chosen]


def _overlapping(taken: list[tuple[int, int, int]], match: Match) -> int | None:
    at = bisect_left(taken, (match.start, match.end, -1))
    for place in (at - 1, at):
        if 0 <= place < len(taken) and taken[place][0] < match.end and match.start < taken[place][1]:
            return taken[place][2]
    return None
