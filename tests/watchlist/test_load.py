from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from leakscan.errors import WatchlistError
from leakscan.watchlist import load_watchlist
from leakscan.watchlist.load import read

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(text: str, name: str = "acme.csv") -> Path:
        (path := tmp_path / name).write_bytes(text.encode())
        return path

    return _write


def test_reads_every_known_column(write: Write) -> None:
    path = write(
        "id,name,aliases,domains,emails,identifiers,since,until,public,canary,searches\n"
        "7,Avon Police Department,Avon PD; APD of Avon,avonpd.example;https://www.Avon.example:8080/x,a@avonpd.example,AV-1;AV-2,"
        '2019-01-02,2020-01-31,yes,partner-b,"1,234"\n'
    )
    watchlist = load_watchlist(path)
    (entry,) = watchlist.entries
    assert (watchlist.name, watchlist.figures) == ("acme", ("searches",))
    assert (entry.key, entry.name, entry.row) == ("7", "Avon Police Department", 2)
    assert entry.aliases == ("Avon PD", "APD of Avon")
    assert entry.domains == ("avonpd.example", "avon.example")
    assert entry.identifiers == ("AV-1", "AV-2")
    assert (entry.since, entry.until) == (date(2019, 1, 2), date(2020, 1, 31))
    assert (entry.public, entry.canary, entry.figures) == (True, "partner-b", {"searches": 1234.0})
    assert pickle.loads(pickle.dumps(watchlist)) == watchlist  # noqa: S301 - our own bytes; workers get it so


def test_references_of_a_web_export_are_what_they_mean(write: Write) -> None:
    (entry,) = load_watchlist(write("name,aliases\nTexas A&amp;M &#39;U&#39;,A&amp;M; S&ouml;hne\n")).entries
    assert (entry.name, entry.aliases) == ("Texas A&M 'U'", ("A&M", "Söhne"))


def test_name_can_be_given(write: Write) -> None:
    assert load_watchlist(write("name\nAvon Police\n"), "mine").name == "mine"


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffname,domains\nAvon Police,avon.example\n",
        "name;domains\r\nAvon Police;avon.example\r\n",
        "sep=;\r\nname;domains\r\nAvon Police;avon.example\r\n",
        "\n\nNAME , Domains\nAvon Police , avon.example\n\n,\n",
        'name,domains\n"Avon\nPolice",avon.example\n',
        '"name","domains"\n"Avon Police","avon.example"',
        "name,domains,notes (a; b; c; d)\nAvon Police,avon.example,x\n",
    ],
    ids=["bom", "semicolon-crlf", "sep-line", "blanks", "quoted-newline", "quoted", "semicolons-in-a-heading"],
)
def test_spreadsheets_habits(write: Write, text: str) -> None:
    (entry,) = load_watchlist(write(text)).entries
    assert (entry.name, entry.domains) == ("Avon Police", ("avon.example",))


def test_tabs(write: Write) -> None:
    assert load_watchlist(write("name\tseats\nA, B & Sons\t5\n", "x.tsv")).entries[0].figures == {"seats": 5.0}


def test_key_is_id_or_name_or_name_with_its_row(write: Write) -> None:
    watchlist = load_watchlist(write("id,name\n,Avon Police\n,Avon Police\nx1,Avon Police\n"))
    assert [entry.key for entry in watchlist.entries] == ["Avon Police", "Avon Police (row 3)", "x1"]
    assert len(watchlist.by_key) == 3


def test_figures_are_columns_of_numbers_and_empty_cells_have_none(write: Write) -> None:
    watchlist = load_watchlist(write("name,seats,notes\nAvon Police,0,x\nAkron Police,,3\nAlden Police,7.5,y\n"))
    assert watchlist.figures == ("seats",)
    assert [dict(entry.figures) for entry in watchlist.entries] == [{"seats": 0.0}, {}, {"seats": 7.5}]


BAD = {
    "no name": ("name,seats\n,5\n", 2, "name", "each row needs a name"),
    "punctuation only": ("name,seats\n-,5\n", 2, "name", "letters or digits"),
    "date": ("name,since\nAvon Police,31/01/2020\n", 2, "since", "write it as 2020-01-31"),
    "too many cells": ("name,seats\nAcme, Inc.,5\n", 2, None, "quote a value"),
    "id twice": ("id,name\n1,Avon Police\n1,Akron Police\n", 3, "id", "already row 2's"),
    "number": ("name,seats\nA Police,1\nB Police,2\nC Police,many\n", 4, "seats", "is not a number"),
    "domain": ("name,domains\nAvon Police,avon police\n", 2, "domains", "is not a domain"),
    "e-mail": ("name,emails\nAvon Police,avon.example\n", 2, "emails", "is not an e-mail"),
    "flag": ("name,public\nAvon Police,maybe\n", 2, "public", "neither yes nor no"),
    "canary": ("name,canary\nAvon Police,no\n", 2, "canary", "no name of a copy"),
    "heading twice": ("name,Name\nAvon Police,x\n", 1, "Name", "stands twice"),
    "no name column": ("Customer,seats\nAvon Police,5\n", None, None, "rename 'Customer' to name"),
    "open quote": ('name\nAvon Police\n"Akron\nPolice\n', 3, None, "opened quote is closed"),
    "control character": ("name\nAvon\x1b[31m Police\n", 2, "name", r"U\+001B"),
    "NUL": ("name\nAvon\0Police\n", 2, None, "NUL"),
    "header only": ("name\n", None, None, "no row"),
    "empty": ("\n\n", None, None, "empty"),
}


@pytest.mark.parametrize(("text", "row", "column", "says"), BAD.values(), ids=BAD)
def test_a_bad_row_names_its_place(write: Write, text: str, row: int | None, column: str | None, says: str) -> None:
    path = write(text)
    with pytest.raises(WatchlistError, match=says) as caught:
        load_watchlist(path)
    assert (caught.value.path, caught.value.row, caught.value.column) == (str(path), row, column)


def test_every_bad_row_is_counted(write: Write) -> None:
    path = write("name,since\nA Police,x\nB Police,2020-01-01\nC Police,y\n")
    with pytest.raises(WatchlistError, match=r"row 2, column since: .*1 more row can't be read"):
        load_watchlist(path)
    assert [error.row for error in read(path).errors] == [2, 4]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("name\nCafé Müller\n".encode("cp1252"), r"row 2: byte 0xe9 is not UTF-8.*iconv -f CP1252"),
        ("name\nCafé Müller\n".encode("utf-16"), "UTF-16.*iconv -f UTF-16"),
    ],
)
def test_other_encodings_are_refused_with_the_way_out(tmp_path: Path, raw: bytes, says: str) -> None:
    (path := tmp_path / "a.csv").write_bytes(raw)
    with pytest.raises(WatchlistError, match=says):
        load_watchlist(path)


def test_unknown_ending_and_missing_file(tmp_path: Path) -> None:
    (tmp_path / "a.docx").touch()
    with pytest.raises(WatchlistError, match=r"\.csv, \.jsonl"):
        load_watchlist(tmp_path / "a.docx")
    with pytest.raises(WatchlistError, match="no such file"):
        load_watchlist(tmp_path / "b.csv")


def test_the_shipped_example_loads() -> None:
    path = Path(__file__).parents[2] / "watchlists" / "facesearch-customers.csv"
    watchlist = load_watchlist(path)
    assert len(watchlist) > 250
    assert watchlist.figures == ("accounts", "searches")
    assert {entry.canary for entry in watchlist.entries} == {None, "partner-b", "crm-backup"}
    assert all(domain.endswith(".example") for entry in watchlist.entries for domain in entry.domains)
