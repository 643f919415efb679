from __future__ import annotations

from pathlib import Path

import pytest

from leakscan.errors import UnknownNameError, UsageError, WatchlistError
from leakscan.watchlist import import_export, load_watchlist
from leakscan.watchlist.daystyle import day_first, iso_day
from leakscan.watchlist.importing import parse_mapping

SALESFORCE = (
    '"Account ID","Account Name","Account Owner","Website","Account Number","Employees","Created Date"\n'
    '"001x","Hollis Police Department","A. Owner","https://www.hollis.example/","CN-7","52","1/15/2019"\n'
    '"001y","Merrow, Inc.","A. Owner","","CN-8","","12/2/2019"\n'
)
HUBSPOT = (
    "Record ID,Company name,Company Domain Name,Website URL,Lifecycle Stage,Seats\n"
    "77,Hollis Police Department,hollis.example,www.hollis-pd.example,customer,12\n"
)


def export(tmp_path: Path, text: str, name: str = "export.csv") -> Path:
    (path := tmp_path / name).write_text(text, encoding="utf-8")
    return path


def test_salesforce_is_recognised_by_its_headings(tmp_path: Path) -> None:
    imported = import_export(export(tmp_path, SALESFORCE))
    assert imported.crm == "salesforce"
    assert imported.left_out == ("Account Owner", "Employees", "Created Date")
    assert imported.to_csv() == (
        "name,id,domains,identifiers\n"
        "Hollis Police Department,001x,https://www.hollis.example/,CN-7\n"
        '"Merrow, Inc.",001y,,CN-8\n'
    )


def test_options_go_before_the_table_and_add_figures_and_dates(tmp_path: Path) -> None:
    imported = import_export(export(tmp_path, SALESFORCE), {"Employees": "seats", "created date": "since"})
    hollis, merrow = imported.reading.watchlist.entries
    assert (hollis.figures, merrow.figures) == ({"seats": 52.0}, {})
    assert [str(entry.since) for entry in (hollis, merrow)] == ["2019-01-15", "2019-12-02"]


def test_hubspot_columns_that_mean_the_same_are_joined(tmp_path: Path) -> None:
    imported = import_export(export(tmp_path, HUBSPOT), {"Seats": "seats"})
    (entry,) = imported.reading.watchlist.entries
    assert imported.crm == "hubspot"
    assert entry.domains == ("hollis.example", "hollis-pd.example")
    assert entry.figures == {"seats": 12.0}


def test_what_is_written_loads_as_it_was_read(tmp_path: Path) -> None:
    imported = import_export(export(tmp_path, SALESFORCE), {"Employees": "seats"})
    out = export(tmp_path, imported.to_csv(), "out.csv")
    assert load_watchlist(out, "export").entries == imported.reading.watchlist.entries


def test_other_exports_need_the_name_mapped(tmp_path: Path) -> None:
    path = export(tmp_path, "Firma,Ort\nHollis Police,Hollis\n")
    with pytest.raises(WatchlistError, match=r"--map 'HEADING=name' \(headings: Firma, Ort\)"):
        import_export(path)
    assert import_export(path, {"Firma": "name"}).to_csv() == "name\nHollis Police\n"


def test_mistakes_say_what_to_do(tmp_path: Path) -> None:
    path = export(tmp_path, SALESFORCE)
    with pytest.raises(WatchlistError, match="no column 'Accounts'; there are: Account ID"):
        import_export(path, {"Accounts": "name"})
    with pytest.raises(UnknownNameError, match="hubspot, salesforce"):
        import_export(path, crm="sugar")
    with pytest.raises(WatchlistError, match="row 3, column name"):
        import_export(export(tmp_path, SALESFORCE.replace('"Merrow, Inc."', '""')))


def test_dates_whose_day_cannot_be_told_are_refused(tmp_path: Path) -> None:
    path = export(tmp_path, "Account Name,Account ID,Created Date\nHollis Police,1,1/5/2019\n")
    with pytest.raises(WatchlistError, match=r"row 2, column Created Date: .*write ISO dates"):
        import_export(path, {"Created Date": "since"})


@pytest.mark.parametrize(
    ("values", "first", "iso"),
    [
        (["1/2/2019", "1/15/2019"], False, "2019-01-02"),
        (["1/2/2019", "15/1/2019 10:20"], True, "2019-02-01"),
        (["1.2.2019"], True, "2019-02-01"),
        (["3/3/2019"], None, "2019-03-03"),
        (["2019-02-01 10:11"], None, "2019-02-01"),
        (["soon"], None, "soon"),
    ],
)
def test_day_styles(values: list[str], first: bool | None, iso: str) -> None:
    assert day_first(values) is first
    assert iso_day(values[0], first) == iso


def test_parse_mapping() -> None:
    assert parse_mapping(["Account Name = name", "A=B=id"]) == {"Account Name": "name", "A=B": "id"}
    for bad in ("name", "=name", "Name="):
        with pytest.raises(UsageError, match="is not HEADING=COLUMN"):
            parse_mapping([bad])
