from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Desk as Workspace
from tests.web.browsing import Visitor, visiting


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with a store that the command line works in too."""
    monkeypatch.setenv("LEAKSCAN_USER", "kim")
    monkeypatch.setenv("LEAKSCAN_WORKSPACE", str(tmp_path))
    (tmp_path / "leakscan.toml").write_text("")
    return Workspace(tmp_path)


@pytest.fixture
def visitor(workspace: Workspace) -> Iterator[Visitor]:
    """Somebody who has signed in, called ann."""
    with visiting(workspace.root) as visitor:
        yield visitor
