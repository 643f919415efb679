"""Examples that hypothesis makes have no time limit each: machines are shared, and every test has one as a whole."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("leakscan", deadline=None)
settings.load_profile("leakscan")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first: with several processes nobody waits for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
