"""Whether the numbers beside few clients of one table may say anything: those that are ours, and those that are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from leakscan.assessment.agreeing import FEWEST, agreeing, figures_of, may_agree
from leakscan.assessment.chance import bits_of, least_chance
from leakscan.assessment.numbers import SAMPLE, numbers
from leakscan.assessment.placing import letters
from leakscan.model import Match, Watchlist

Rows = Sequence[tuple[Sequence[str], Match]]
"""The cells of a line, and the match that stands there."""


def figures_speak(rows: Rows, columns: frozenset[int], watchlist: Watchlist, *, whole: bool) -> bool:
    """Whether enough numbers of one column are ours, or up to a fifth smaller, for figures to say something.

    Args:
        rows: the lines with matches.
        columns: those that hold matches, or may hold names.
        watchlist: the list that the matches are of.
        whole: whether these are all matches of the text, one a line. Then numbers that are ours say nothing beside far
            more, of clients as well, that are not.
    """
    found = agreeing(rows, lambda row: may_agree("\t".join(row[0]), row[1].entry, watchlist))
    often = Counter([one for row in found for one in set(_agreeing(*row, watchlist))])
    many = [one for one, number in often.items() if number >= FEWEST]
    if not whole or watchlist.versions or len(columns) > 1 or len(rows) > SAMPLE:
        return bool(many)
    (names,) = columns
    return any(column == names or _outweigh(rows, names, column, figure, watchlist) for column, figure in many)


def _agreeing(cells: Sequence[str], match: Match, watchlist: Watchlist) -> Iterator[tuple[int, str]]:
    """The columns of a row in which a number agrees with one of its client's, each with that figure."""
    own = figures_of(match.entry, watchlist)
    for column, cell in enumerate(cells):
        there = numbers(cell)
        yield from [(column, f) for f, least, most in own if any(least <= one <= most for one in there)]


def _outweigh(rows: Rows, names: int, column: int, figure: str, watchlist: Watchlist) -> bool:
    """Whether numbers at one place of a column may have bits, were chance as rare as it is ever taken to be.

    Others' numbers count where the match is so much of its cell that the row is a client's.
    """
    agree, differ = Counter[int](), Counter[int]()
    for cells, match in rows:
        own = [one for one in figures_of(match.entry, watchlist) if one.figure == figure]
        if not own or max(names, column) >= len(cells):
            continue
        clear = 2 * letters(match.text) >= letters(cells[names])
        for at, value in enumerate(numbers(cells[column])):
            if any(least <= value <= most for _, least, most in own):
                agree[at] += 1
            else:
                differ[at] += clear
    return any(_may_weigh(number, number + differ[at]) for at, number in agree.items() if number >= FEWEST)


def _may_weigh(agree: int, compared: int) -> bool:
    return bits_of(compared, agree, least_chance(compared)) > 0
