"""A kept index gives the same matches, and what is damaged, foreign or stale is never used."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from leakscan.model import Entry, Watchlist
from leakscan.screening import Index, compile_index, screen

NAMES = ("Springfield Police Department", "Société Générale SA", "トヨタ自動車株式会社", "Acme Widgets Inc")
LISTS = [Watchlist("w", tuple(Entry(key=name, name=name) for name in NAMES))]
TEXTS = ["Sprngfield PD\n", "AcmeWidgets Inc", "トヨタ自動車", "SociÃ©tÃ© GÃ©nÃ©rale", "nothing at all"]


def kept(folder: Path) -> Path:
    (path,) = folder.glob("*.index")
    return path


def is_mapped(index: Index) -> bool:
    return not index.arrays["form_entries"].flags.owndata


def test_the_second_time_the_index_is_mapped_and_finds_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    first, second = compile_index(LISTS, folder), compile_index(LISTS, folder)
    assert [is_mapped(first), is_mapped(second)] == [False, True]
    assert screen(TEXTS, first) == screen(TEXTS, second) == screen(TEXTS, compile_index(LISTS))
    assert [len(matches) for matches in screen(TEXTS, second)] == [1, 1, 1, 1, 0]


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    compile_index(LISTS, folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert kept(folder).stat().st_mode & 0o777 == 0o600
    assert (folder / ".gitignore").read_text() == "*\n"


def test_another_list_has_another_file_and_old_ones_go(tmp_path: Path) -> None:
    for number in range(7):
        compile_index([Watchlist("w", (Entry(key="a", name=f"Acme Widgets{number} Inc"),))], tmp_path)
    assert len(list(tmp_path.glob("*.index"))) == 4


@pytest.mark.parametrize("place", [0, 20, 60, 400, -1])
def test_a_damaged_file_is_made_anew(tmp_path: Path, place: int, caplog: pytest.LogCaptureFixture) -> None:
    compile_index(LISTS, tmp_path)
    path = kept(tmp_path)
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        anew = compile_index(LISTS, tmp_path)
    assert not is_mapped(anew)
    assert "made anew" in caplog.text
    assert is_mapped(compile_index(LISTS, tmp_path))


@pytest.mark.parametrize("content", [b"", b"leakscan index 3\n", b"\x80\x04N."])
def test_a_cut_or_foreign_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    compile_index(LISTS, tmp_path)
    kept(tmp_path).write_bytes(content)
    assert not is_mapped(compile_index(LISTS, tmp_path))


def test_a_file_that_others_may_write_is_not_trusted(tmp_path: Path) -> None:
    compile_index(LISTS, tmp_path)
    kept(tmp_path).chmod(0o666)
    assert not is_mapped(compile_index(LISTS, tmp_path))


def test_where_nothing_can_be_kept_the_index_still_works(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "cache").write_text("a file, no folder")
    with caplog.at_level(logging.WARNING):
        assert screen(TEXTS, compile_index(LISTS, tmp_path / "cache")) == screen(TEXTS, compile_index(LISTS))
    assert "can't be kept" in caplog.text
