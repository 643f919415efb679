"""When was the list taken? Who joined later is missing, who had left is absent, and figures had not grown yet."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from leakscan.assessment.grown import Growth, likelihoods_of_figures
from leakscan.assessment.kept import is_dated
from leakscan.assessment.tenure import Tenure, tenures
from leakscan.model import Dated, Watchlist

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]

CONFIDENCE = 0.95
_FALL = 1.92
"""Natural log-likelihood by which the ends of a 95 % interval fall short of the best (half of chi-square's 3.84)."""
_STRAY = 0.01
"""How much less often a client that was not there when the list was taken is found in it than one that was."""
_FEWEST = 3
_STEPS = 40
"""Times that are looked at between two versions of the list."""
_DECIDING = 3
"""Rows that are named for either end."""


def dated(found: Collection[str], watchlist: Watchlist, growth: Sequence[Growth] = ()) -> Dated | None:
    """The interval in which the list was taken, by maximum likelihood over the days anyone joined or left.

    At a time t the clients of t stand in the list with one unknown probability, all others with a small part of it;
    figures lie between what they were on the versions before and after t. The times whose log-likelihood is within 1.92
    of the best make the interval (Wilks, "The large-sample distribution of the likelihood ratio", 1938).

    Args:
        found: keys of the entries that make rows of the block clients'.
        watchlist: its entries with ``since`` and ``until``, its dated versions.
        growth: figures in the list whose values on dated versions are known.

    Returns:
        The first and last day it can have been taken, either None if it has no bound; None if neither has.
    """
    if len(found) < _FEWEST or not is_dated(watchlist):
        return None
    told = tenures(watchlist)
    times = _times([tenure for tenure in told.values() if tenure.told], watchlist)
    if not times:
        return None
    likelihoods = _likelihoods(times, set(found), told) + likelihoods_of_figures(times, growth)
    likely = [int(at) for at in (likelihoods >= likelihoods.max() - _FALL).nonzero()[0]]
    best = int(likelihoods.argmax())
    after = _day(times[likely[0]]) if likely[0] else None
    before = _day(times[likely[-1] + 1]) if likely[-1] + 1 < len(times) else None
    if after is None and before is None:
        return None
    middle = (times[best] + times[min(best + 1, len(times) - 1)]) / 2 if best else times[min(1, len(times) - 1)]
    return Dated(after, before, _day(middle), CONFIDENCE)


def _day(ordinal: float) -> date:
    return date.fromordinal(int(ordinal))


def _times(told: Sequence[Tenure], watchlist: Watchlist) -> list[float]:
    """Each stands for the days from it to the next; the first for all time before."""
    days = {day for tenure in told for ends in (tenure.joined, tenure.left) for day in ends if math.isfinite(day)}
    versions = sorted(day.toordinal() for day in watchlist.versions)
    for low, high in pairwise(versions):
        days |= {float(round(low + (high - low) * step / _STEPS)) for step in range(_STEPS)}
    days |= {float(day) for day in versions}
    return [min(days) - 1, *sorted(days)] if days else []


def _likelihoods(times: Sequence[float], found: Collection[str], told: dict[str, Tenure]) -> Floats:
    import numpy as np

    at = np.array(times)
    here = _Active([tenure for key, tenure in told.items() if key in found], at)
    whole = _Active(list(told.values()), at)
    share = np.clip(here.exact / np.maximum(whole.exact, 1), 1e-6, 1 - 1e-6)
    gone, stray = whole.number - whole.exact, here.number - here.exact
    value = here.exact * np.log(share) + (whole.exact - here.exact) * np.log(1 - share)
    value += stray * np.log(share * _STRAY) + (gone - stray) * np.log(1 - share * _STRAY)
    for key, active in whole.vague.items():
        part = share * (active + _STRAY * (1 - active))
        held = here.often.get(key, 0)
        value += held * np.log(part) + (whole.often[key] - held) * np.log(1 - part)
    return np.asarray(value)


class _Active:
    """How many clients there were at each time: joined on or before that day and not yet gone on it.

    ``exact`` counts those whose days are known, among ``number``; ``vague`` is the probability that one of those was
    there of whom only the versions are known that it first and last stands on, ``often`` how many there are of each.
    """

    def __init__(self, spans: Sequence[Tenure], at: Floats) -> None:
        import numpy as np

        known = [tenure for tenure in spans if tenure.exact]
        joined, left = (np.sort([getattr(t, end)[0] for t in known]) for end in ("joined", "left"))
        self.number = len(known)
        self.exact = np.searchsorted(joined, at, "right") - np.searchsorted(left, at, "right")
        self.often: dict[Tenure, int] = {}
        for tenure in spans:
            if not tenure.exact:
                self.often[tenure] = self.often.get(tenure, 0) + 1
        self.vague = {t: _passed(t.joined, at) * (1 - _passed(t.left, at)) for t in self.often}


def _passed(between: tuple[float, float], at: Floats) -> Floats:
    """Probability that a day between two others has come, evenly spread."""
    import numpy as np

    low, high = between
    if low == high or not math.isfinite(high - low):
        return np.asarray(at >= low if low == high else at > low, float)
    return np.clip((at - low) / (high - low), 0.0, 1.0)


def deciding(when: Dated, rows: dict[int, str], watchlist: Watchlist) -> tuple[int, ...]:
    """Rows (from 1) of the clients that bound the interval: who joined last before it, and who left first behind it.

    Args:
        when: the interval.
        rows: client rows of the block (from 0) and the keys of their entries.
        watchlist: its entries with ``since`` and ``until``.
    """
    told, middle = tenures(watchlist), (when.likely or when.after or date.max).toordinal()
    joined = sorted((told[key].joined[1], row) for row, key in rows.items() if told[key].told)
    left = sorted((told[key].left[0], row) for row, key in rows.items() if told[key].told)
    last = [row for day, row in joined if day != -math.inf and day <= middle][-_DECIDING:]
    first = [row for day, row in left if day != math.inf and day > middle][:_DECIDING]
    return tuple(sorted({row + 1 for row in (*last, *first)}))
