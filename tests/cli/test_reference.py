"""Public directories are registered in the workspace and held against what is scanned."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Desk

TOWNS = [
    f"{a}{b}"
    for a in ("Ald", "Bren", "Carn", "Dor", "Els", "Fenn", "Gant", "Hurl")
    for b in ("wick", "mere", "by", "ford", "ton")
]


@pytest.fixture
def market(desk: Desk) -> Path:
    clients = "".join(f"{town} Police Department\n" for town in TOWNS[:30])
    (desk.root / "clients.csv").write_text(f"name\n{clients}")
    (desk.root / "leakscan.toml").write_text('contact = "me@acme.example"\n[watchlist.acme]\npath = "clients.csv"\n')
    rows = "".join(f"{town} Police Department,{'north' if i < 38 else 'south'}\n" for i, town in enumerate(TOWNS))
    directory = desk.root / "agencies.csv"
    directory.write_text(f"agency,state\n{rows}" + "".join(f"Somewhere Office {i},south\n" for i in range(200)))
    return directory


def _scanned(desk: Desk) -> str:
    page = desk.root / "page.txt"
    page.write_text("\n".join(f"{town} Police Department" for town in TOWNS[:38]))
    done = desk.run("scan", str(page), "--no-store", "--watchlist", "acme", "--format", "jsonl")
    return str(json.loads(done.stdout)["verdict"])


def test_added_directory_explains_a_region(desk: Desk, market: Path) -> None:
    assert _scanned(desk) == "client-list"
    done = desk.run("reference", "add", "police", str(market), "--column", "Agency", "--region", "state")
    assert done.exit_code == 0, done.output
    assert "240 organisations in 2 regions" in done.stderr
    assert _scanned(desk) == "mention"
    kept = desk.root / "references" / "police.csv"
    assert kept.read_bytes() == market.read_bytes()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_list_says_how_many_clients_each_holds(desk: Desk, market: Path) -> None:
    assert "no reference list yet" in desk.run("reference", "list").stderr
    desk.run("reference", "add", "police", str(market), "--column", "agency")
    done = desk.run("reference", "list")
    assert done.stdout == "police: 240 organisations\n  holds 30 of the 30 clients of acme\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("police", "agencies.csv"), "there is no column 'name'; name it with --column, there are: agency, state"),
        (("police", "agencies.csv", "--column", "agency", "--region", "land"), "no column 'land'"),
        (("police", "missing.csv"), "there is no such file"),
        (("two words", "agencies.csv", "--column", "agency"), "is no name"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    desk: Desk, market: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(desk.root)
    before = (desk.root / "leakscan.toml").read_text()
    done = desk.run("reference", "add", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert (desk.root / "leakscan.toml").read_text() == before
    assert not (desk.root / "references").exists()


def test_a_name_is_given_once(desk: Desk, market: Path) -> None:
    for _ in range(2):
        done = desk.run("reference", "add", "police", str(market), "--column", "agency")
    assert done.exit_code == 2
    assert "already" in done.stderr
