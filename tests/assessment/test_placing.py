"""A few matches are placed one by one where the arrays of many place them."""

from __future__ import annotations

import random

import pytest

from leakscan.assessment.blocks import as_grid
from leakscan.assessment.found import Found
from leakscan.assessment.placing import _Cells, _held
from leakscan.block import Row, Span
from leakscan.model import Match, MatchKind, Watchlist


def _row(rng: random.Random, at: int) -> Row:
    """Up to four cells, some of them empty, with nothing or something between them and at either end of the row."""
    places = sorted(rng.choices(range(at, at + 30), k=2 * rng.randint(1, 4)))
    cells = tuple(Span(*edges) for edges in zip(places[::2], places[1::2], strict=True))
    return Row(rng.randint(at, places[0]), rng.randint(places[-1], at + 30), cells)


def _match(start: int, end: int) -> Match:
    return Match("acme", str(start), MatchKind.NAME, "x" * (end - start), start, end, 1.0, "")


@pytest.mark.parametrize("seed", range(300))
def test_matches_that_stand_in_a_cell_each_are_placed_alike_one_by_one_and_all_at_once(seed: int) -> None:
    rng = random.Random(seed)
    grid = as_grid([_row(rng, 40 * number) for number in range(rng.randint(1, 6))])
    cells = [(a, b) for a, b in zip(grid.cell_starts.tolist(), grid.cell_ends.tolist(), strict=True) if a < b]
    spans = [sorted(rng.sample(range(a, b + 1), 2)) for a, b in rng.choices(cells or [(0, 1)], k=4)]
    beyond = bool(cells) and seed % 3 == 0
    if beyond:
        spans.append([cells[0][0], cells[0][1] + rng.randint(1, 9)])
    found = Found(tuple(_match(start, end) for start, end in sorted(spans)), Watchlist("acme", ()))
    one_by_one = _Cells.around(grid, found, 0, len(spans))
    assert one_by_one is None or not beyond
    if one_by_one is not None:
        at_once = _Cells.of(grid, found, *_held(grid, found, 0, len(spans)))
        assert [*map(list, one_by_one)] == [*map(list, at_once)]
