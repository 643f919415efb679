"""The self-test fails whenever a link of the chain does, and leaves nothing behind."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from leakscan.crawl import ledger, self_test
from leakscan.errors import EvidenceError
from leakscan.evidence import keep
from leakscan.model import Document, Entry, Watchlist
from leakscan.screening import Index, compile_index
from leakscan.store import Store, open_store
from tests.crawl.workspace import CLIENTS

ACME = Watchlist("acme", tuple(Entry(name, name) for name in CLIENTS))


@pytest.fixture(scope="module")
def index() -> Index:
    return compile_index([ACME])


def test_it_passes_and_leaves_nothing(tmp_path: Path, index: Index) -> None:
    assert self_test.self_test(index, tmp_path) == "passed"
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_goes(tmp_path: Path, index: Index) -> None:
    (tmp_path / ".self-test-old" / "evidence").mkdir(parents=True)
    (tmp_path / "mine").touch()
    assert self_test.self_test(index, tmp_path) == "passed"
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_watchlist_that_finds_nothing_of_its_own_is_told(tmp_path: Path) -> None:
    dull = compile_index([ACME, Watchlist("dull", (Entry("a", "The"), Entry("b", "And")))])
    assert "the watchlist dull does not find its own clients" in self_test.self_test(dull, tmp_path)


def test_a_watchlist_known_by_its_identifiers_alone_is_found(tmp_path: Path) -> None:
    known = Watchlist("known", (Entry("a", "The", domains=("quillfeather-logistics.example",)),))
    assert self_test.self_test(compile_index([known]), tmp_path) == "passed"


def _no_matches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Screening that finds nothing, as an index gone wrong would."""
    import leakscan.screening

    screened = leakscan.screening.screen_texts
    monkeypatch.setattr(leakscan.screening, "screen_texts", lambda texts, index: screened([""] * len(texts), index))


def _no_canary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Assessment to which a planted client is one like any other."""
    entries = tuple(Entry(entry.key, entry.name) for entry in self_test.WATCHLIST.entries)
    monkeypatch.setattr(self_test, "WATCHLIST", Watchlist("self-test", entries))


def _no_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Evidence that is written, and not what it was."""

    def spoil(folder: Path, document: Document) -> Path:
        place = keep(folder, document)
        place.write_bytes(place.read_bytes()[:40])
        return place

    monkeypatch.setattr(ledger, "keep", spoil)


def _no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk without room."""

    def refuse(folder: Path, document: Document) -> Path:
        raise EvidenceError("evidence can't be kept (No space left on device)")

    monkeypatch.setattr(ledger, "keep", refuse)


def _no_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that refuses to write hits."""
    opened = open_store

    def refusing(path: Path) -> Store:
        store = opened(path)
        store._db.conn.set_authorizer(
            lambda action, table, *_: sqlite3.SQLITE_DENY if table == "hits" and action == 18 else sqlite3.SQLITE_OK
        )
        return store

    monkeypatch.setattr(self_test, "open_store", refusing)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (_no_matches, "was not found"),
        (_no_canary, "was taken for"),
        (_no_evidence, "evidence"),
        (_no_disk, "No space left"),
        (_no_commit, "not authorized"),
    ],
)
def test_whichever_link_is_broken_it_is_told(
    tmp_path: Path,
    index: Index,
    monkeypatch: pytest.MonkeyPatch,
    broken: Callable[[pytest.MonkeyPatch], None],
    says: str,
) -> None:
    broken(monkeypatch)
    assert says in self_test.self_test(index, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_workspace_that_may_not_be_written_is_told(tmp_path: Path, index: Index) -> None:
    tmp_path.chmod(0o500)
    assert "can't be written" in self_test.self_test(index, tmp_path)


def test_a_workspace_that_is_gone_is_told(tmp_path: Path, index: Index) -> None:
    assert "can't be written (No such file" in self_test.self_test(index, tmp_path / "gone")
