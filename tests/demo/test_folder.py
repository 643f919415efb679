from __future__ import annotations

import stat
from pathlib import Path

import pytest

from leakscan.demo.folder import configure, make_folder
from leakscan.errors import WorkspaceError


def test_a_demo_makes_a_workspace_that_loads(tmp_path: Path) -> None:
    make_folder(tmp_path / "demo")
    workspace = configure(tmp_path / "demo", "http://127.0.0.1:1/", "http://127.0.0.1:2/", running=True)
    assert [source.enabled for source in workspace.config.source.values()] == [True, True]
    assert [watchlist.name for watchlist in workspace.watchlists()] == ["facesearch"]
    assert stat.S_IMODE((tmp_path / "demo").stat().st_mode) == 0o700
    gone = configure(tmp_path / "demo", "http://127.0.0.1:1/", "http://127.0.0.1:2/", running=False)
    assert [source.enabled for source in gone.config.source.values()] == [False, False]


def test_a_second_demo_replaces_the_first_but_not_what_was_added(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    make_folder(folder)
    (folder / "leakscan.db").write_bytes(b"old")
    (folder / "evidence" / "ab").mkdir()
    (folder / "my-notes.txt").write_text("keep me")
    make_folder(folder)
    assert not (folder / "leakscan.db").exists()
    assert list((folder / "evidence").iterdir()) == []
    assert (folder / "my-notes.txt").read_text() == "keep me"


def test_a_foreign_folder_or_file_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "leakscan.toml").write_text("mine")
    with pytest.raises(WorkspaceError, match="is no demo's workspace"):
        make_folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["leakscan.toml"]
    with pytest.raises(WorkspaceError, match="is no demo's workspace"):
        make_folder(tmp_path / "leakscan.toml")
    assert (tmp_path / "leakscan.toml").read_text() == "mine"


def test_an_evidence_folder_that_is_a_link_is_unlinked_not_emptied(tmp_path: Path) -> None:
    folder, outside = tmp_path / "demo", tmp_path / "outside"
    make_folder(folder)
    outside.mkdir()
    (outside / "precious").touch()
    (folder / "evidence").rmdir()
    (folder / "evidence").symlink_to(outside)
    make_folder(folder)
    assert (outside / "precious").exists()
    assert not (folder / "evidence").is_symlink()
