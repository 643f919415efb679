from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leakscan.store import Store, open_store
from tests.alerts.endpoint import Endpoint, serving


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "leakscan.db") as opened:
        yield opened


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """A service that takes everything, behind the reference env:CHAT."""
    with serving(Endpoint()) as endpoint:
        monkeypatch.setenv("CHAT", endpoint.url)
        yield endpoint
