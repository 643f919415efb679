from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from leakscan.errors import UsageError
from leakscan.extract import Unread
from leakscan.model import Document
from leakscan.scan import find_documents, identities
from tests.extract.documents import zipped


def paths_of(*paths: str | Path, own: frozenset[tuple[int, int]] = frozenset()) -> list[str]:
    """The paths of the documents under some paths."""
    return [str(d.sighting.path) for d in find_documents(map(str, paths), own) if isinstance(d, Document)]


def unread(*paths: str | Path) -> dict[str, Unread]:
    return {u.path: u for u in find_documents(map(str, paths)) if isinstance(u, Unread)}


def test_a_folder_is_read_in_sorted_order_and_paths_begin_as_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("d/b.txt", "d/a/z.txt", "d/c.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(name)
    assert paths_of("d") == ["d/a/z.txt", "d/b.txt", "d/c.txt"]
    assert paths_of("./d/c.txt", "d/b.txt") == ["./d/c.txt", "d/b.txt"]


def test_archives_in_a_folder_are_opened(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"in/x.csv": b"Acme"}))
    assert paths_of(tmp_path) == [f"{tmp_path}/a.zip!in/x.csv"]


def test_standard_input_is_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Acme;1\n")))
    assert paths_of("-") == ["-"]


def test_missing_paths_and_dangling_links_are_problems(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for path in (tmp_path / "missing", tmp_path / "link", tmp_path):
        found = list(unread(path).values())
        assert len(found) == 1
        assert not found[0].harmless


def test_a_path_with_a_nul_is_a_problem() -> None:
    assert not unread("a\0b")["a\0b"].harmless


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x.txt").touch(mode=0)
    assert not unread(tmp_path)[f"{tmp_path}/x.txt"].harmless


def test_a_file_that_fails_while_it_is_read_is_a_problem() -> None:
    assert "can't be read" in unread("/proc/self/mem")["/proc/self/mem"].reason


def test_loops_of_links_end_and_each_folder_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("x")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to("self")
    assert paths_of(tmp_path) == [f"{tmp_path}/a/x.txt"]
    found = unread(tmp_path)
    assert found[f"{tmp_path}/a/up"].harmless
    assert not found[f"{tmp_path}/a/self"].harmless


def test_pipes_and_devices_in_a_folder_are_skipped_with_a_reason(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "null").symlink_to("/dev/null")
    found = unread(tmp_path)
    assert [u.harmless for u in found.values()] == [True, True]
    assert not unread("/dev/zero")["/dev/zero"].harmless


def test_an_empty_folder_is_reported(tmp_path: Path) -> None:
    assert "empty" in unread(tmp_path)[str(tmp_path)].reason


def test_own_files_are_left_out_of_folders_but_read_when_named(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    for name in ("leakscan.db", "evidence/x.txt", "dump.txt"):
        (tmp_path / name).write_text("Acme")
    own = identities([tmp_path / "leakscan.db", tmp_path / "evidence", tmp_path / "none"])
    assert paths_of(tmp_path, own=own) == [f"{tmp_path}/dump.txt"]
    assert paths_of(tmp_path / "evidence" / "x.txt", own=own) == [f"{tmp_path}/evidence/x.txt"]


def test_names_that_are_no_text_come_out_printable(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("x")
    path = paths_of(tmp_path)[0]
    assert path.endswith("caf\ufffd.txt")


def test_a_url_is_read_through_fsspec(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.txt").write_text("Acme")
    (tmp_path / "a.zip").write_bytes(zipped({"y.csv": b"Acme"}))
    base = f"file://{tmp_path}"
    assert paths_of(base) == [f"{base}/a.zip!y.csv", f"{base}/in/x.txt"]
    assert paths_of(f"{base}/in/x.txt") == [f"{base}/in/x.txt"]
    assert not unread(f"{base}/none")[f"{base}/none"].harmless


def test_a_protocol_that_nobody_speaks_is_an_error_of_use() -> None:
    with pytest.raises(UsageError, match="nosuch"):
        list(find_documents(["nosuch://bucket/x"]))
