"""When was the list taken? Clients who joined later are missing from it, clients who had left are absent."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Collection
from datetime import date, timedelta

from leakscan.model import Dated, Watchlist

_STRAY = 0.01
"""How much less often a client that was not there when the list was taken is found in it than one that was."""
_FALL = 1.92
"""Natural log-likelihood by which the ends of a 95 % interval fall short of the best time."""
_FEWEST = 3


def dated(found: Collection[str], watchlist: Watchlist) -> Dated | None:
    """The interval in which the list was taken, by maximum likelihood over the days anyone joined or left.

    At a time t, the clients of t stand in the list with one unknown probability, all others
    with a small part of it; the times whose log-likelihood lies within 1.92 of the best make the interval.

    Args:
        found: keys of the entries that make rows of the block clients'.
        watchlist: its entries with ``since`` and ``until``.

    Returns:
        The first and last day it can have been taken, either None if it has no bound; None if neither has.
    """
    events = sorted({day for e in watchlist.entries for day in (e.since, e.until) if day})
    if len(found) < _FEWEST or not events:
        return None
    times = [events[0] - timedelta(days=1), *events]  # each stands for the days from it to the next event
    likelihoods = _likelihoods(times, set(found), watchlist)
    least = max(likelihoods) - _FALL
    likely = [index for index, value in enumerate(likelihoods) if value >= least]
    after = times[likely[0]] if likely[0] else None
    before = times[likely[-1] + 1] if likely[-1] + 1 < len(times) else None
    return Dated(after, before) if after or before else None


def _likelihoods(times: list[date], found: set[str], watchlist: Watchlist) -> list[float]:
    here = _Active([(e.since, e.until) for e in watchlist.entries if e.key in found])
    all_ = _Active([(e.since, e.until) for e in watchlist.entries])
    out = []
    for time in times:
        active, present = all_.at(time), here.at(time)
        gone, stray = all_.total - active, here.total - present
        share = min(1 - 1e-6, max(1e-6, present / active if active else 0.0))
        value = present * math.log(share) + (active - present) * math.log(1 - share)
        out.append(value + stray * math.log(share * _STRAY) + (gone - stray) * math.log(1 - share * _STRAY))
    return out


class _Active:
    """How many clients there were at a time: joined on or before that day and not yet gone on it."""

    def __init__(self, spans: list[tuple[date | None, date | None]]) -> None:
        self.total = len(spans)
        self._joined = sorted(since or date.min for since, _ in spans)
        self._left = sorted(until for _, until in spans if until)

    def at(self, time: date) -> int:
        return bisect_right(self._joined, time) - bisect_right(self._left, time)
