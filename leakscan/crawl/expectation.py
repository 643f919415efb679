"""What a source usually yields, and whether a visit that read well yielded far too little.

A site whose markup changed a little, or that serves visitors like us an empty shell, answers as politely as ever. So
a visit's documents are held against those of the visits before. Counts of rare events scatter like their square root,
so they are compared as Anscombe's 2·sqrt(x + 3/8), whose spread is about 1 whatever the mean ("The transformation of
Poisson, binomial and negative-binomial data", Biometrika 35, 1948). Usual is the median; the spread is the median
absolute deviation, scaled by 1.4826, and at least that 1: half of the visits may be anything without moving either
(Hampel, "The influence curve and its role in robust estimation", JASA 69, 1974). Far below is more than 3.5 spreads
(Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993). Where single visits bring too little to tell,
visits are added up, two, four, eight … at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from math import sqrt
from statistics import median

from leakscan.crawl.result import Visited
from leakscan.model import Health
from leakscan.store import Visit

LOOKED_AT = 2000  # visits, at most
WINDOW = timedelta(days=30)  # a source that has really become quieter is taken as usual after half of this
ENOUGH = 5  # visits (or sums of visits) before anything is judged
FAR = 3.5
NORMAL = 1.4826  # makes the median absolute deviation of a normal distribution its standard deviation
SUMS = (1, 2, 4, 8, 16, 32, 64)
_READ = {Health.OK, Health.EMPTY, Health.MARKUP_CHANGED}


def expected(visited: Visited, past: Sequence[Visit]) -> Visited:
    """The visit as it came, or with its health put right where it yielded far less than its source usually does.

    Args:
        visited: a visit; one that was not ok, or did not come to its end, stays as it is.
        past: the source's visits before it, the newest first.

    Returns:
        ``empty`` where nothing came, ``markup-changed`` where too little did, and the reason in ``detail``.
    """
    if visited.health is not Health.OK or visited.interrupted:
        return visited
    says = _too_little(visited, [visit for visit in past if _counts(visit, visited)])
    if says is None:
        return visited
    health = Health.MARKUP_CHANGED if visited.documents else Health.EMPTY
    return replace(visited, health=health, detail=f"yield: {says}; {visited.detail}")


def far_below(count: int, usual: Sequence[int]) -> bool:
    """Whether a count lies far below usual ones."""
    values = [_steady(x) for x in usual]
    middle = median(values)
    spread = max(1.0, NORMAL * median(abs(value - middle) for value in values))
    return (_steady(count) - middle) / spread < -FAR


def _steady(count: int) -> float:
    return 2 * sqrt(count + 3 / 8)


def _counts(visit: Visit, visited: Visited) -> bool:
    near = abs(visited.started - visit.started) <= WINDOW
    return visit.health in _READ and not visit.interrupted and near


def _too_little(visited: Visited, past: Sequence[Visit]) -> str | None:
    """Why it is too little, in words; the first of the past visits brought a backlog and is left out by the medians."""
    moments = [visited.started, *(visit.started for visit in past)]
    waits = [abs((later - earlier).total_seconds()) for later, earlier in pairwise(moments)]
    if len(waits) < ENOUGH or waits[0] < median(waits) / 2:
        return None  # too soon after the last visit for anything to have come
    counts = [visited.documents, *(visit.documents for visit in past)]
    for size in SUMS:
        now, *usual = [sum(counts[at : at + size]) for at in range(0, len(counts) - size + 1, size)]
        if len(usual) < ENOUGH:
            return None
        if far_below(now, usual):
            visits = "this visit" if size == 1 else f"the last {size} visits"
            return f"{visits} brought {now} documents, where {median(usual):.0f} are usual"
    return None
