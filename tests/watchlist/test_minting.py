"""Canaries: like the list's names, like nobody's name, written beside the others without touching them."""

from __future__ import annotations

import json
import random
import re
import stat
from itertools import islice
from pathlib import Path

import pytest
from rapidfuzz.distance import OSA

from leakscan.assessment import assess, find_blocks, worth_blocks
from leakscan.errors import WatchlistError
from leakscan.model import Severity, Verdict
from leakscan.screening import compile_index, screen
from leakscan.screening.wordlist import is_known
from leakscan.watchlist import load_watchlist
from leakscan.watchlist.inventing import invented
from leakscan.watchlist.minting import mint

_TOWNS_TEXT = (
    "Hollis Merrow Aldwick Brenmere Carnford Dorby Elston Fennick Gantry Hurlbut "
    "Ilford Jasmere Kelton Lorwick Marden Norbury Oswick Pelham Quorn Rudby"
)
TOWNS = _TOWNS_TEXT.split()
NAMES = tuple(f"{town} {kind}" for town in TOWNS for kind in ("Police Department", "Savings Bank"))


def _known(word: str) -> bool:
    return is_known(word)


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    path = tmp_path / "acme.csv"
    rows = "".join(f'C-{i:04},"{name}",{3 + i * 7 % 41},2019-0{i % 9 + 1}-11\n' for i, name in enumerate(NAMES))
    path.write_text(f"id,name,seats,since\n{rows}")
    return path


def test_minted_names_have_the_lists_pattern_and_a_word_of_their_own() -> None:
    names = list(islice(invented(NAMES, (), _known, random.Random(1)), 30))
    words = [re.fullmatch(r"([A-Z][a-z]+) (?:Police Department|Savings Bank)", name) for name in names]
    assert all(words)
    rare = [found[1].lower() for found in words if found]
    assert len(set(rare)) == 30
    assert not any(_known(word) for word in rare)
    assert min(OSA.distance(word, town.lower()) for word in rare for town in TOWNS) >= 3


def test_minted_names_are_unlike_reference_lists() -> None:
    first = next(invented(NAMES, (), _known, random.Random(4)))
    again = next(invented(NAMES, (first,), _known, random.Random(4)))
    assert again.split()[0] != first.split()[0]


def test_rows_are_added_and_the_others_stay_as_they_were(csv_file: Path) -> None:
    before = csv_file.read_text().splitlines()
    minted = mint(csv_file, "partner-b", 3, _known, rng=random.Random(2))
    after = csv_file.read_text().splitlines()
    assert after[0] == "id,name,seats,since,canary"
    assert after[1:41] == [f"{line}," for line in before[1:]]
    assert minted.columns == ("id", "name", "seats", "since")
    found = [entry for entry in load_watchlist(csv_file).entries if entry.canary]
    assert [(e.key, e.name, e.canary) for e in found] == [(row[0], row[1], "partner-b") for row in minted.rows]
    assert all(re.fullmatch(r"C-\d{4}", e.key) and e.figures["seats"] and e.since for e in found)
    assert stat.S_IMODE(csv_file.stat().st_mode) == 0o600


def test_no_two_canaries_share_a_key(tmp_path: Path) -> None:
    """Where most keys of the list's kind are taken, chance would give one to two canaries of the same minting."""
    path = tmp_path / "acme.csv"
    path.write_text("id,name\n" + "".join(f"C-{i},{name}\n" for i, name in enumerate(NAMES[:8], 1)))
    minted = mint(path, "partner-a", 12, _known, rng=random.Random(3))
    assert len({row[0] for row in minted.rows}) == 12


def test_second_minting_keeps_the_first(csv_file: Path) -> None:
    mint(csv_file, "partner-a", 2, _known)
    mint(csv_file, "partner-b", 2, _known)
    copies = [entry.canary for entry in load_watchlist(csv_file).entries if entry.canary]
    assert copies == ["partner-a"] * 2 + ["partner-b"] * 2
    assert not list(csv_file.parent.glob(".mint-*"))


@pytest.mark.parametrize("head", ["sep=;\nname;note\n", "name;note\r\n", "name;;note\n"])
def test_other_delimiters_and_line_ends_are_kept(tmp_path: Path, head: str) -> None:
    path = tmp_path / "acme.csv"
    end = "\r\n" if "\r" in head else "\n"
    blank = ";" if ";;" in head else ""
    path.write_bytes((head + "".join(f'{name};{blank}"two{end}lines"{end}' for name in NAMES)).encode())
    mint(path, "backup", 1, _known)
    entries = load_watchlist(path).entries
    assert len(entries) == len(NAMES) + 1
    assert entries[-1].canary == "backup"


def test_json_lines_get_objects(tmp_path: Path) -> None:
    path = tmp_path / "acme.jsonl"
    path.write_text("\n".join(json.dumps({"name": name, "aliases": [name[:5]]}) for name in NAMES))
    mint(path, "backup", 2, _known)
    assert [entry.canary for entry in load_watchlist(path).entries][-3:] == [None, "backup", "backup"]


@pytest.mark.parametrize("copy", ["yes", "no"])
def test_a_copy_needs_a_name_and_the_list_stays_whole(csv_file: Path, copy: str) -> None:
    before = csv_file.read_bytes()
    with pytest.raises(WatchlistError, match="no name of a copy"):
        mint(csv_file, copy, 1, _known)
    assert csv_file.read_bytes() == before


def test_names_without_a_pattern_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("name\n3M 4U\nZZ Qx7 Top\n")
    with pytest.raises(WatchlistError, match="write canaries into it by hand"):
        mint(path, "backup", 1, _known)


def test_a_minted_client_in_a_document_is_critical_and_tells_the_copy(csv_file: Path) -> None:
    name = mint(csv_file, "partner-b", 1, _known).rows[0][1]
    clients = load_watchlist(csv_file)
    for text in (f"minutes of the meeting: {name} sent regrets", f"{name.upper()}\n", "\n".join((*NAMES[:3], name))):
        matches = screen([text], compile_index([clients]))[0]
        blocks = find_blocks(text, matches) if worth_blocks(matches) else []
        found = assess(matches, blocks, clients, text)
        assert (found.verdict, found.severity) == (Verdict.CANARY, Severity.CRITICAL)
        assert [canary.copy for canary in found.canaries] == ["partner-b"]


def test_no_real_name_is_taken_for_a_minted_one(csv_file: Path) -> None:
    mint(csv_file, "partner-b", 20, _known, rng=random.Random(7))
    clients = load_watchlist(csv_file)
    canaries = {entry.key for entry in clients.entries if entry.canary}
    matches = screen(["\n".join(NAMES)], compile_index([clients]))[0]
    assert len(matches) == len(NAMES)
    assert not [match for match in matches if match.entry in canaries]
