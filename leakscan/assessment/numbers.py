"""The numbers beside the names of a block: which columns hold them, and what they say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from leakscan.assessment.blocks import as_grid
from leakscan.assessment.columns import ColumnKind, mostly
from leakscan.assessment.reading import Reading
from leakscan.lazy import lazy
from leakscan.model import Match

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Ints = np.ndarray[Any, np.dtype[np.int64]]

_NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,15}(?:[.,'\u00a0\u202f ]\d{1,6}){0,5}(?![\w:/-])")
_SIGNS = frozenset(".,'\u00a0\u202f ")
"""What stands before the last three digits of a number in groups."""
_GROUPED = re.compile(r"\d{1,3}(?:([.,'\u00a0\u202f ])\d{3})(?:\1\d{3}){0,4}")
_DIGIT = re.compile(r"\d")
_MOST_IN_A_CELL = 4
_LOOKED_AT = 200
"""Characters of a cell."""
SAMPLE = 400
"""Rows that tell which column holds which figure; more cost time and say no more."""


class Place(NamedTuple):
    """Where a number stands in a row: column, 1 behind the name in its own cell and else 0, numbers before it."""

    column: int
    side: int
    ordinal: int


@dataclass(frozen=True)
class Numbers:
    """The client rows of a block, in order, and the numbers that stand in them."""

    reading: Reading
    text: str

    @lazy
    def rows(self) -> Sequence[int]:
        """Client rows in order of the text."""
        return sorted(self.reading.rows)

    @lazy
    def sample(self) -> Sequence[int]:
        """Client rows spread evenly over the block, all of a short one."""
        return self.rows[:: max(1, len(self.rows) // SAMPLE)]

    @lazy
    def places(self) -> dict[Place, Floats]:
        """Numbers at every place where at least half of the sampled rows have one, row by row, NaN for none."""
        import numpy as np

        found: dict[Place, Floats] = {}
        rows = self.sample
        enough = max(2, 0.5 * len(rows))
        for column in range(as_grid(self.reading.block.rows).width):
            alone = self._alone(column, rows)
            if len(alone) >= enough and (counted := _counted(alone)) is not None:
                found[Place(column, 0, 0)] = counted
                continue
            parts = [] if alone else self._parts(column, rows)
            cells = alone or [said for row in parts for _, said in row]
            if not _DIGIT.search("".join(cells)):
                continue
            if sum(map(bool, map(_DIGIT.search, cells))) < enough or mostly(cells[:SAMPLE], _WITHOUT):
                continue
            for (side, ordinal), values in _by_place(parts or [[(0, said)] for said in alone]).items():
                if len(values) >= enough:
                    found[Place(column, side, ordinal)] = filled = np.full(len(rows), np.nan)
                    filled[[at for at, _ in values]] = [value for _, value in values]
        return found

    @lazy
    def matrix(self) -> Floats:
        """The same, a line for each place."""
        import numpy as np

        return np.array(list(self.places.values()))

    @lazy
    def placed(self) -> Sequence[Place]:
        """The place of each line of them."""
        return list(self.places)

    def at(self, place: Place, rows: Sequence[int]) -> Floats:
        """The numbers of these rows at a place, NaN for none."""
        import numpy as np

        if (
            place[1:] == (0, 0)
            and (alone := self._alone(place.column, rows))
            and (counted := _counted(alone)) is not None
        ):
            return counted
        out = np.full(len(rows), np.nan)
        for at, row in enumerate(self._parts(place.column, rows)):
            for side, said in row:
                values = numbers(said) if side == place.side else []
                if place.ordinal < len(values):
                    out[at] = values[place.ordinal]
        return out

    @lazy
    def _names(self) -> tuple[Ints, Ints]:
        """Where the name of each client row starts, and where it ends, by the row's number; nowhere in other rows."""
        import numpy as np

        starts, ends = np.full((2, len(self.reading.block.rows)), -1)
        starts[self.rows] = [self.reading.rows[row].start for row in self.rows]
        ends[self.rows] = [self.reading.rows[row].end for row in self.rows]
        return starts, ends

    def _alone(self, column: int, rows: Sequence[int]) -> list[str]:
        """The cells of a column in which each of these rows has one and no name stands; none of any other."""
        import numpy as np

        grid = as_grid(self.reading.block.rows)
        if not grid.even or column == self.reading.column:
            return []
        _, starts, ends = grid.column(column)
        chosen = np.array(rows)
        starts, ends = starts[chosen], ends[chosen]
        begun, done = (edges[chosen] for edges in self._names)
        if np.count_nonzero((starts <= begun) & (done <= ends)):
            return []
        return [self.text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    def _parts(self, column: int, rows: Sequence[int]) -> list[list[tuple[int, str]]]:
        """What stands in a column of these rows: of the name's own cell what is before and behind the name."""
        import numpy as np

        grid, matches = as_grid(self.reading.block.rows), self.reading.rows
        held, starts, ends = grid.column(column)
        if not len(held):
            return [[] for _ in rows]
        if grid.even:
            edges = zip(rows, starts[rows].tolist(), ends[rows].tolist(), strict=True)
            return [_beside(start, end, matches[row], self.text) for row, start, end in edges]
        cells = np.maximum(0, held.searchsorted(rows, "right") - 1)
        there = zip(rows, (held[cells] == rows).tolist(), starts[cells].tolist(), ends[cells].tolist(), strict=True)
        return [_beside(start, end, matches[row], self.text) if has else [] for row, has, start, end in there]


_WITHOUT = (ColumnKind.DATE, ColumnKind.ADDRESS)


def _beside(start: int, end: int, match: Match, text: str) -> list[tuple[int, str]]:
    if start == match.start and match.end == end:
        return []
    if not (start <= match.start and match.end <= end):
        return [(0, text[start:end])]
    before = [(0, text[start : match.start])] if start < match.start else []
    return [*before, (1, text[match.end : end])] if match.end < end else before


def _by_place(parts: Sequence[Sequence[tuple[int, str]]]) -> dict[tuple[int, int], list[tuple[int, float]]]:
    """The numbers of a column by where they stand in its cells, each with the row it stands in."""
    by_place: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    for at, row in enumerate(parts):
        for side, said in row:
            for ordinal, value in enumerate(numbers(said)):
                by_place[side, ordinal].append((at, value))
    return by_place


def _counted(cells: Sequence[str]) -> Floats | None:
    """The numbers of a column in which nothing but digits stands; None for any other."""
    joined = "".join(cells)
    if not (joined.isascii() and joined.isdecimal()) or "" in cells or max(map(len, cells)) > _LONGEST:
        return None
    import numpy as np

    return np.array(list(map(float, cells)))


_LONGEST = 15
"""Digits of a number."""


def numbers(said: str) -> list[float]:
    """The first numbers in a cell."""
    if not said or said.isalpha():
        return []
    if said.isdecimal() and said.isascii() and len(said) <= _LONGEST:
        return [float(said)]
    tokens = _NUMBER.findall(said[:_LOOKED_AT])[:_MOST_IN_A_CELL]
    return [value for token in tokens if (value := number(token.strip())) is not None]


def any_numbers(said: str) -> list[float]:
    """All numbers that may be meant, whether a comma or a blank parts two of them or stands within one."""
    found = list[float]()
    for token in (_PLAINLY if said.isascii() else _WRITTEN).findall(said):
        if token.isdecimal():
            found.append(float(token))
        elif _PARTING.search(token):
            found += [value for one in (token, *_PARTING.split(token)) if (value := number(one)) is not None]
        elif (value := number(token)) is not None:
            found.append(value)
    return found


_WRITTEN, _PLAINLY = re.compile("\\d+(?:[.,'\u00a0\u202f ]\\d+)*"), re.compile("[0-9][0-9]*(?:[.,' ][0-9]+)*")
"""The second says the same of ASCII, and is looked for by its first digit: in half the time."""
_PARTING = re.compile("[, \u00a0\u202f]")


def number(said: str) -> float | None:
    """The value of a number as people write it: ``6,905``, ``6 905``, ``6.905``, ``87.0``."""
    if said[-4:-3] in _SIGNS and _GROUPED.fullmatch(said):
        said = re.sub(r"\D", "", said)
    try:
        return float(said.replace(",", ".").replace(" ", ""))
    except ValueError:
        return None
