"""Reading a block for one watchlist: which column holds the names, which rows are clients, how many rows there are."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from leakscan.assessment.affix import Affix
from leakscan.assessment.blocks import Grid, as_grid, unfolded
from leakscan.assessment.found import Found
from leakscan.assessment.weights import FILL_LEAST, NEARLY, NEARLY_SCORE, OTHER_FORM_SCORE
from leakscan.block import Block
from leakscan.model import Match

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]

_SECOND = 0.5
"""How full of names a second column must be, beside the first, to be one of names as well."""


@dataclass(frozen=True)
class Placed:
    """Matches inside a block: their numbers, and the row, column (from 0) and share of its cell of each."""

    matches: Ints
    rows: Ints
    columns: Ints
    fills: Floats


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

    @property
    def believed(self) -> int:
        """The clients without those whose names are only nearly right, as far as others' names explain these.

        A few slips are any list's. More of them are others' names that are nearly ours, at most as many as there are
        others whose names are not: of a list in which every name is misspelt none is doubted.
        """
        slips = math.ceil(NEARLY * (self.clients - self.nearly))
        return self.clients - max(0, min(self.nearly - slips, self.listed - self.clients))

    @property
    def judged(self) -> int:
        """The different rows, each name apart that is a client's neighbour rather than the client."""
        return self.listed + min(self.neighbours, self.listed - self.clients)

    @cached_property
    def entries(self) -> frozenset[str]:
        """Keys of the entries that make a row a client's."""
        return frozenset(match.entry for match in self.rows.values())

    @property
    def purity(self) -> float:
        """Share of the rows that are clients."""
        return self.believed / self.judged if self.judged else 0.0

    @property
    def rank(self) -> float:
        """How much of a list of ours this block is: many client rows, few foreign ones.

        Not the purest block: a rule that prefers it prefers any three lucky rows.
        """
        return self.clients * math.log2(self.purity + 0.02) + 4.8 * math.sqrt(self.clients) if self.clients else 0.0


def read(block: Block, found: Found, text: str) -> Reading | None:
    """Read one block; None when fewer than two different entries stand in its cells.

    Args:
        block: rows and cells.
        found: all matches of the watchlist.
        text: the text the offsets point into; without it rows that say the same can't be told and count each.
    """
    grid = as_grid(block.rows)
    placed = _placed(grid, found, text)
    if placed is None:
        return None
    columns = _name_columns(placed, found)
    if len(columns) > 1:
        return read(unfolded(block, columns), found, text)
    (column,) = columns
    best = _client_rows(placed, column, found)
    known = {match.entry for match in best.values()}
    public = sum(found.by_key[key].public for key in known)
    foreign = _foreign(grid, {*best, *_within(grid, placed, found)}, column, text)
    return Reading(
        block=block,
        placed=placed,
        column=column,
        rows=best,
        listed=len(known) - public + foreign,
        clients=len(known) - public,
        public=public,
        fill=_mean(placed.fills[placed.columns == column]),
        **_unsure(best, found),
    )


def _mean(values: Floats) -> float:
    """As numpy's own, which takes five times as long of few."""
    return float(values.sum()) / len(values)


def _unsure(rows: Mapping[int, Match], found: Found) -> dict[str, int]:
    """How many clients stand there nearly right alone, and how many more names are nearly those of clients there."""
    known = [match for match in rows.values() if not found.by_key[match.entry].public]
    right = {match.entry for match in known if not _near(match)}
    near = {(match.entry, _bare(match.text)) for match in known if _near(match)}
    alone = {entry for entry, _ in near} - right
    return {"nearly": len(alone), "neighbours": len(near) - len(alone)}


def _near(match: Match) -> bool:
    """Whether the name differs in what tells organisations apart: in letters, a word, or its legal form."""
    if not match.rule:
        return abs(match.score - OTHER_FORM_SCORE) < _EQUAL
    return match.score < NEARLY_SCORE and _BRIDGED.search(match.rule) is not None


_BRIDGED = re.compile(r"\bedits?:|\bwithout\b")
_EQUAL = 1e-3


def letters(said: str) -> int:
    """Letters of a text; its letters and digits where it has no letter."""
    if said.isascii():
        return len(said.encode().translate(None, _NO_LETTERS)) or len(said.encode().translate(None, _NO_SIGNS))
    return sum(map(str.isalpha, said)) or sum(map(str.isalnum, said))


_NO_LETTERS = bytes(sign for sign in range(128) if not chr(sign).isalpha())
_NO_SIGNS = bytes(sign for sign in range(128) if not chr(sign).isalnum())


def _placed(grid: Grid, found: Found, text: str) -> Placed | None:
    import numpy as np

    low, high = found.starts.searchsorted([int(grid.starts[0]) - 1, int(grid.ends[-1])])
    if high - low < 2 or len(set(found.entries[low:high].tolist())) < 2:
        return None
    starts, ends = found.starts[low:high], found.ends[low:high]
    rows = np.maximum(0, grid.starts.searchsorted(starts, "right") - 1)
    after = np.minimum(rows + 1, len(grid) - 1)  # a match may begin with a mark before its row: N'Acme'
    rows = np.where((starts >= grid.ends[rows]) & (ends > grid.starts[after]), after, rows)
    cells = grid.cell_starts.searchsorted(starts, "right") - 1
    cells = np.clip(cells, grid.first[rows], grid.first[rows + 1] - 1)
    inside = (starts < grid.ends[rows]) & (ends > grid.starts[rows]) & (grid.first[rows + 1] > grid.first[rows])
    whole = (starts >= grid.cell_starts[cells]) & (ends <= grid.cell_ends[cells])
    fills = np.where(whole & (ends - starts >= grid.cell_ends[cells] - grid.cell_starts[cells]), 1.0, 0.0)
    fills[found.exact[low:high]] = 1.0
    numbers = np.arange(low, high)
    for at in (inside & ~whole).nonzero()[0]:
        cells[at] = _fullest(grid, int(rows[at]), found.matches[int(numbers[at])])
        inside[at] = cells[at] >= 0
    columns = grid.columns[cells]
    part = (inside & (fills < 1)).nonzero()[0]
    edges = zip(grid.cell_starts[cells[part]].tolist(), grid.cell_ends[cells[part]].tolist(), strict=True)
    affixes = {column: grid.affix(column, text) for column in set(columns[part].tolist())} if text else {}
    fills[part] = [
        _fill(start, end, affixes.get(column), found.matches[at], found, text)
        for (start, end), column, at in zip(edges, columns[part].tolist(), numbers[part].tolist(), strict=True)
    ]
    if len(set(found.entries[numbers[inside]].tolist())) < 2:
        return None
    return Placed(numbers[inside], rows[inside], columns[inside], fills[inside])


def _fullest(grid: Grid, row: int, match: Match) -> int:
    """The cell that holds most of a match that no cell holds whole, -1 if none does."""
    cells = range(int(grid.first[row]), int(grid.first[row + 1]))
    overlaps = [min(int(grid.cell_ends[c]), match.end) - max(int(grid.cell_starts[c]), match.start) for c in cells]
    best = max(range(len(overlaps)), key=overlaps.__getitem__)
    return cells[best] if overlaps[best] > 0 else -1


def _fill(start: int, end: int, affix: Affix | None, match: Match, found: Found, text: str) -> float:
    """Share of the cell that the match fills, by letters, without what all cells of its column begin or end with.

    A match leaves out the legal form, so a cell as long as the entry's whole name is filled as well.
    """
    if match.start <= start and end <= match.end:
        return 1.0
    if affix:
        start, end = affix.inner(text, start, end)
    start, end = min(start, match.start), max(end, match.end)
    there = max(1, letters(text[start:end]) if text else end - start)
    whole = letters(found.by_key[match.entry].name)
    return min(1.0, max(letters(match.text) / there, min(there, whole) / max(there, whole, 1)))


def _name_columns(placed: Placed, found: Found) -> Sequence[int]:
    """The column whose cells the matches fill best and most often; one counts, for parents repeat accounts.

    More than one where names stand in columns side by side, as on a printed page: filled as well, by other clients.
    """
    if (placed.columns == placed.columns[0]).all():
        return [int(placed.columns[0])]
    best: dict[tuple[int, int], float] = defaultdict(float)
    for row, column, fill in zip(placed.rows.tolist(), placed.columns.tolist(), placed.fills.tolist(), strict=True):
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
    import numpy as np

    chosen = [placed.matches[(placed.columns == c) & (placed.fills >= FILL_LEAST)] for c in (first, second)]
    known, more = (np.unique(found.entries[c]) for c in chosen)
    plain = not (found.exact[chosen[1]].any() or found.domains[chosen[1]].any())
    return plain and len(np.intersect1d(known, more)) < 0.2 * len(more)


def _client_rows(placed: Placed, column: int, found: Found) -> dict[int, Match]:
    """Rows whose name cell a match fills, or that hold an exact identifier or a domain, each with its best match."""
    import numpy as np

    named = placed.columns == column
    filled = placed.fills >= FILL_LEAST
    counts = np.where(named, filled, found.exact[placed.matches] | (found.domains[placed.matches] & filled))
    scores = np.array([found.matches[i].score for i in placed.matches.tolist()])
    order = np.lexsort((-placed.matches, placed.fills + named + scores, placed.rows))
    order = order[counts[order]]
    chosen = zip(placed.rows[order].tolist(), placed.matches[order].tolist(), strict=True)
    return {row: found.matches[match] for row, match in chosen}


def _within(grid: Grid, placed: Placed, found: Found) -> Iterator[int]:
    """Rows that lie within a match that began in the row before: a comma in a name makes no second name of it."""
    for at in (found.ends[placed.matches] > grid.ends[placed.rows]).nonzero()[0]:
        end, row = int(found.ends[placed.matches[at]]), int(placed.rows[at])
        after = row + 1
        while after < len(grid) and grid.ends[row] <= grid.ends[after] <= end:
            yield after
            after += 1


def _foreign(grid: Grid, clients: Collection[int], column: int, text: str) -> int:
    """Different names in the rows that are no client's; a row without a name is no row."""
    if not text:
        return len(grid) - len(clients)
    rows, starts, ends = grid.column(column)
    cells = zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True)
    return len(set(_plain([text[a:b] for row, a, b in cells if row not in clients])) - {""})


def _plain(cells: Sequence[str]) -> Sequence[str]:
    """The cells by their letters and digits alone, all at once."""
    joined = "\0".join(cells).casefold()
    if joined.count("\0") != len(cells) - 1:
        return [*map(_bare, cells)]
    if joined.isascii():
        return joined.encode().translate(None, _NO_WORD).decode().split("\0")
    return _PLAIN.sub("", joined).split("\0")


_NO_WORD = bytes(sign for sign in range(1, 128) if not chr(sign).isalnum())


def _bare(cell: str) -> str:
    return _PLAIN.sub("", cell.casefold()).replace("\0", "")


_PLAIN = re.compile(r"(?:[^\w\0]|_)+")
"""What parts words, but for what parts cells that are joined."""
