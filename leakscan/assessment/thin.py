"""Clients so thinly strewn over one even table or list that cutting it into blocks can change nothing.

Each row of it is a line, so that its names can be counted line by line: a public register, a list of prices, a dump of
somebody else's users, as most documents are that name several clients by chance.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, repeat
from typing import NamedTuple

from leakscan.assessment.blocks import outside
from leakscan.assessment.kept import planted
from leakscan.model import Match, Watchlist

_GAP = "  "
_SIGNS = ("|", "\t", ";", ",", _GAP, " - ", ":")
"""What parts cells, the most telling first."""
_TWICE = ","
"""Where one may stand in a name, two a line part cells."""
_FEWEST = 25
"""Lines, as many as make a table whatever its cells hold."""
_EVEN, _NEARLY, _EVEN_ENOUGH = 0.7, 2, 0.5
"""Share of the lines that must have as many signs as most, and where all have nearly as many: as of a run of rows."""
_ALIKE = 0.9
"""Share of the lines of a bare list of which all or none must have a digit: no kinds of lines take turns then."""
_LONGEST = 1000
"""Characters of a line; longer ones are read with care."""
_MOST = 0.35
"""Clients a line from which on nothing need be counted: they are no few."""
_ENOUGH = 6
"""Different names for each client from which on more make no difference: as few clients tell of no list."""
_SOME = 3
"""Matches that a blank line is looked for between before all lines are looked at."""
_AT_FIRST = 4
"""Lines for each client that are looked at first: as many different names nearly always weigh enough against a leak."""
_STRAY = 3
"""Lines that may look by chance as if they began with a key."""
_KEYED = re.compile(r"""\s*(?:[-*•+>]\s+)?["']?[^\W\d_#][^:=|\t,;]{0,40}(?::\s|=|:$)""")
_BULLET = re.compile(r"\s*(?:[-*•·+]|\(?\d{1,5}[.):\]])\s+")
_DIGIT = re.compile(r"\d")
_BLANKS = re.compile(" {2,}")

Cells = Sequence[str]


class _Table(NamedTuple):
    """Its lines, what cuts some into cells, the entry by line, the columns that hold matches, how many cells are usual.

    Only as many lines are cut as must be looked at.
    """

    said: Sequence[str]
    cut: Callable[[Sequence[str]], list[Cells]]
    held: Mapping[int, str]
    columns: frozenset[int]
    usual: int


class _Lines(NamedTuple):
    """Lines that follow one another, alone and as a text, and each match with its line and where it begins there."""

    said: Sequence[str]
    text: str
    held: Sequence[tuple[Match, int, int]]


def thin(text: str, edges: tuple[int, int], matches: Sequence[Match], watchlist: Watchlist) -> bool:
    """Whether all matches stand in one even table or list and tell no more of a leak than if they stood in none.

    That is so where the clients are so few of the different names that purity weighs against a leak hardly less than
    no list at all does, and where in no column three of their numbers agree with ours.

    Args:
        text: the document.
        edges: where the lines that are looked at start and end.
        matches: the matches there, in order, of which none is of an account identifier.
        watchlist: the list that they are of.
    """
    start, end = edges
    entries, number = {match.entry for match in matches}, text.count("\n", start, end)
    if number < _FEWEST or len(entries) > _MOST * number or not planted(watchlist).isdisjoint(entries):
        return False
    lines = _lines(text[start:end], start, matches)
    table = (_table(lines) if (sign := _sign(lines)) is None else _parted(lines, sign)) if lines else None
    return table is not None and _few(table, entries, watchlist) and not _agreed(table, watchlist)


def _lines(said: str, start: int, matches: Sequence[Match]) -> _Lines | None:
    """The lines from blank line to blank line that hold all matches, if rows may not be of several of them."""
    starts = [match.start - start for match in matches]
    if "\n\n" in said[starts[0] : starts[:_SOME][-1]] or "<" in said[starts[0] : starts[-1]]:
        return None
    lines, (places, within) = said.split("\n"), _places(said, starts)
    low, high = _passage(lines, places[0], places[-1])
    chosen = lines[low:high]
    if len(chosen) < _FEWEST or max(map(len, chosen)) > _LONGEST:
        return None
    text = "\n".join(chosen)
    if _otherwise(chosen, text):
        return None
    return _Lines(chosen, text, [(m, at - low, before) for m, at, before in zip(matches, places, within, strict=True)])


def _places(said: str, starts: Sequence[int]) -> tuple[list[int], list[int]]:
    """The line on which each of some places in a text is, in order, and where it is on that line."""
    ends = map(said.count, repeat("\n"), [0, *starts], starts)
    return list(accumulate(ends)), [start - said.rfind("\n", 0, start) - 1 for start in starts]


def _passage(lines: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """The edges of the lines around two of them that are neither blank nor a border; nothing if one is between these.

    The empty lines are the most, and found at once; that the others say something is told of all together.
    """
    low = first - lines[:first][::-1].index("") if "" in lines[:first] else 0
    high = lines.index("", first) if "" in lines[first:] else len(lines)
    if _all_talk("\n".join(lines[low:high])):
        return (low, high) if high > last else (0, 0)
    silent = [at for at in range(low, high) if not any(map(str.isalnum, lines[at]))]
    before = bisect_left(silent, first)
    high = silent[before] if before < len(silent) else high
    return (silent[before - 1] + 1 if before else low, high) if high > last else (0, 0)


def _all_talk(said: str) -> bool:
    """Whether on each line of a text, none of which is empty, a letter or digit of ASCII stands."""
    bare = said.encode("utf-8", "surrogatepass").translate(None, _NO_SIGNS)
    return bool(bare) and b"\n\n" not in bare and bare[:1] != b"\n" != bare[-1:]


_NO_SIGNS = bytes(sign for sign in range(256) if sign > 127 or not chr(sign).isalnum()).replace(b"\n", b"")


def _otherwise(lines: Sequence[str], said: str) -> bool:
    """Whether lines, which together make a text, may be parts of elements or objects, or keys with their values."""
    if "<" in said or ("{" in said and any(line.count("{") != line.count("}") for line in lines)):
        return True
    if 2 * (said.count(":") + said.count("=")) <= len(lines) or not (": " in said or "=" in said or ":\n" in said):
        return False  # for each key has one of the signs behind it
    keyed = [line for line in lines if (":" in line or "=" in line) and _KEYED.match(line)]
    return len(keyed) > _STRAY and 2 * len(keyed) > len(lines)


def _sign(lines: _Lines) -> str | None:
    """What parts the cells: the most telling sign that stands on most of the lines."""
    most = len(lines.said) // 2
    for sign in _SIGNS:
        # no more lines hold it than there are signs
        if lines.text.count(sign) > most and sum([sign in line for line in lines.said]) > most:
            return sign
    return None


def _parted(lines: _Lines, sign: str) -> _Table | None:
    """The table whose cells a sign parts; None where it does not stand equally often on most lines."""
    plain, bare = sign != _GAP and '"' not in lines.text, sign != _GAP  # and so told of a line in one step
    counts = [line.count(sign) for line in lines.said] if bare else [_count(line, sign) for line in lines.said]
    if bare and not plain:
        for at in [at for at, line in enumerate(lines.said) if '"' in line]:
            counts[at] = outside(lines.said[at], sign)
    usual = max(dict.fromkeys(counts), key=counts.count)
    number = counts.count(usual)
    even = _EVEN if max(counts) - min(counts) > _NEARLY else _EVEN_ENOUGH
    if number < even * len(counts) or usual < 1 + (sign == _TWICE):
        return None
    columns = {_count(lines.said[at][: before + 1], sign) for _, at, before in lines.held}
    if not (bare and lines.text.startswith(sign) and all(map(str.startswith, lines.said, repeat(sign)))):
        columns.add(0)  # before a border nothing stands
    cut = partial(_split if plain else _gaps if sign == _GAP else _quoted, sign=sign)
    return _Table(lines.said, cut, _entries(lines), frozenset(columns), usual + 1)


def _table(lines: _Lines) -> _Table | None:
    """A bare list, a name a line; None where kinds of lines may take turns, or names stand within longer lines."""
    bare = [line[found.end() :] if (found := _BULLET.match(line)) else line for line in lines.said]
    figured = sum([_DIGIT.search(line) is not None for line in lines.said])
    if max(figured, len(bare) - figured) < _ALIKE * len(bare) or "@" in "".join(bare):
        return None
    if any(2 * len(match.text) < len(bare[at].strip()) for match, at, _ in lines.held):
        return None
    return _Table(bare, _alone, _entries(lines), frozenset({0}), 1)


def _entries(lines: _Lines) -> dict[int, str]:
    return {at: match.entry for match, at, _ in lines.held}


def _count(line: str, sign: str) -> int:
    return len(_BLANKS.findall(line.strip())) if sign == _GAP else outside(line, sign)


def _alone(lines: Sequence[str]) -> list[Cells]:
    return [(line,) for line in lines]


def _split(lines: Sequence[str], sign: str) -> list[Cells]:
    return [line.split(sign) for line in lines]


def _gaps(lines: Sequence[str], sign: str) -> list[Cells]:  # noqa: ARG001  # as the others are called
    return [_BLANKS.split(line.strip()) for line in lines]


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


def _few(table: _Table, entries: set[str], watchlist: Watchlist) -> bool:
    """Whether the clients are few among the different names, whichever of the columns that hold any is that of names.

    The first column counts too: what recurs there may be keys of records.
    """
    from leakscan.assessment.evidence.purity import as_no_list

    def few(named: Sequence[int]) -> bool:
        least = min(named, default=0)
        return len(entries) <= _MOST * least and as_no_list(entries, least, watchlist)

    # more names only weigh more against a leak, so often a few lines are enough
    if few(_names(table, table.said[: _AT_FIRST * (len(entries) + 1)])):
        return True
    named = _named(table, _ENOUGH * max(1, len(entries)))
    return few([number for number in named if number])


def _names(table: _Table, lines: Sequence[str]) -> list[int]:
    """How many different names some lines have in each column that holds any."""
    from leakscan.assessment.reading import different

    rows = [cells for cells in table.cut(lines) if len(cells) == table.usual]
    return [different([cells[at] for cells in rows]) for at in table.columns if at < table.usual]


def _named(table: _Table, enough: int) -> list[int]:
    """How many different names stand in each column that holds any; where the first rows have enough, in these."""
    from leakscan.assessment.reading import different

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


def _agreed(table: _Table, watchlist: Watchlist) -> bool:
    """Whether enough numbers of one column are ours, or up to a fifth smaller, for figures to say something."""
    from leakscan.assessment.agreeing import FEWEST, agreeing, figures_of, may_agree
    from leakscan.assessment.numbers import numbers

    if not watchlist.figures:
        return False

    def agrees(row: tuple[int, str]) -> bool:
        return may_agree("\t".join(*table.cut([table.said[row[0]]])), row[1], watchlist)

    often = Counter[tuple[int, str]]()
    for line, entry in agreeing(list(table.held.items()), agrees):
        own = figures_of(entry, watchlist)
        (cells,) = table.cut([table.said[line]])
        for column, cell in enumerate(cells):
            there = numbers(cell)
            often.update({(column, f) for f, least, most in own if any(least <= one <= most for one in there)})
    return max(often.values(), default=0) >= FEWEST
