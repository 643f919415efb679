"""Of matches that overlap, the best; of equally good ones, one with the others named as ambiguous."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from leakscan.model import Match

Scored = tuple[float, Match]


def best(scored: Iterable[Scored]) -> list[Match]:
    """Choose matches so that those of one watchlist never overlap.

    Args:
        scored: matches, each with its merit; the greater the better.

    Returns:
        The chosen ones by start.
    """
    per_list: dict[str, list[Scored]] = defaultdict(list)
    for merit, match in scored:
        per_list[match.watchlist].append((merit, match))
    chosen = [match for pairs in per_list.values() for cluster in _clusters(pairs) for match in _choose(cluster)]
    return sorted(chosen, key=lambda match: (match.start, match.end, match.watchlist))


def _clusters(pairs: list[Scored]) -> Iterator[list[Scored]]:
    """Runs of matches of which each overlaps one before it."""
    pairs.sort(key=lambda pair: pair[1].start)
    cluster: list[Scored] = []
    end = 0
    for pair in pairs:
        if cluster and pair[1].start >= end:
            yield cluster
            cluster, end = [], 0
        cluster.append(pair)
        end = max(end, pair[1].end)
    if cluster:
        yield cluster


def _choose(cluster: list[Scored]) -> list[Match]:
    """The best of a cluster, then the best of what it leaves room for."""
    if len(cluster) == 1:
        return [cluster[0][1]]
    cluster.sort(key=lambda pair: (-pair[0], pair[1].start, pair[1].entry))
    chosen: list[Scored] = []
    for merit, match in cluster:
        at = next((n for n, (_, other) in enumerate(chosen) if _overlap(match, other)), None)
        if at is None:
            chosen.append((merit, match))
            continue
        first_merit, first = chosen[at]
        tied = (first.start, first.end) == (match.start, match.end) and abs(merit - first_merit) < 1e-9
        if tied and match.entry != first.entry and match.entry not in first.ambiguous:
            chosen[at] = (first_merit, replace(first, ambiguous=(*first.ambiguous, match.entry)))
    return [match for _, match in chosen]


def _overlap(one: Match, other: Match) -> bool:
    return one.start < other.end and other.start < one.end
