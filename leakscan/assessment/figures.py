"""Do the numbers beside our clients' names equal the numbers we know of them, now or when an older list was made?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.assessment.agreeing import FEWEST, all_agree
from leakscan.assessment.blocks import as_grid
from leakscan.assessment.chance import Values, bits_of, chance, least_chance, spread
from leakscan.assessment.numbers import Numbers, Place
from leakscan.assessment.reading import Reading
from leakscan.assessment.weights import FIGURES_AGREE
from leakscan.model import Watchlist

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]

Known = Mapping[str, Mapping[str, float]]
"""Key of an entry to its figures by name."""


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
    if not watchlist.figures or len(reading.rows) < FEWEST:
        return ()
    numbers = Numbers(reading, text)
    lists = [(None, watchlist.figured), *watchlist.versions.items()]
    if not any(map(_any, lists)) or not numbers.places:
        return ()
    tried = [list(_of_different_places(_tests(numbers, watchlist, *known))) for known in lists]
    best = max(tried, key=lambda tests: (sum(t.bits for t in tests), sum(t.equal for t in tests)))
    paid = math.log2(len(lists)) if best and best[0].version else 0.0
    known = next(figures for day, figures in lists if not best or day == best[0].version)
    made = [replace(test, bits=max(0.0, test.bits - paid)) for test in best] if paid else best
    return tuple([_counted(test, numbers, known) for test in made])


def differing(reading: Reading, watchlist: Watchlist, text: str) -> FigureTest | None:
    """The figure whose own column, by its heading, holds other numbers than ours in nearly all rows.

    Returns:
        The test with most rows compared; None if no column is headed like a figure or one of them agrees.
    """
    ours = {figure.casefold(): figure for figure in watchlist.figures}
    header = reading.block.header[: as_grid(reading.block.rows).width]  # beyond it no row has a cell
    headed = [(column, ours[key]) for column, said in enumerate(header) if (key := _plain(said)) in ours]
    if not headed:
        return None
    numbers, known, tests = Numbers(reading, text), watchlist.figured, list[FigureTest]()
    for column, figure in headed:
        theirs, own = _pairs(numbers, Place(column, 0, 0), figure, known, numbers.rows)
        if len(own):
            tests.append(FigureTest(figure, len(own), int(all_agree(theirs, own, grown=True).sum()), 0.0))
    compared = [test for test in tests if test.compared >= FEWEST]
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
    known_of = {figure: spread(watchlist)[version, figure] for figure in watchlist.figures}
    told = _told(numbers, known, numbers.sample)
    own = {figure: _own(told, figure) for figure, values in known_of.items() if values.number}
    agreeing = [(figure, often) for figure, often in _often(numbers, own) if max(often.grown) >= FEWEST]
    return [
        _best(numbers, own[figure], known_of[figure], FigureTest(figure, 0, 0, 0.0, version=version), often, paid)
        for figure, often in agreeing
    ]


class _Often(NamedTuple):
    """How many numbers of each place equal a figure, and how many agree with it as it is or as it has grown."""

    equal: Sequence[int]
    grown: Sequence[int]


def _often(numbers: Numbers, own: Mapping[str, Floats]) -> Iterator[tuple[str, _Often]]:
    """How often each figure agrees with what stands at each place, told of all at once."""
    import numpy as np

    if own:
        ours = np.array(list(own.values()))[:, np.newaxis]
        counts = [all_agree(numbers.matrix, ours, grown=grown).sum(2).tolist() for grown in (False, True)]
        yield from zip(own, map(_Often, *counts), strict=True)


def _best(numbers: Numbers, own: Floats, values: Values, none: FigureTest, often: _Often, paid: float) -> FigureTest:
    """The test of most bits, or of them the one in which most agrees; the most agreeing ones are made first.

    Not made are those that can't have more bits than the best, were chance as rare as it is ever taken to be.
    """
    import numpy as np

    best = none
    told = own == own  # noqa: PLR0124  # NaN differs from itself
    for agree, at, grown in _promising(often):
        said = numbers.matrix[at]
        both = told & (said == said)  # noqa: PLR0124
        n = int(np.count_nonzero(both))
        most = bits_of(n, agree, least_chance(n)) - paid
        if best is none or most > best.bits:
            theirs, ours = said[both], own[both]
            bits = bits_of(n, agree, chance(theirs, ours, values, grown=grown)) - paid if most > 0 else 0.0
            if best is none or bits > best.bits:
                place, equal = numbers.placed[at], often.equal[at]
                best = replace(none, compared=n, agree=agree, bits=max(0.0, bits), place=place, equal=equal)
    return best


def _promising(often: _Often) -> list[tuple[int, int, bool]]:
    """Numbers that agree, the place's number, and whether those that have grown do too: enough of them, the most first.

    Where no more agree having grown than are equal, chance is all that grows: such a test has no more bits.
    """
    found = []
    for at, (equal, grown) in enumerate(zip(*often, strict=True)):
        found += [(equal, at, False)] if equal >= FEWEST else []
        found += [(grown, at, True)] if grown >= FEWEST and grown > equal else []
    return sorted(found, key=lambda one: -one[0])


def _told(numbers: Numbers, known: Known, rows: Sequence[int]) -> Sequence[Mapping[str, float]]:
    """All figures of the clients of these rows."""
    here = numbers.reading.rows
    return [known.get(here[row].entry, _NOTHING) for row in rows]


def _own(told: Sequence[Mapping[str, float]], figure: str) -> Floats:
    import numpy as np

    return np.array([figures.get(figure, math.nan) for figures in told], np.float64)


_NOTHING: Mapping[str, float] = {}


def _pairs(numbers: Numbers, place: Place, figure: str, known: Known, rows: Sequence[int]) -> tuple[Floats, Floats]:
    theirs, own = numbers.at(place, rows), _own(_told(numbers, known, rows), figure)
    both = (own == own) & (theirs == theirs)  # noqa: PLR0124  # NaN differs from itself
    return theirs[both], own[both]


def _counted(test: FigureTest, numbers: Numbers, known: Known) -> FigureTest:
    """The test with the rows of the whole block counted, where it was made on some of them."""
    if test.place is None or len(numbers.sample) == len(numbers.rows):
        return test
    theirs, own = _pairs(numbers, test.place, test.figure, known, numbers.rows)
    equal = int(all_agree(theirs, own, grown=False).sum())
    grown = equal < FIGURES_AGREE * len(own)
    return replace(test, compared=len(own), agree=int(all_agree(theirs, own, grown=grown).sum()), equal=equal)
