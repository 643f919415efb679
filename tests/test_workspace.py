from __future__ import annotations

from pathlib import Path

import pytest

from leakscan.errors import UnknownNameError, WorkspaceError
from leakscan.workspace import find_workspace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "watchlists").mkdir()
    (tmp_path / "watchlists" / "acme.csv").write_text("name,accounts\nAvon Police Department,3\n", encoding="utf-8")
    (tmp_path / "leakscan.toml").write_text('[watchlist.acme]\npath = "watchlists/acme.csv"\n', encoding="utf-8")
    return tmp_path


def test_the_nearest_one_upwards_is_found(root: Path) -> None:
    deep = root / "a" / "b"
    deep.mkdir(parents=True)
    workspace = find_workspace(start=deep)
    assert workspace.root == root
    assert workspace.database == root / "leakscan.db"
    assert workspace.evidence == root / "evidence"


def test_the_named_one_wins(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert find_workspace(root, start=tmp_path_factory.mktemp("elsewhere")).root == root


def test_none_anywhere_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="leakscan init"):
        find_workspace(start=tmp_path)


def test_a_named_folder_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"holds no leakscan\.toml"):
        find_workspace(tmp_path)


def test_watchlists_load_under_their_names(root: Path) -> None:
    (watchlist,) = find_workspace(root).watchlists()
    assert watchlist.name == "acme"
    assert [entry.name for entry in watchlist.entries] == ["Avon Police Department"]
    assert watchlist.entries[0].figures == {"accounts": 3}


def test_an_unknown_watchlist_lists_the_known_ones(root: Path) -> None:
    with pytest.raises(UnknownNameError, match="there are: acme"):
        find_workspace(root).watchlists(["acne"])


def test_a_workspace_without_a_watchlist_says_so(root: Path) -> None:
    (root / "leakscan.toml").write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="has no watchlist"):
        find_workspace(root).watchlists()
