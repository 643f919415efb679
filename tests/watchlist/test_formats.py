from __future__ import annotations

import random
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from leakscan.errors import WatchlistError
from leakscan.watchlist import check_file, load_watchlist


def workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Notes")
        sheet = book.add_worksheet("Clients")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for column, heading in enumerate(("id", "name", "since", "Seats", "public")):
            sheet.write(2, column, heading)
        sheet.write_row(3, 0, (1001, "Avon Police"))
        sheet.write_datetime(3, 2, date(2019, 5, 4), day)
        sheet.write_row(3, 3, (12.5, True))
        sheet.write_row(5, 0, (1002, "Akron Police"))
        sheet.write(5, 3, 3)
        book.add_worksheet("Old").write(0, 0, "name")
    return path


def test_workbook_with_dates_numbers_and_rows_counted_as_the_user_sees_them(tmp_path: Path) -> None:
    avon, akron = load_watchlist(workbook(tmp_path / "clients.xlsx")).entries
    assert (avon.key, avon.since, avon.figures, avon.public) == ("1001", date(2019, 5, 4), {"Seats": 12.5}, True)
    assert (akron.key, akron.since, akron.figures, akron.public) == ("1002", None, {"Seats": 3.0}, False)
    assert [avon.row, akron.row] == [4, 6]


def test_further_sheets_are_told(tmp_path: Path) -> None:
    found = check_file(workbook(tmp_path / "clients.xlsx")).findings
    assert any("only the first sheet was read, not: Old" in finding.what for finding in found)


def test_not_a_workbook(tmp_path: Path) -> None:
    (path := tmp_path / "a.xlsx").write_bytes(b"name\nAvon Police\n")
    with pytest.raises(WatchlistError, match="not a readable XLSX"):
        load_watchlist(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "x")
    with pytest.raises(WatchlistError, match="not a readable XLSX"):
        load_watchlist(path)


def test_a_damaged_workbook_is_an_error_whatever_is_damaged(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx").read_bytes()
    dice, refused = random.Random(7), 0
    for _ in range(120):
        damaged = bytearray(whole)
        for _ in range(dice.choice((1, 5, 50))):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        (path := tmp_path / "damaged.xlsx").write_bytes(
            damaged[: dice.choice((len(damaged), dice.randrange(len(damaged))))]
        )
        refused += check_file(path).watchlist is None
    assert refused > 40


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "clients.xlsx")
    monkeypatch.setattr("leakscan.watchlist.formats.workbook._LARGEST", 1000)
    with pytest.raises(WatchlistError, match="unpacks to"):
        load_watchlist(path)


def test_json_lines_with_lists_and_numbers(tmp_path: Path) -> None:
    (path := tmp_path / "a.jsonl").write_text(
        '{"name": "Avon Police", "aliases": ["Avon PD", "A; B"], "seats": 5, "public": true}\n\n'
        '{"name": "Akron Police", "domains": "a.example;b.example", "seats": null, "id": 9}\n'
    )
    avon, akron = load_watchlist(path).entries
    assert (avon.aliases, avon.figures, avon.public, avon.row) == (("Avon PD", "A; B"), {"seats": 5.0}, True, 1)
    assert (akron.key, akron.domains, akron.figures, akron.row) == ("9", ("a.example", "b.example"), {}, 3)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line is not JSON"),
        ('["name"]', "not a JSON object"),
        ("[" * 100_000, "line is not JSON"),
        ('{"name": {"first": "Avon"}}', "flatten it"),
        ('{"name": "A", "name": "B"}', "stands twice"),
        ('{"name": null}', "each row needs a name"),
    ],
)
def test_json_lines_that_are_none(tmp_path: Path, line: str, says: str) -> None:
    (path := tmp_path / "a.jsonl").write_text('{"name": "Avon Police"}\n' + line + "\n")
    with pytest.raises(WatchlistError, match=says) as caught:
        load_watchlist(path)
    assert caught.value.row == 2
