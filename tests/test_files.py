from __future__ import annotations

import stat
from pathlib import Path

import pytest

from leakscan.files import write_private


def test_only_the_owner_may_read(tmp_path: Path) -> None:
    write_private(tmp_path / "a", b"content")
    assert (tmp_path / "a").read_bytes() == b"content"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_an_existing_file_is_replaced_whole(tmp_path: Path) -> None:
    write_private(tmp_path / "a", b"a long content")
    write_private(tmp_path / "a", b"short")
    assert (tmp_path / "a").read_bytes() == b"short"


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_private(tmp_path / "a", b"content")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
