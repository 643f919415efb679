"""Figures that grew from version to version of the list tell between which of them a copy was taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from leakscan.assessment.figures import FigureTest
from leakscan.assessment.numbers import Numbers
from leakscan.assessment.reading import Reading
from leakscan.model import Watchlist

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]

_WRONG = 0.1
"""Share of numbers that are of no time: misread, or edited."""
_LOOSE = 0.15
"""Scale of how far a figure is from an even growth between two versions, in shares of that growth."""
_MOST = 300
"""Rows that are looked at; they tell the day as well as all do."""


@dataclass(frozen=True)
class Growth:
    """One number of the document, and what the figure was on each version that knows it (day's ordinal, value)."""

    said: float
    values: tuple[tuple[int, float], ...]


def growths(reading: Reading, tests: Sequence[FigureTest], watchlist: Watchlist, text: str) -> list[Growth]:
    """The numbers of the client rows that agree with a figure of which two different values are known."""
    return list(_growths(reading, tests, watchlist, text)) if len(watchlist.versions) > 1 else []


def _growths(reading: Reading, tests: Sequence[FigureTest], watchlist: Watchlist, text: str) -> Iterator[Growth]:
    numbers = Numbers(reading, text)
    rows = numbers.rows[:: max(1, len(numbers.rows) // _MOST)]
    for test in tests:
        if test.place is None or not test.bits:
            continue
        for row, said in zip(rows, numbers.at(test.place, rows).tolist(), strict=True):
            values = tuple(_values(reading.rows[row].entry, test.figure, watchlist))
            if said == said and len({value for _, value in values}) > 1:  # noqa: PLR0124  # NaN differs from itself
                yield Growth(said, values)


def _values(key: str, figure: str, watchlist: Watchlist) -> Iterator[tuple[int, float]]:
    for day in sorted(watchlist.versions):
        known = watchlist.versions[day].get(key, {})
        if figure in known:
            yield day.toordinal(), float(known[figure])


def likelihoods_of_figures(times: Sequence[float], growth: Sequence[Growth]) -> Floats:
    """Natural log-likelihood of all numbers at each time: Laplace's law around an even growth, some of them wrong."""
    import numpy as np

    at, out = np.array(times), np.zeros(len(times))
    for one in growth:
        days, values = (np.array(part, float) for part in zip(*one.values, strict=True))
        expected = _expected(at, days, values)
        scale = max(0.5, _LOOSE * max(abs(b - a) for a, b in pairwise(values)))
        wide = max(1.0, float(values.max() - values.min()))
        density = np.exp(-np.abs(one.said - expected) / scale) / (2 * scale)
        out += np.log((1 - _WRONG) * density + _WRONG / (4 * wide))
    return out


def _expected(at: Floats, days: Floats, values: Floats) -> Floats:
    """The figure at each time: between two versions on the line between them, beyond the last two as before."""
    import numpy as np

    inside = np.interp(at, days, values)
    early = values[0] + (at - days[0]) * (values[1] - values[0]) / (days[1] - days[0])
    late = values[-1] + (at - days[-1]) * (values[-1] - values[-2]) / (days[-1] - days[-2])
    return np.maximum(0.0, np.where(at < days[0], early, np.where(at > days[-1], late, inside)))
