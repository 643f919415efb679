"""How likely numbers agree with ours by chance, and what it weighs that more of them do."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from leakscan.assessment.agreeing import GROWN, SMALL, all_agree
from leakscan.assessment.kept import kept
from leakscan.assessment.weights import FIGURES_AGREE
from leakscan.model import Watchlist

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Ints = np.ndarray[Any, np.dtype[np.int64]]

_ROTATIONS = 7
_PRIOR_ROWS = 20
"""Rows' worth of trust in how often a value occurs in our own list, beside the rotations of few rows."""
_MOST = 0.9
"""What chance is taken to be at most."""


class Values:
    """How often our own list holds a value, of its values in order: by chance alone a number agrees as often."""

    def __init__(self, values: Sequence[float]) -> None:
        import numpy as np

        self.number = len(values)
        self._sorted = np.asarray(values, float)

    def equal(self, theirs: Floats) -> Floats:
        """Share of our values that equal each of these."""
        return self._within(theirs, theirs)

    def older(self, theirs: Floats) -> Floats:
        """Share of our values that each of these could have grown into."""
        import numpy as np

        return np.maximum(self.equal(theirs), self._within(np.maximum(SMALL, theirs), theirs / GROWN))

    def _within(self, low: Floats, high: Floats) -> Floats:
        import numpy as np

        found = self._sorted.searchsorted(high, "right") - self._sorted.searchsorted(low, "left")
        return np.asarray(np.maximum(0, found) / self.number)


@kept
def spread(watchlist: Watchlist) -> Mapping[tuple[date | None, str], Values]:
    """The values of each figure, of each version of a list."""
    return {which: Values(values) for which, values in watchlist.spread.items()}


def chance(theirs: Floats, own: Floats, values: Values, *, grown: bool) -> float:
    """Share of rows that would agree by chance, from rotations and from how often the values occur in our list."""
    import numpy as np

    turned = _turned(len(own))
    lucky = int(np.count_nonzero(all_agree(theirs[turned], own, grown=grown)))
    usual = float((values.older(theirs) if grown else values.equal(theirs)).sum()) / len(theirs)
    return min(_MOST, (lucky + 0.5 + _PRIOR_ROWS * usual) / (turned.size + 1 + _PRIOR_ROWS))


def least_chance(n: int) -> float:
    """What ``chance`` is at least, of so many rows, two or more."""
    return 0.5 / (n * min(n - 1, _ROTATIONS) + 1 + _PRIOR_ROWS)


@lru_cache(maxsize=64)
def _turned(n: int) -> Ints:
    """The numbers of so many rows, moved by one to seven."""
    import numpy as np

    return (np.arange(n) + np.arange(1, min(n, _ROTATIONS + 1))[:, np.newaxis]) % n


def bits_of(n: int, agree: int, lucky: float) -> float:
    """Log2 of how much likelier so many of ``n`` agree in a list of ours than by chance, 0 at least.

    ``lucky`` is the share that agrees by chance; the larger it is, the fewer are the bits.
    """
    expected = max(FIGURES_AGREE, lucky + 0.05)
    return max(0.0, agree * math.log2(expected / lucky) + (n - agree) * math.log2((1 - expected) / (1 - lucky)))
