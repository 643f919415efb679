from __future__ import annotations

from leakscan.model import Entry, Match, MatchKind, Watchlist
from leakscan.screening import compile_index, screen
from leakscan.screening.overlap import best


def match(entry: str, start: int, end: int, watchlist: str = "w", score: float = 1.0) -> Match:
    return Match(watchlist, entry, MatchKind.EMAIL, "x" * (end - start), start, end, score)


def test_of_identifiers_the_longer_wins_and_leaves_room() -> None:
    chosen = best([match("a", 3, 9), match("b", 0, 9), match("c", 9, 12)])
    assert [one.entry for one in chosen] == ["b", "c"]


def test_equals_are_ambiguous_once() -> None:
    (chosen,) = best([match("a", 0, 5), match("b", 0, 5), match("b", 0, 5)])
    assert (chosen.entry, chosen.ambiguous) == ("a", ("b",))


def test_watchlists_do_not_compete() -> None:
    assert len(best([match("a", 0, 5), match("b", 0, 5, "other")])) == 2


def found(text: str, *names: str) -> list[tuple[str, tuple[str, ...]]]:
    index = compile_index([Watchlist("w", tuple(Entry(key=name, name=name) for name in names))])
    return [(one.entry, one.ambiguous) for one in screen([text], index)[0]]


def test_of_names_the_one_that_explains_more_wins() -> None:
    names = ("Blue Ridge", "Blue Ridge Communications", "Communications of Avon")
    assert found("x,Blue Ridge Communications,1", *names) == [("Blue Ridge Communications", ())]
    assert found("x,Blue Ridge,1", *names) == [("Blue Ridge", ())]


def test_names_that_fit_as_well_are_named() -> None:
    names = ("Salem Police Department", "Salem Police Dept", "City of Salem Police Department")
    assert found("x,Salem Police Department,1", *names) == [("Salem Police Department", ("Salem Police Dept",))]


def test_a_name_inside_an_address_is_no_name_of_its_own() -> None:
    entry = Entry(key="a", name="Northwind", domains=("northwind.example",))
    index = compile_index([Watchlist("w", (entry,))])
    (one,) = screen(["x,northwind.example,1"], index)[0]
    assert one.kind is MatchKind.DOMAIN
