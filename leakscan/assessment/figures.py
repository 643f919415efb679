"""Do the numbers beside our clients' names equal the numbers we know of them, now or when an older list was made?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from leakscan.assessment.kept import kept
from leakscan.assessment.numbers import Numbers, Place, any_numbers
from leakscan.assessment.reading import Reading
from leakscan.assessment.weights import FIGURES_AGREE
from leakscan.model import Watchlist

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Bools = np.ndarray[Any, np.dtype[np.bool_]]

Known = Mapping[str, Mapping[str, float]]
"""Key of an entry to its figures by name."""

_ROTATIONS = 7
_FEWEST = 3
"""Rows that must agree before anything is concluded."""
_PRIOR_ROWS = 20
"""Rows' worth of trust in how often a value occurs in our own list, beside the rotations of few rows."""
_SMALL = 10
"""A figure below that has not grown if it differs."""
_GROWN = 0.8
"""An older list's figure is at least this share of ours to agree with it."""


@dataclass(frozen=True)
class FigureTest:
    """One figure against the place that agrees with it best; ``bits`` is log2 of its likelihood ratio, 0 at least.

    ``equal`` counts the rows that agree without having grown; ``version`` is the day of the list whose figures they
    are, None for the list as it is now.
    """

    figure: str
    compared: int
    agree: int
    bits: float
    place: Place | None = None
    version: date | None = None
    equal: int = 0


def compare(reading: Reading, watchlist: Watchlist, text: str) -> tuple[FigureTest, ...]:
    """Test every figure of the watchlist against every column of numbers, best agreement first.

    Agreement is equality, or, on a second try and from 10 up, a value up to a fifth below ours (the list is older).
    Chance is what the same column agrees with when our entries are moved by one to seven rows, steadied by how often
    each value occurs in our list: constant columns, seats of 5 and 10, years and rising numbers prove nothing. Where
    older versions of the list are known, the version whose figures agree best is taken, and its choice paid for.
    """
    if not watchlist.figures or len(reading.rows) < _FEWEST:
        return ()
    numbers = Numbers(reading, text)
    lists = [(None, watchlist.figured), *watchlist.versions.items()]
    if not any(map(_any, lists)) or not numbers.places:
        return ()
    tried = [list(_of_different_places(_tests(numbers, watchlist, *known))) for known in lists]
    best = max(tried, key=lambda tests: (sum(t.bits for t in tests), sum(t.equal for t in tests)))
    paid = math.log2(len(lists)) if best and best[0].version else 0.0
    known = next(figures for day, figures in lists if not best or day == best[0].version)
    return tuple(_counted(replace(test, bits=max(0.0, test.bits - paid)), numbers, known) for test in best)


def differing(reading: Reading, watchlist: Watchlist, text: str) -> FigureTest | None:
    """The figure whose own column, by its heading, holds other numbers than ours in nearly all rows.

    Returns:
        The test with most rows compared; None if no column is headed like a figure or one of them agrees.
    """
    ours = {figure.casefold(): figure for figure in watchlist.figures}
    headed = [(column, ours[key]) for column, said in enumerate(reading.block.header) if (key := _plain(said)) in ours]
    if not headed:
        return None
    numbers, known, tests = Numbers(reading, text), watchlist.figured, list[FigureTest]()
    for column, figure in headed:
        theirs, own = _pairs(numbers, Place(column, 0, 0), figure, known, numbers.rows)
        if len(own):
            tests.append(FigureTest(figure, len(own), int(_agrees(theirs, own, grown=True).sum()), 0.0))
    compared = [test for test in tests if test.compared >= _FEWEST]
    if not compared or any(test.agree > 0.2 * test.compared for test in compared):
        return None
    return max(compared, key=lambda test: test.compared)


def _plain(said: str) -> str:
    return said.strip().casefold()


def _any(known: tuple[date | None, Known]) -> bool:
    return bool(known[1])


def _of_different_places(tests: Sequence[FigureTest]) -> Iterator[FigureTest]:
    """A place proves one figure only, the one it agrees with best."""
    taken: set[Place | None] = {None}
    for test in sorted(tests, key=lambda t: -t.bits):
        if test.place not in taken:
            taken.add(test.place)
            yield test


def _tests(numbers: Numbers, watchlist: Watchlist, version: date | None, known: Known) -> list[FigureTest]:
    paid = math.log2(len(watchlist.figures) * len(numbers.places))
    known_of = {figure: _spread(watchlist)[version, figure] for figure in watchlist.figures}
    own = {figure: _own(numbers, figure, known, numbers.sample) for figure, values in known_of.items() if values.number}
    tests = [_best(numbers, figure, own[figure], known_of[figure], paid) for figure in _agreeing(numbers, own)]
    return [replace(test, version=version) for test in tests]


def _agreeing(numbers: Numbers, own: Mapping[str, Floats]) -> list[str]:
    """The figures that agree with enough numbers at any place, grown or not: whatever is equal has grown by nothing."""
    import numpy as np

    if not own:
        return []
    often = _agrees(numbers.matrix, np.array(list(own.values()))[:, np.newaxis], grown=True).sum(2).max(1)
    return [figure for figure, most in zip(own, often.tolist(), strict=True) if most >= _FEWEST]


@kept
def _spread(watchlist: Watchlist) -> Mapping[tuple[date | None, str], _Values]:
    """The values of each figure, of each version of a list."""
    return {which: _Values(values) for which, values in watchlist.spread.items()}


def _best(numbers: Numbers, figure: str, own: Floats, values: _Values, paid: float) -> FigureTest:
    best = FigureTest(figure, 0, 0, 0.0)
    told, theirs = own == own, numbers.matrix  # noqa: PLR0124  # NaN differs from itself
    often = [_agrees(theirs, own, grown=grown).sum(1).tolist() for grown in (False, True)]
    for place, said, *agreeing in zip(numbers.places, theirs, *often, strict=True):
        for grown, agree in enumerate(agreeing):
            if agree >= _FEWEST:
                both = told & (said == said)  # noqa: PLR0124
                test = _test(figure, said[both], own[both], values, agree, grown=bool(grown))
                test = replace(test, bits=max(0.0, test.bits - paid), place=place)
                if (test.bits, test.agree) > (best.bits, best.agree):
                    best = test
    return best


def _test(figure: str, theirs: Floats, own: Floats, values: _Values, agree: int, *, grown: bool) -> FigureTest:
    n, chance = len(own), _chance(theirs, own, values, grown=grown)
    expected = max(FIGURES_AGREE, chance + 0.05)
    bits = agree * math.log2(expected / chance) + (n - agree) * math.log2((1 - expected) / (1 - chance))
    return FigureTest(figure, n, agree, max(0.0, bits), equal=int((theirs == own).sum()))


def _chance(theirs: Floats, own: Floats, values: _Values, *, grown: bool) -> float:
    """Share of rows that would agree by chance, from rotations and from how often the values occur in our list."""
    import numpy as np

    n = len(own)
    turns = range(1, min(n, _ROTATIONS + 1))
    turned = (np.arange(n) + np.array(turns, np.int64)[:, np.newaxis]) % n
    lucky = int(_agrees(theirs[turned], own, grown=grown).sum())
    usual = float((values.older(theirs) if grown else values.equal(theirs)).mean())
    return min(0.9, (lucky + 0.5 + _PRIOR_ROWS * usual) / (n * len(turns) + 1 + _PRIOR_ROWS))


def agrees(said: float, own: float) -> bool:
    """Whether a number is one of ours, or one that may have grown into it."""
    return said == own or (own >= _SMALL and _GROWN * own <= said <= own)


def may_agree(said: str, entry: str, watchlist: Watchlist) -> bool:
    """Whether any number that may be meant in a stretch of text agrees with one of a client's, of whatever version."""
    lists = (watchlist.figured, *watchlist.versions.values())
    own = {value for known in lists for value in known.get(entry, _NOTHING).values()}
    return bool(own) and any(agrees(one, value) for one in {*any_numbers(said)} for value in own)


def _agrees(theirs: Floats, own: Floats, *, grown: bool) -> Bools:
    same: Bools = theirs == own
    if grown:
        same |= (own >= _SMALL) & (_GROWN * own <= theirs) & (theirs <= own)
    return same


class _Values:
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

        return np.maximum(self.equal(theirs), self._within(np.maximum(_SMALL, theirs), theirs / _GROWN))

    def _within(self, low: Floats, high: Floats) -> Floats:
        import numpy as np

        found = self._sorted.searchsorted(high, "right") - self._sorted.searchsorted(low, "left")
        return np.asarray(np.maximum(0, found) / self.number)


def _own(numbers: Numbers, figure: str, known: Known, rows: Sequence[int]) -> Floats:
    import numpy as np

    here = numbers.reading.rows
    return np.array([known.get(here[row].entry, _NOTHING).get(figure, math.nan) for row in rows], np.float64)


_NOTHING: Mapping[str, float] = {}


def _pairs(numbers: Numbers, place: Place, figure: str, known: Known, rows: Sequence[int]) -> tuple[Floats, Floats]:
    theirs, own = numbers.at(place, rows), _own(numbers, figure, known, rows)
    both = (own == own) & (theirs == theirs)  # noqa: PLR0124  # NaN differs from itself
    return theirs[both], own[both]


def _counted(test: FigureTest, numbers: Numbers, known: Known) -> FigureTest:
    """The test with the rows of the whole block counted, where it was made on some of them."""
    if test.place is None or len(numbers.sample) == len(numbers.rows):
        return test
    theirs, own = _pairs(numbers, test.place, test.figure, known, numbers.rows)
    equal = int(_agrees(theirs, own, grown=False).sum())
    grown = equal < FIGURES_AGREE * len(own)
    return replace(test, compared=len(own), agree=int(_agrees(theirs, own, grown=grown).sum()), equal=equal)
