"""A watchlist's own abbreviations: both ways, told in the rule, part of what an index is kept under."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import Index, compile_index, screen
from leakscan.screening.gather import idle_abbreviations

NAMES = (
    "Northwind Widget Works Ltd",
    "Avon Widget Works",
    "Springfield Constabulary",
    "Ohio DoX",
    "Ada County Registry",
    "Police Department",
)
OWN = {
    "NWW": "Northwind Widget Works",
    "Wks": "Works",
    "Crpl": "Constabulary",
    "DoX": "Department of Xylography",
    "CO": "Colorado",
    "Polz": "Police",
}
PLAIN = Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))
LIST = replace(PLAIN, abbreviations=OWN)


@pytest.fixture(scope="module")
def index() -> Index:
    return compile_index([LIST])


@pytest.mark.parametrize(
    ("text", "entry", "rule"),
    [
        ("12;NWW;7\n", NAMES[0], "NWW = Northwind Widget Works"),
        ("they broke into NWW Ltd, a supplier", NAMES[0], "NWW = Northwind Widget Works"),
        ("1,avon widget wks,x", NAMES[1], "Wks = Works"),
        ("a list of Avon Wigdet Wks and others", NAMES[1], "Wks = Works; 1 edit: wigdet → widget"),
        ("Springfield Crpl.", NAMES[2], "Crpl = Constabulary"),
        ("Ohio Department of Xylography", NAMES[3], "DoX = Department of Xylography"),
        ("Ohio Dept. of Xylography", NAMES[3], "DoX = Department of Xylography"),
    ],
)
def test_an_own_abbreviation_is_met_both_ways_and_told(index: Index, text: str, entry: str, rule: str) -> None:
    matches = screen([text], index)[0]
    assert [match.entry for match in matches] == [entry]
    assert rule in matches[0].rule


def test_without_them_none_of_it_is_met() -> None:
    texts = ["12;NWW;7\n", "they broke into NWW Ltd, a supplier", "Springfield Crpl.", "Ohio Department of Xylography"]
    assert screen(texts, compile_index([PLAIN])) == [[]] * len(texts)


@pytest.mark.parametrize(
    "text", ["we saw nww there", "Ada Colorado Registry", "the Polz Department of the town", "Dayton Wks", "Wks;3\n"]
)
def test_an_abbreviation_is_no_name_by_itself(index: Index, text: str) -> None:
    assert screen([text], index) == [[]]


def test_only_the_list_that_has_them_is_found_by_them() -> None:
    lists = [LIST, replace(PLAIN, name="other")]
    assert [match.watchlist for match in screen(["Avon Widget Wks\n"], compile_index(lists))[0]] == ["w"]


def test_they_are_part_of_what_is_kept_and_of_what_is_looked_for(tmp_path: Path) -> None:
    compile_index([PLAIN], tmp_path)
    assert screen(["NWW Ltd"], compile_index([LIST], tmp_path))[0]
    assert screen(["NWW Ltd"], compile_index([LIST], tmp_path))[0]
    assert not screen(["NWW Ltd"], compile_index([PLAIN], tmp_path))[0]
    assert LIST.digest != PLAIN.digest
    assert replace(LIST, abbreviations=dict(reversed(OWN.items()))).digest == LIST.digest


def test_those_that_change_no_name_are_named() -> None:
    assert idle_abbreviations(LIST) == ["CO = Colorado"]
    assert idle_abbreviations(replace(PLAIN, abbreviations={"QX": "Quux"})) == ["QX = Quux"]
