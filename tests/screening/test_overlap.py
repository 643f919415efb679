from __future__ import annotations

from leakscan.model import Match, MatchKind
from leakscan.screening.overlap import best


def match(entry: str, start: int, end: int, watchlist: str = "w") -> Match:
    return Match(watchlist, entry, MatchKind.NAME, "x" * (end - start), start, end, 1.0)


def test_the_better_one_wins_and_leaves_room() -> None:
    chosen = best([(1.0, match("a", 0, 5)), (2.0, match("b", 4, 9)), (1.0, match("c", 9, 12))])
    assert [one.entry for one in chosen] == ["b", "c"]


def test_equals_are_ambiguous_once() -> None:
    (chosen,) = best([(1.0, match("a", 0, 5)), (1.0, match("b", 0, 5)), (1.0, match("b", 0, 5))])
    assert (chosen.entry, chosen.ambiguous) == ("a", ("b",))


def test_watchlists_do_not_compete() -> None:
    assert len(best([(1.0, match("a", 0, 5)), (2.0, match("b", 0, 5, "other"))])) == 2
