from __future__ import annotations

from pathlib import Path

import pytest

from leakscan.errors import UsageError
from leakscan.secret import resolve


def test_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUM_COOKIE", "sid=1")
    assert resolve("env:FORUM_COOKIE") == "sid=1"


def test_from_a_file_without_its_line_end(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("s3cret\n", encoding="utf-8")
    assert resolve(f"file:{tmp_path / 'key'}") == "s3cret"


@pytest.mark.parametrize("reference", ["env:NOT_SET_ANYWHERE", "file:/nowhere/at/all", "sid=1", "keyring:none/none"])
def test_what_is_missing_is_said(reference: str) -> None:
    with pytest.raises(UsageError):
        resolve(reference)
