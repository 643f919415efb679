from __future__ import annotations

import multiprocessing
import stat
from pathlib import Path

import pytest

from leakscan.errors import StoreError
from leakscan.store import open_store
from tests.store.making import a_document, a_step


def test_the_files_are_private(tmp_path: Path) -> None:
    with open_store(tmp_path / "leakscan.db") as store:
        store.commit_step(a_step(a_document()))
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert {"leakscan.db", "leakscan.db-wal", "leakscan.db-shm"} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_a_store_opened_again_is_the_same(tmp_path: Path) -> None:
    with open_store(tmp_path / "leakscan.db") as store:
        (hit,) = store.commit_step(a_step(a_document())).new
    with open_store(str(tmp_path / "leakscan.db")) as store:
        assert store.hit(hit).id == hit


def test_a_store_of_a_newer_release_is_refused(tmp_path: Path) -> None:
    with open_store(tmp_path / "leakscan.db") as store:
        store._db.execute("INSERT INTO _sqlite_migrations VALUES (NULL, 'leakscan', '9999_later', '')")
    with pytest.raises(StoreError, match="newer release of leakscan wrote this \\(9999_later\\)"):
        open_store(tmp_path / "leakscan.db")


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "leakscan.db"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError, match="not a leakscan database"):
        open_store(path)
    assert path.read_bytes() == b"not a database at all" * 100


def test_a_folder_that_is_not_there_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="can't be opened for writing"):
        open_store(tmp_path / "nowhere" / "leakscan.db")


def _open(path: str) -> str:
    with open_store(path) as store:
        return store._db.conn.execute("PRAGMA journal_mode").fetchone()[0]  # type: ignore[no-any-return]


def test_eight_processes_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        for attempt in range(2):
            assert pool.map(_open, [str(tmp_path / f"{attempt}.db")] * 8, chunksize=1) == ["wal"] * 8
