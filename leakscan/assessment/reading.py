"""Reading a block for one watchlist: which column holds the names, which rows are clients, how many rows there are."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import lt

from leakscan.assessment.bare import bared, different
from leakscan.assessment.blocks import Grid, as_grid, unfolded
from leakscan.assessment.found import Found
from leakscan.assessment.placing import Placed, place
from leakscan.assessment.weights import FILL_LEAST, NEARLY, NEARLY_SCORE, OTHER_FORM_SCORE
from leakscan.block import Block
from leakscan.lazy import lazy
from leakscan.model import Match

_SECOND = 0.5
"""How full of names a second column must be, beside the first, to be one of names as well."""


@dataclass(frozen=True)
class Reading:
    """One block as the watchlist sees it.

    ``listed`` counts different rows: an entry once, a name text once. ``clients`` counts the different entries
    among them. Rows of ``public`` entries are in neither. ``rows`` maps a client row (from 0) to its best match.
    ``nearly`` counts the clients that stand there under names nearly like theirs alone, and ``neighbours`` the names
    nearly like that of a client who stands in another row under a name that is more like it.
    """

    block: Block
    placed: Placed
    column: int
    rows: Mapping[int, Match]
    listed: int
    clients: int
    public: int
    fill: float
    nearly: int = 0
    neighbours: int = 0

    @lazy
    def believed(self) -> int:
        """The clients without those whose names are only nearly right, as far as others' names explain these.

        A few slips are any list's. More of them are others' names that are nearly ours, at most as many as there are
        others whose names are not: of a list in which every name is misspelt none is doubted.
        """
        slips = math.ceil(NEARLY * (self.clients - self.nearly))
        return self.clients - max(0, min(self.nearly - slips, self.listed - self.clients))

    @lazy
    def judged(self) -> int:
        """The different rows, each name apart that is a client's neighbour rather than the client."""
        return self.listed + min(self.neighbours, self.listed - self.clients)

    @lazy
    def entries(self) -> frozenset[str]:
        """Keys of the entries that make a row a client's."""
        return frozenset(match.entry for match in self.rows.values())

    @lazy
    def purity(self) -> float:
        """Share of the rows that are clients."""
        return self.believed / self.judged if self.judged else 0.0

    @lazy
    def rank(self) -> float:
        """How much of a list of ours this block is: many client rows, few foreign ones.

        Not the purest block: a rule that prefers it prefers any three lucky rows.
        """
        return ranked(self.clients, self.purity)


def ranked(clients: int, purity: float) -> float:
    """How much of a list so many clients are, that are such a share of the rows."""
    return clients * math.log2(purity + 0.02) + 4.8 * math.sqrt(clients) if clients else 0.0


def read(block: Block, found: Found, text: str) -> Reading | None:
    """Read one block; None when fewer than two different entries stand in its cells.

    Args:
        block: rows and cells.
        found: all matches of the watchlist.
        text: the text the offsets point into; without it rows that say the same can't be told and count each.
    """
    grid = as_grid(block.rows)
    placed = place(grid, found, text)
    if placed is None:
        return None
    columns = _name_columns(placed, found)
    if len(columns) > 1:
        return read(unfolded(block, columns), found, text)
    (column,) = columns
    best = _client_rows(placed, column, found)
    known = {match.entry for match in best.values()}
    public = len(found.public & known)
    foreign = _foreign(grid, {*best, *_within(grid, placed, found)}, column, text)
    return Reading(
        block=block,
        placed=placed,
        column=column,
        rows=best,
        listed=len(known) - public + foreign,
        clients=len(known) - public,
        public=public,
        fill=_mean(_of_column(placed, column)),
        **_unsure(best, found),
    )


def _of_column(placed: Placed, column: int) -> Sequence[float]:
    """How much of their cells the matches of a column fill."""
    if placed.columns.count(column) == len(placed.columns):
        return placed.fills
    return [fill for fill, at in zip(placed.fills, placed.columns, strict=True) if at == column]


def _mean(values: Sequence[float]) -> float:
    if values.count(1.0) == len(values):
        return 1.0
    import numpy as np

    return float(np.array(values).sum()) / len(values)


def _unsure(rows: Mapping[int, Match], found: Found) -> dict[str, int]:
    """How many clients stand there nearly right alone, and how many more names are nearly those of clients there."""
    doubted = [match for match in rows.values() if (match.rule or match.score < 1.0) and _near(match)]
    unsure = [match for match in doubted if match.entry not in found.public]
    if not unsure:
        return {}
    near = set(zip([match.entry for match in unsure], bared([match.text for match in unsure]), strict=True))
    entries, doubts = {entry for entry, _ in near}, set(map(id, unsure))
    right = {match.entry for match in rows.values() if match.entry in entries and id(match) not in doubts}
    return {"nearly": len(entries - right), "neighbours": len(near) - len(entries - right)}


def _near(match: Match) -> bool:
    """Whether the name differs in what tells organisations apart: in letters, a word, or its legal form."""
    if not match.rule:
        return match.score < 1.0 and abs(match.score - OTHER_FORM_SCORE) < _EQUAL
    return match.score < NEARLY_SCORE and _BRIDGED.search(match.rule) is not None


_BRIDGED = re.compile(r"\bedits?:|\bwithout\b")
_EQUAL = 1e-3


def _name_columns(placed: Placed, found: Found) -> Sequence[int]:
    """The column whose cells the matches fill best and most often; one counts, for parents repeat accounts.

    More than one where names stand in columns side by side, as on a printed page: filled as well, by other clients.
    """
    if len(set(placed.columns)) == 1:
        return placed.columns[:1]
    best: dict[tuple[int, int], float] = defaultdict(float)
    for row, column, fill in zip(placed.rows, placed.columns, placed.fills, strict=True):
        best[row, column] = max(best[row, column], fill)
    total: dict[int, float] = defaultdict(float)
    for (_, column), fill in sorted(best.items()):
        total[column] += fill
    first = max(sorted(total), key=total.__getitem__)
    named = sorted(column for column, fill in total.items() if fill >= max(2.0, _SECOND * total[first]))
    beside = [c for c in named if c == first or _others(placed, found, first, c)]
    return beside if len(beside) > 1 else [first]


def _others(placed: Placed, found: Found, first: int, second: int) -> bool:
    """Whether the second column names clients that the first does not, and none of them by an identifier."""
    filled = [(m, c) for m, c, f in zip(placed.matches, placed.columns, placed.fills, strict=True) if f >= FILL_LEAST]
    chosen = [match for match, column in filled if column == second]
    if any(found.exact[match] or found.domains[match] for match in chosen):
        return False
    known, more = {found.entries[m] for m, c in filled if c == first}, {found.entries[m] for m in chosen}
    return len(known & more) < 0.2 * len(more)


def _client_rows(placed: Placed, column: int, found: Found) -> dict[int, Match]:
    """Rows whose name cell a match fills, or that hold an exact identifier or a domain, each with its best match."""
    if found.plain and _one_each(placed):
        return dict(zip(placed.rows, map(found.matches.__getitem__, placed.matches), strict=True))
    best: dict[int, tuple[float, int]] = {}
    for number, row, at, fill in zip(placed.matches, placed.rows, placed.columns, placed.fills, strict=True):
        named, filled = at == column, fill >= FILL_LEAST
        if filled if named else (found.exact[number] or (found.domains[number] and filled)):
            rank = fill + named + found.matches[number].score
            if row not in best or rank > best[row][0]:
                best[row] = rank, number
    return {row: found.matches[number] for row, (_, number) in sorted(best.items())}


def _one_each(placed: Placed) -> bool:
    """Whether each match fills its cell, all of one column, and each stands in a row of its own, in their order."""
    return (
        min(placed.fills) >= FILL_LEAST
        and placed.columns.count(placed.columns[0]) == len(placed.columns)
        and all(map(lt, placed.rows, placed.rows[1:]))
    )


def _within(grid: Grid, placed: Placed, found: Found) -> Iterator[int]:
    """Rows that lie within a match that began in the row before: a comma in a name makes no second name of it."""
    for at in placed.beyond:
        row, number = placed.rows[at], placed.matches[at]
        stop, end, after = int(grid.ends[row]), found.matches[number].end, row + 1
        while end > stop and after < len(grid) and stop <= grid.ends[after] <= end:
            yield after
            after += 1


def _foreign(grid: Grid, clients: Collection[int], column: int, text: str) -> int:
    """Different names in the rows that are no client's; a row without a name is no row."""
    if not text or len(clients) == len(grid):
        return len(grid) - len(clients)
    rows, starts, ends = grid.column(column)
    cells = zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True)
    return different([text[a:b] for row, a, b in cells if row not in clients])
