"""Reading a block for one watchlist: which column holds the names, which rows are clients, how many rows there are."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from leakscan.assessment.weights import FILL_LEAST
from leakscan.model import Block, Entry, Match, MatchKind, Row, Watchlist

_EXACT = frozenset({MatchKind.EMAIL, MatchKind.IDENTIFIER, MatchKind.HASHED})


@dataclass(frozen=True)
class Placed:
    """A match inside a block: row and column (from 0) and the share of its cell that it fills."""

    match: Match
    row: int
    column: int
    fill: float


@dataclass(frozen=True)
class Reading:
    """One block as the watchlist sees it.

    ``listed`` counts different rows: an entry once, a name text once. ``clients`` counts the different entries
    among them. Rows of ``public`` entries are in neither. ``rows`` maps a client row (from 0) to its best match.
    """

    block: Block
    placed: tuple[Placed, ...]
    column: int
    rows: Mapping[int, Match]
    listed: int
    clients: int
    public: int
    fill: float

    @cached_property
    def entries(self) -> frozenset[str]:
        """Keys of the entries that make a row a client's."""
        return frozenset(match.entry for match in self.rows.values())

    @property
    def purity(self) -> float:
        """Share of the rows that are clients."""
        return self.clients / self.listed if self.listed else 0.0

    @property
    def rank(self) -> float:
        """How much of a list of ours this block is: many client rows, few foreign ones.

        Not the purest block: a rule that prefers it prefers any three lucky rows.
        """
        return self.clients * math.log2(self.purity + 0.02) + 4.8 * math.sqrt(self.clients) if self.clients else 0.0


def read(block: Block, matches: Sequence[Match], watchlist: Watchlist, text: str) -> Reading | None:
    """Read one block; None when fewer than two different entries stand in its cells.

    Args:
        block: rows and cells.
        matches: all matches of the watchlist, sorted by start.
        watchlist: whose clients are looked for.
        text: the text the offsets point into; without it rows that say the same can't be told and count each.
    """
    placed = _placed(block, matches, watchlist, text)
    if len({p.match.entry for p in placed}) < 2:
        return None
    column = _name_column(placed)
    best = _client_rows(placed, column)
    seen = [p.fill for p in placed if p.column == column]
    by_key = watchlist.by_key
    known = {match.entry for match in best.values()}
    public = sum(by_key[key].public for key in known)
    foreign = _foreign(block, {*best, *_within(block, placed)}, column, text)
    return Reading(
        block=block,
        placed=tuple(placed),
        column=column,
        rows=best,
        listed=len(known) - public + foreign,
        clients=len(known) - public,
        public=public,
        fill=sum(seen) / len(seen),
    )


def letters(said: str) -> int:
    """Letters of a text; its letters and digits where it has no letter."""
    return sum(map(str.isalpha, said)) or sum(map(str.isalnum, said))


def _placed(block: Block, matches: Sequence[Match], watchlist: Watchlist, text: str) -> list[Placed]:
    low = bisect_left(matches, block.start - 1, key=lambda m: m.start)
    order = sorted(range(len(block.rows)), key=lambda i: block.rows[i].start)
    starts = [block.rows[i].start for i in order]
    out = []
    for match in matches[low : bisect_left(matches, block.end, key=lambda m: m.start)]:
        at = max(0, bisect_right(starts, match.start) - 1)
        row = block.rows[order[at]]
        if match.start < row.end and row.start < match.end and (column := _column(row, match)) is not None:
            fill = _fill(row, column, match, watchlist.by_key[match.entry], text)
            out.append(Placed(match, order[at], column, fill))
    return out


def _column(row: Row, match: Match) -> int | None:
    """The cell that holds most of the match."""
    for column, cell in enumerate(row.cells):
        if cell.start <= match.start and match.end <= cell.end:
            return column
    overlaps = [min(cell.end, match.end) - max(cell.start, match.start) for cell in row.cells]
    best = max(range(len(overlaps)), key=overlaps.__getitem__)
    return best if overlaps[best] > 0 else None


def _fill(row: Row, column: int, match: Match, entry: Entry, text: str) -> float:
    """Share of the cell that the match fills, by letters.

    A match leaves out the legal form, so a cell as long as the entry's whole name is filled as well.
    """
    cell = row.cells[column]
    if match.kind in _EXACT or (match.start <= cell.start and cell.end <= match.end):
        return 1.0
    start, end = min(cell.start, match.start), max(cell.end, match.end)
    there = max(1, letters(text[start:end]) if text else end - start)
    whole = letters(entry.name)
    return min(1.0, max(letters(match.text) / there, min(there, whole) / max(there, whole, 1)))


def _name_column(placed: Sequence[Placed]) -> int:
    """The column whose cells the matches fill best and most often; one counts, for parents repeat accounts."""
    best: dict[tuple[int, int], float] = defaultdict(float)
    for p in placed:
        best[p.column, p.row] = max(best[p.column, p.row], p.fill)
    total: dict[int, float] = defaultdict(float)
    for (column, _), fill in best.items():
        total[column] += fill
    return max(total, key=lambda column: (total[column], -column))


def _client_rows(placed: Sequence[Placed], column: int) -> dict[int, Match]:
    """Rows whose name cell a match fills, or that hold an exact identifier or a domain, each with its best match."""
    best: dict[int, tuple[float, Match]] = {}
    for p in placed:
        counts = p.fill >= FILL_LEAST if p.column == column else p.match.kind in _EXACT or _is_domain(p)
        weight = p.fill + (p.column == column) + p.match.score
        if counts and (p.row not in best or weight > best[p.row][0]):
            best[p.row] = (weight, p.match)
    return {row: match for row, (_, match) in sorted(best.items())}


def _is_domain(p: Placed) -> bool:
    return p.match.kind is MatchKind.DOMAIN and p.fill >= FILL_LEAST


def _within(block: Block, placed: Sequence[Placed]) -> Iterator[int]:
    """Rows that lie within a match that began in the row before: a comma in a name makes no second name of it."""
    for p in placed:
        after = p.row + 1
        while after < len(block.rows) and block.rows[p.row].end <= block.rows[after].end <= p.match.end:
            yield after
            after += 1


def _foreign(block: Block, clients: Collection[int], column: int, text: str) -> int:
    """Different names in the rows that are no client's; a row without a name is no row."""
    others = [row for index, row in enumerate(block.rows) if index not in clients]
    if not text:
        return len(others)
    return len({said for row in others if (said := _said(row, column, text))})


def _said(row: Row, column: int, text: str) -> str:
    cell = row.cells[column] if column < len(row.cells) else row
    return "".join(filter(str.isalnum, text[cell.start : cell.end].casefold()))
