"""When each client was one: from ``since`` and ``until``, else from the dated versions of the list it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from leakscan.assessment.kept import kept
from leakscan.model import Entry, Watchlist

EVER, NEVER = -float("inf"), float("inf")


@dataclass(frozen=True)
class Tenure:
    """Days, as ordinals, between which a client joined and between which it left.

    ``(lo, hi)`` with ``lo == hi`` is a known day; ``EVER`` and ``NEVER`` stand for before and after all time.
    """

    joined: tuple[float, float]
    left: tuple[float, float]

    @property
    def told(self) -> bool:
        """Whether the client was not one at all times."""
        return self.joined[1] != EVER or self.left[0] != NEVER

    @property
    def exact(self) -> bool:
        """Whether both days are known."""
        return self.joined[0] == self.joined[1] and self.left[0] == self.left[1]


@kept
def tenures(watchlist: Watchlist) -> dict[str, Tenure]:
    """The tenure of every entry by its key."""
    days = sorted(watchlist.versions)
    return {entry.key: _tenure(entry, days, watchlist) for entry in watchlist.entries}


def _tenure(entry: Entry, days: Sequence[date], watchlist: Watchlist) -> Tenure:
    on = [day for day in days if entry.key in watchlist.versions[day]]
    joined, left = (EVER, EVER), (NEVER, NEVER)
    if entry.since:
        joined = (entry.since.toordinal(),) * 2
    elif days and not on:
        joined = (days[-1].toordinal(), NEVER)
    elif on and on[0] != days[0]:
        joined = (days[days.index(on[0]) - 1].toordinal(), on[0].toordinal())
    if entry.until:
        left = (entry.until.toordinal(),) * 2
    elif on and on[-1] != days[-1]:
        left = (on[-1].toordinal(), days[days.index(on[-1]) + 1].toordinal())
    return Tenure(joined, left)
