from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leakscan.store import Store, open_store
from tests.cli.conftest import desk

__all__ = ["desk"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "leakscan.toml").touch()
    with open_store(tmp_path / "leakscan.db") as store:
        yield store
