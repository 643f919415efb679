"""Do the numbers beside our clients' names equal the numbers we know of them?"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from leakscan.assessment.reading import Reading
from leakscan.assessment.weights import FIGURES_AGREE
from leakscan.model import Match, Row, Watchlist

_NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,15}(?:[.,'\u00a0\u202f ]\d{1,6}){0,5}(?![\w:/-])")
_GROUPED = re.compile(r"\d{1,3}(?:([.,'\u00a0\u202f ])\d{3})(?:\1\d{3}){0,4}")
_MOST_IN_A_CELL = 4
_ROTATIONS = 7
_FEWEST = 3
"""Rows that must agree before anything is concluded."""
_MOST_TURNED = 500
"""Rows that chance is estimated from; more cost time and say no more."""
_PRIOR_ROWS = 20
"""Rows' worth of trust in how often a value occurs in our own list, beside the rotations of few rows."""

_Column = dict[int, float]
"""Row to number."""


@dataclass(frozen=True)
class FigureTest:
    """One figure against the column that agrees with it best; ``bits`` is log2 of its likelihood ratio, 0 at least."""

    figure: str
    compared: int
    agree: int
    bits: float
    column: int = -1


class _Frequencies:
    """How often our own list holds a value: by chance alone a number agrees as often."""

    def __init__(self, values: Sequence[float]) -> None:
        self._values = sorted(values)

    def equal(self, value: float) -> float:
        """Share of our values that equal this one."""
        return self._within(value, value)

    def older(self, value: float) -> float:
        """Share of our values that this one could have grown into."""
        return max(self.equal(value), self._within(max(10.0, value), value / 0.8))

    def _within(self, low: float, high: float) -> float:
        return max(0, bisect_right(self._values, high) - bisect_left(self._values, low)) / len(self._values)


def compare(reading: Reading, watchlist: Watchlist, text: str) -> tuple[FigureTest, ...]:
    """Test every figure of the watchlist against every column of numbers, best agreement first.

    Agreement is equality, or, on a second try and from 10 up, a value up to a fifth below ours (the list is older).
    Chance is what the same column agrees with when our entries are moved by one to seven rows, steadied by how often
    each value occurs in our list: constant columns, seats of 5 and 10, years and rising numbers prove nothing.
    """
    figures = [figure for figure in watchlist.figures if any(figure in e.figures for e in watchlist.entries)]
    columns = _columns(reading, text) if figures else []
    if not columns:
        return ()
    tests = [_best(figure, columns, reading, watchlist, len(figures) * len(columns)) for figure in figures]
    return tuple(_of_different_columns(sorted(tests, key=lambda t: -t.bits)))


def _of_different_columns(tests: Sequence[FigureTest]) -> Iterator[FigureTest]:
    """A column proves one figure only, the one it agrees with best."""
    taken = {-1}
    for test in tests:
        if test.column not in taken:
            taken.add(test.column)
            yield test


def differing(reading: Reading, watchlist: Watchlist, text: str) -> FigureTest | None:
    """The figure whose own column, by its heading, holds other numbers than ours in nearly all rows.

    Returns:
        The test with most rows compared; None if no column is headed like a figure or one of them agrees.
    """
    found = []
    for place, said in enumerate(reading.block.header):
        figure = next((f for f in watchlist.figures if f.casefold() == said.strip().casefold()), None)
        if figure is not None:
            found.append(_headed(figure, place, reading, watchlist, text))
    compared = [test for test in found if test.compared >= _FEWEST]
    if not compared or any(test.agree > 0.2 * test.compared for test in compared):
        return None
    return max(compared, key=lambda test: test.compared)


def _headed(figure: str, place: int, reading: Reading, watchlist: Watchlist, text: str) -> FigureTest:
    """Rows whose number in one column is ours or could have grown into it."""
    compared = agree = 0
    for index, match in reading.rows.items():
        cells, own = reading.block.rows[index].cells, watchlist.by_key[match.entry].figures.get(figure)
        said = _NUMBER.fullmatch(text[cells[place].start : cells[place].end]) if place < len(cells) else None
        value = number(said[0]) if said else None
        if own is not None and value is not None:
            compared += 1
            agree += _older(value, own)
    return FigureTest(figure, compared, agree, 0.0, place)


def number(said: str) -> float | None:
    """The value of a number as people write it: ``6,905``, ``6 905``, ``6.905``, ``87.0``."""
    if _GROUPED.fullmatch(said):
        said = re.sub(r"\D", "", said)
    try:
        return float(said.replace(",", ".").replace(" ", ""))
    except ValueError:
        return None


def _columns(reading: Reading, text: str) -> list[_Column]:
    """Numbers of the client rows, by cell and by place in the cell; those before the name apart from those behind."""
    found: dict[tuple[int, int, int], _Column] = defaultdict(dict)
    for index, match in reading.rows.items():
        for place, side, said in _parts(reading.block.rows[index], match, text):
            for ordinal, value in enumerate(_numbers(said)):
                found[place, side, ordinal][index] = value
    return [column for column in found.values() if len(column) >= max(2, 0.5 * len(reading.rows))]


def _parts(row: Row, match: Match, text: str) -> Iterator[tuple[int, int, str]]:
    """What stands in the cells of a row: column, 1 behind the name in its own cell and else 0, text."""
    for place, cell in enumerate(row.cells):
        start, end = cell.start, cell.end
        if not (start <= match.start and match.end <= end):
            yield place, 0, text[start:end]
            continue
        if start < match.start:
            yield place, 0, text[start : match.start]
        if match.end < end:
            yield place, 1, text[match.end : end]


def _numbers(said: str) -> list[float]:
    """The first numbers in a cell."""
    if not said or said.isalpha():
        return []
    if said.isdecimal() and said.isascii() and len(said) <= 15:
        return [float(said)]
    tokens = _NUMBER.findall(said[:200])[:_MOST_IN_A_CELL]
    return [value for token in tokens if (value := number(token.strip())) is not None]


def _best(figure: str, columns: Sequence[_Column], reading: Reading, watchlist: Watchlist, pairs: int) -> FigureTest:
    ours = {row: watchlist.by_key[match.entry] for row, match in reading.rows.items()}
    often = _Frequencies([float(e.figures[figure]) for e in watchlist.entries if figure in e.figures])
    best = FigureTest(figure, 0, 0, 0.0)
    for index, column in enumerate(columns):
        rows = [row for row in column if figure in ours[row].figures]
        theirs = [column[row] for row in rows]
        own = [float(ours[row].figures[figure]) for row in rows]
        for grown in (False, True):
            test = _test(figure, theirs, own, often, pairs, grown=grown)
            if (test.bits, test.agree) > (best.bits, best.agree):
                best = replace(test, column=index)
    return best


def _test(
    figure: str, theirs: Sequence[float], own: Sequence[float], often: _Frequencies, pairs: int, *, grown: bool
) -> FigureTest:
    n = len(own)
    agree = sum(map(_older if grown else _equal, theirs, own))
    if agree < _FEWEST:
        return FigureTest(figure, n, agree, 0.0)
    chance = _chance(theirs[:_MOST_TURNED], own[:_MOST_TURNED], often, grown=grown)
    expected = max(FIGURES_AGREE, chance + 0.05)
    bits = agree * math.log2(expected / chance) + (n - agree) * math.log2((1 - expected) / (1 - chance))
    return FigureTest(figure, n, agree, max(0.0, bits - math.log2(pairs)))


def _chance(theirs: Sequence[float], own: Sequence[float], often: _Frequencies, *, grown: bool) -> float:
    """Share of rows that would agree by chance, from rotations and from how often the values occur in our list."""
    n, agrees = len(own), _older if grown else _equal
    turns = range(1, min(n, _ROTATIONS + 1))
    lucky = sum(sum(map(agrees, [*theirs[t:], *theirs[:t]], own)) for t in turns)
    usual = sum(often.older(x) if grown else often.equal(x) for x in theirs) / n
    return min(0.9, (lucky + 0.5 + _PRIOR_ROWS * usual) / (n * len(turns) + 1 + _PRIOR_ROWS))


def _equal(theirs: float, own: float) -> bool:
    return theirs == own


def _older(theirs: float, own: float) -> bool:
    return theirs == own or (own >= 10 and 0.8 * own <= theirs <= own)
