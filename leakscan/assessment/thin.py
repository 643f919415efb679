"""Clients so thinly strewn over one even table or list that cutting it into blocks can change nothing.

Each row of it is a line, so that its names can be counted line by line: a public register, a list of prices, a dump of
somebody else's users, as most documents are that name several clients by chance.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import repeat
from typing import NamedTuple

from leakscan.assessment.bare import different
from leakscan.assessment.blocks import outside
from leakscan.assessment.few import Few, as_few
from leakscan.assessment.kept import planted
from leakscan.assessment.keyed import takes_turns
from leakscan.assessment.passage import FEWEST, Lines, lines_of
from leakscan.model import Match, Watchlist

_GAP = "  "
_SIGNS = ("|", "\t", ";", ",", _GAP, " - ", ":")
"""What parts cells, the most telling first."""
_TWICE = ","
"""What may stand in a name, so that two a line part cells."""
_ONCE = 0.9
"""Share of the lines that have one each where it parts cells all the same."""
_EVEN, _NEARLY, _EVEN_ENOUGH = 0.7, 2, 0.5
"""Share of the lines that must have as many signs as most, and where all have nearly as many: as of a run of rows."""
_STRANGE = 3
"""Lines with matches but other cells than most, which may be a list of their own beside the table."""
_ALIKE = 0.9
"""Share of the lines of a bare list of which all or none must have a digit: no kinds of lines take turns then."""
_KEYS = frozenset(("|", "\t", ":"))
"""What may stand between a key and its value."""
_AGAIN = 0.8
"""Share of the lines whose first cells must stand there again to be keys of records, of which .9 do."""
_ENOUGH = 6
"""Different names for each client from which on more make no difference: as few clients tell of no list."""
_AT_FIRST = 3
"""Lines for each client that are looked at first: as many different names nearly always weigh enough against a leak."""
_BULLET = re.compile(r"\s*(?:[-*•·+]|\(?\d{1,5}[.):\]])\s+")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(" {2,}")

Cells = Sequence[str]


class _Table(NamedTuple):
    """Its lines, what cuts some into cells, the match by line, the columns that hold matches, how many cells are usual.

    Only as many lines are cut as must be looked at.
    """

    said: Sequence[str]
    cut: Callable[[Sequence[str]], list[Cells]]
    held: Mapping[int, Match]
    columns: frozenset[int]
    usual: int


def thin(text: str, edges: tuple[int, int], matches: Sequence[Match], watchlist: Watchlist, few: Few = as_few) -> bool:
    """Whether all matches stand in one even table or list and tell no more of a leak than if they stood in none.

    That is so where the clients are so few of the different names that purity weighs against a leak hardly less than
    no list at all does, and where in no column three of their numbers agree with ours.

    Args:
        text: the document.
        edges: where the lines that are looked at start and end.
        matches: the matches there, in order, of which none is of an account identifier.
        watchlist: the list that they are of.
        few: what tells whether they are so few.
    """
    start, end = edges
    entries, number = {match.entry for match in matches}, text.count("\n", start, end)
    if number < FEWEST or not planted(watchlist).isdisjoint(entries):
        return False
    if not few(entries, number + 1, watchlist):
        return False  # not even if each line had a name of its own
    lines = lines_of(text[start:end], start, matches)
    table = (_table(lines) if (sign := _sign(lines)) is None else _parted(lines, sign)) if lines else None
    if table is None or not _thin(table, entries, watchlist, few):
        return False
    others = len(matches) - len(table.held) if edges == (0, len(text)) else None
    return not (watchlist.figures and _agreed(table, watchlist, others))


def _sign(lines: Lines) -> str | None:
    """What parts the cells: the most telling sign that stands on most of the lines."""
    most = len(lines.said) // 2
    for sign in _SIGNS:
        # no more lines hold it than there are signs; that there is none is told far sooner than they are counted
        if sign in lines.text and lines.text.count(sign) > most and sum([sign in line for line in lines.said]) > most:
            return sign
    return None


def _parted(lines: Lines, sign: str) -> _Table | None:
    """The table whose cells a sign parts; None where it does not stand equally often on most lines."""
    plain, bare = sign != _GAP and '"' not in lines.text, sign != _GAP  # and so told of a line in one step
    gapped = {} if bare else {line: _BLANKS.split(line.strip()) for line in lines.said}
    if plain:
        counts = [line.count(sign) for line in lines.said]
    elif bare:
        counts = [outside(line, sign) if '"' in line else line.count(sign) for line in lines.said]
    else:
        counts = [len(gapped[line]) - 1 for line in lines.said]
    usual, number = _usual(counts)
    if not usual or (number < len(counts) and not _even(counts, number)):
        return None
    if sign == _TWICE and usual == 1 and not _once(lines, number):
        return None
    if number < len(counts) and sum([counts[at] != usual for at in {at for _, at, _ in lines.held}]) >= _STRANGE:
        return None
    if plain:
        columns = {lines.said[at].count(sign, 0, before + 1) for _, at, before in lines.held}
    else:
        columns = {_count(lines.said[at][: before + 1], sign) for _, at, before in lines.held}
    if sign in _KEYS and 0 not in columns and _may_be_keys(lines, sign):
        columns.add(0)
    cut = partial(_split if plain else _quoted, sign=sign) if bare else partial(_known, cells=gapped)
    return _Table(lines.said, cut, _by_line(lines), frozenset(columns), usual + 1)


def _usual(counts: Sequence[int]) -> tuple[int, int]:
    """How many signs most lines have, and how many lines have as many: of most tables all have."""
    number = counts.count(counts[0])
    if number == len(counts):
        return counts[0], number
    usual = max(dict.fromkeys(counts), key=counts.count)
    return usual, counts.count(usual)


def _even(counts: Sequence[int], number: int) -> bool:
    """Whether so many lines have as many signs as most as make a run of rows."""
    return number >= (_EVEN if max(counts) - min(counts) > _NEARLY else _EVEN_ENOUGH) * len(counts)


def _once(lines: Lines, number: int) -> bool:
    """Whether one sign a line, on so many of them, parts cells: on nearly all, which are no kinds that take turns."""
    return number >= _ONCE * len(lines.said) and not takes_turns(sorted({at for _, at, _ in lines.held}))


def _may_be_keys(lines: Lines, sign: str) -> bool:
    """Whether what stands first on the lines may be keys of records over several of them: it recurs, but for numbers.

    Before a border nothing stands.
    """
    if lines.text.startswith(sign) and all(map(str.startswith, lines.said, repeat(sign))):
        return False
    first = "\n".join([line.partition(sign)[0].strip() for line in lines.said])
    keys = _DIGITS.sub("0", first.lower()).split("\n")
    if 2 * (len(keys) - len({*keys})) < _AGAIN * len(keys):
        return False  # of so many different ones fewer stand there again
    often = Counter(keys)
    return sum([number for number in often.values() if number > 1]) >= _AGAIN * len(lines.said)


def _table(lines: Lines) -> _Table | None:
    """A bare list, a name a line; None where kinds of lines may take turns, or names stand within longer lines."""
    bare = [line[found.end() :] if (found := _BULLET.match(line)) else line for line in lines.said]
    figured = sum([_DIGIT.search(line) is not None for line in lines.said])
    if max(figured, len(bare) - figured) < _ALIKE * len(bare) or "@" in "".join(bare):
        return None
    if any(2 * len(match.text) < len(bare[at].strip()) for match, at, _ in lines.held) or _strange(lines):
        return None
    return _Table(bare, _alone, _by_line(lines), frozenset({0}), 1)


def _strange(lines: Lines) -> bool:
    """Whether most lines with what may part cells hold a match, several of them: a table beside the bare list."""
    held = [lines.said[at] for at in {at for _, at, _ in lines.held}]
    for sign in [sign for sign in _SIGNS if sign in lines.text]:
        often = sum([sign in line for line in held])
        if often >= _STRANGE and 2 * often > sum([sign in line for line in lines.said]):
            return True
    return False


def _by_line(lines: Lines) -> dict[int, Match]:
    return {at: match for match, at, _ in lines.held}


def _count(line: str, sign: str) -> int:
    return len(_BLANKS.findall(line.strip())) if sign == _GAP else outside(line, sign)


def _alone(lines: Sequence[str]) -> list[Cells]:
    return [(line,) for line in lines]


def _split(lines: Sequence[str], sign: str) -> list[Cells]:
    return [line.split(sign) for line in lines]


def _known(lines: Sequence[str], cells: Mapping[str, Cells]) -> list[Cells]:
    return [cells[line] for line in lines]


def _quoted(lines: Sequence[str], sign: str) -> list[Cells]:
    """Cells of which some may stand in quotes, these read at once; line by line where one leaves a quote open."""
    if len(sign) > 1:
        return _split(lines, sign)
    said = [line.replace("\r", " ") for line in lines]  # which would end a row, or raise an error behind a quote
    quoted = [line for line in said if '"' in line]
    read: Iterator[Cells] = iter(())
    if quoted:
        rows = list(csv.reader(quoted, delimiter=sign))
        whole = len(rows) == len(quoted)
        read = iter(rows if whole else [next(csv.reader([line], delimiter=sign)) for line in quoted])
    return [next(read) if '"' in line else line.split(sign) for line in said]


def _thin(table: _Table, entries: set[str], watchlist: Watchlist, few: Few) -> bool:
    """Whether the clients are few among the different names, whichever of the columns that hold any is that of names.

    The first column counts too where it may hold keys.
    """
    # more names only weigh more against a leak, so often a few lines are enough
    if few(entries, min(_names(table, table.said[: _AT_FIRST * (len(entries) + 1)]), default=0), watchlist):
        return True
    named = _named(table, _ENOUGH * max(1, len(entries)))
    return few(entries, min([number for number in named if number], default=0), watchlist)


def _names(table: _Table, lines: Sequence[str]) -> list[int]:
    """How many different names some lines have in each column that holds any."""
    rows = [cells for cells in table.cut(lines) if len(cells) == table.usual]
    return [different([cells[at] for cells in rows]) for at in table.columns if at < table.usual]


def _named(table: _Table, enough: int) -> list[int]:
    """How many different names stand in each column that holds any; where the first rows have enough, in these."""
    size, columns = 2 * enough, [at for at in table.columns if at < table.usual]
    rows, read = list[Cells](), 0
    while len(rows) < size and read < len(table.said):  # some lines are cut otherwise
        rows, read = [*rows, *_rows(table, slice(read, read + size))], read + size
    named = {at: different([cells[at] for cells in rows[:size]]) for at in columns}
    if few := [at for at, number in named.items() if number < enough]:
        rows += _rows(table, slice(read, None))
        named |= {at: different([cells[at] for cells in rows]) for at in few if len(rows) > size}
    return list(named.values()) if rows else []


def _rows(table: _Table, part: slice) -> list[Cells]:
    """The lines of a part of the table that have as many cells as usual."""
    return [cells for cells in table.cut(table.said[part]) if len(cells) == table.usual]


def _agreed(table: _Table, watchlist: Watchlist, others: int | None) -> bool:
    """Whether the numbers beside the clients may say something."""
    from leakscan.assessment.beside import Beside, figures_speak

    rows = list(zip(table.cut([table.said[line] for line in table.held]), table.held.values(), strict=True))
    return figures_speak(Beside(rows, table.columns, table.usual, others), watchlist)
