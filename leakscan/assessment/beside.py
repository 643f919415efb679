"""Whether the numbers beside few clients of one table may say anything: those that are ours, and those that are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from leakscan.assessment.agreeing import FEWEST, agreeing, figures_of, may_agree
from leakscan.assessment.chance import bits_of, least_chance
from leakscan.assessment.numbers import SAMPLE, numbers
from leakscan.assessment.placing import letters
from leakscan.model import Match, Watchlist

Rows = Sequence[tuple[Sequence[str], Match]]
"""The cells of a line, and the match that stands there."""


class Beside(NamedTuple):
    """The lines of a table that hold matches, the columns that do or may hold names, how many cells a line usually has.

    ``others`` counts further matches on these lines, of which each may be who is meant there; None where these are not
    all matches of the text.
    """

    rows: Rows
    columns: frozenset[int]
    usual: int
    others: int | None


def figures_speak(beside: Beside, watchlist: Watchlist) -> bool:
    """Whether enough numbers of one column are ours, or up to a fifth smaller, for figures to say something.

    In all of a text numbers that are ours say nothing beside far more, of clients as well, that are not.
    """
    rows, columns, _, others = beside
    found = agreeing(rows, lambda row: may_agree("\t".join(row[0]), row[1].entry, watchlist))
    often = Counter([one for row in found for one in {*_agreeing(*row, watchlist)}])
    many = [one for one, number in often.items() if number >= FEWEST]
    if others is None or watchlist.versions or len(columns) > 1 or len(rows) > SAMPLE:
        return bool(many)
    return any(at in columns or _may_weigh(*_compared(beside, at, figure, watchlist), others) for at, figure in many)


def _agreeing(cells: Sequence[str], match: Match, watchlist: Watchlist) -> Iterator[tuple[int, str]]:
    """The columns of a row in which a number agrees with one of its client's, each with that figure."""
    own = figures_of(match.entry, watchlist)
    for column, cell in enumerate(cells):
        there = numbers(cell)
        yield from [(column, f) for f, least, most in own if any(least <= one <= most for one in there)]


def _compared(beside: Beside, column: int, figure: str, watchlist: Watchlist) -> tuple[Counter[int], Counter[int]]:
    """How many numbers agree at each place in the cells of a column, and how many surely of clients do not.

    A row is surely a client's where it has as many cells as usual, and the match is so much of its own.
    """
    (names,) = beside.columns
    agree, differ = Counter[int](), Counter[int]()
    for cells, match in beside.rows:
        own = [one for one in figures_of(match.entry, watchlist) if one.figure == figure]
        if not own or max(names, column) >= len(cells):
            continue
        clear = len(cells) == beside.usual and 2 * letters(match.text) >= letters(cells[names])
        for at, value in enumerate(numbers(cells[column])):
            if any(least <= value <= most for _, least, most in own):
                agree[at] += 1
            else:
                differ[at] += clear
    return agree, differ


def _may_weigh(agree: Counter[int], differ: Counter[int], others: int) -> bool:
    """Whether the numbers of any place may have bits, were chance as rare as it is ever taken to be."""
    for at, number in agree.items():
        most, compared = number + others, number + max(others, differ[at])
        if most >= FEWEST and bits_of(compared, most, least_chance(compared)) > 0:
            return True
    return False
