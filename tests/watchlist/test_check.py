from __future__ import annotations

from pathlib import Path

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.watchlist import Level, check_file, check_watchlist


def told(text: str, tmp_path: Path) -> list[tuple[int | None, str | None, str, str]]:
    (path := tmp_path / "a.csv").write_text(text, encoding="utf-8")
    return [(f.row, f.column, str(f.level), f.what) for f in check_file(path).findings]


def has(
    findings: list[tuple[int | None, str | None, str, str]], row: int | None, column: str, level: str, says: str
) -> bool:
    return any((f[0], f[1], f[2]) == (row, column, level) and says in f[3] for f in findings)


HEAD = "name,domains,canary\nHollis Police,hollis.example,copy-a\n"
CLEAN = HEAD + "Merrow Casino,merrow.example,\n"


def test_a_good_list_has_nothing_to_tell(tmp_path: Path) -> None:
    assert told(CLEAN, tmp_path) == []


ROWS = {
    "the same but for its legal form": ("Hollis Police Ltd.,h.example,", 3, "name", "warning", "is called like row 2"),
    "typo": ("Holliss Police,h.example,", 3, "name", "warning", "nearly row 2"),
    "order": ('"Police, Hollis",h.example,', 3, "name", "warning", "same words in another order"),
    "spaces": ("HollisPolice,h.example,", 3, "name", "warning", "only the spaces differ"),
    "word": ("Target,t.example,", 3, "name", "warning", "ordinary language"),
    "word with a legal form": ('"Apple, Inc.",t.example,', 3, "name", "warning", "ordinary language"),
    "phrase": ("Air Force,t.example,", 3, "name", "warning", "ordinary language"),
    "short": ("ICE,t.example,", 3, "name", "warning", "has 3 letters"),
    "free mail": ("Merrow Casino,gmail.com,", 3, "domains", "error", "gives mailboxes to everybody"),
    "shared": ("Merrow Casino,hollis.example,", 3, "domains", "warning", "stands in 2 rows (2, 3)"),
    "bare": ("Merrow Casino,,", 3, "domains", "warning", "1 of 2 clients have no domain"),
    "formula": ("=A2,m.example,", 3, "name", "error", "formula"),
    "failed formula": ("#REF!,m.example,", 3, "name", "error", "formula"),
    "bad row": ("Merrow Casino,merrow,", 3, "domains", "error", "is not a domain"),
    "short row": ("Merrow Casino", 3, None, "warning", "ends after 1 of 3 cells"),
}


@pytest.mark.parametrize(("line", "row", "column", "level", "says"), ROWS.values(), ids=ROWS)
def test_a_row(tmp_path: Path, line: str, row: int, column: str, level: str, says: str) -> None:
    assert has(told(HEAD + line + "\n", tmp_path), row, column, level, says)


@pytest.mark.parametrize("name", ["Holis Fire Brigade", "Hollis County Police", "Police of Dollis", "Alden Police"])
def test_different_clients_are_not_called_duplicates(tmp_path: Path, name: str) -> None:
    others = "Akron Police,a.example,\nAvon Police,b.example,\n"
    assert told(HEAD + others + f"{name},c.example,\n", tmp_path) == []


def test_columns_and_figures_of_the_whole_list(tmp_path: Path) -> None:
    found = told(
        "name,alias,notes,seats,no\nHollis Police,x,x,5,1\nMerrow Casino,y,y,5,2\nLodestar Cinemas,,,5,3\n", tmp_path
    )
    assert has(found, None, "alias", "warning", "not known and is ignored")
    assert has(found, None, "notes", "note", "ignored")
    assert has(found, None, "seats", "warning", "5 in every row")
    assert has(found, None, "no", "warning", "only counts the rows up")
    assert has(found, None, "canary", "note", "no client of this list is a canary")
    assert has(found, None, "domains", "warning", "3 of 3 clients")


def test_until_before_since_and_unreadable_files(tmp_path: Path) -> None:
    assert has(told("name,since,until\nHollis Police,2020-02-01,2020-01-01\n", tmp_path), 2, "until", "error", "left")
    checked = check_file(tmp_path / "none.csv")
    assert checked.watchlist is None
    assert not checked.usable
    assert [f.level for f in checked.findings] == [Level.ERROR]


def test_a_watchlist_made_in_memory_is_checked_in_row_order() -> None:
    entries = tuple(Entry(key=name, name=name, row=row) for row, name in ((2, "Gap"), (3, "Target")))
    findings = check_watchlist(Watchlist("x", entries))
    assert [f.row for f in findings] == [2, 3, None, None]


def test_ten_thousand_sisters_are_checked_without_comparing_all_pairs() -> None:
    entries = tuple(
        Entry(key=str(i), name=f"Town{i:05d} Police Department", domains=(f"d{i}.example",), row=i)
        for i in range(10_000)
    )
    assert [f.column for f in check_watchlist(Watchlist("x", entries))] == ["canary"]


def test_near_names_of_clients_with_numbers_of_their_own_are_only_noted(tmp_path: Path) -> None:
    text = (
        "id,name,domains,canary\n1,Canton Police,c.example,\n2,Canyon Police,d.example,\n3,Merrow Casino,e.example,x\n"
    )
    assert has(told(text, tmp_path), 3, "name", "note", "nearly row 2")


def test_a_different_first_letter_is_another_name(tmp_path: Path) -> None:
    assert told(HEAD + "Mollis Police,m.example,\n", tmp_path) == []


@pytest.mark.parametrize("name", ["華為", "ソニー", "Ōtani K.K.", "Müller AG", "Полиция Авона"])
def test_names_in_other_scripts_are_as_good(tmp_path: Path, name: str) -> None:
    assert told(HEAD + f"{name},m.example,\n", tmp_path) == []
