"""Matches stand in order of the text, however they come."""

from __future__ import annotations

from itertools import permutations

from leakscan.assessment.found import in_order
from leakscan.model import Match, MatchKind

EDGES = ((0, 4), (0, 9), (5, 9), (12, 15))


def test_matches_are_put_in_order_by_where_they_start_and_end() -> None:
    matches = [Match("acme", f"{a} {b}", MatchKind.NAME, "x" * (b - a), a, b, 1.0, "x") for a, b in EDGES]
    assert all(in_order(order) == tuple(matches) for order in permutations(matches))
    assert in_order(iter(matches[1:])) == tuple(matches[1:])
    assert in_order(()) == ()
