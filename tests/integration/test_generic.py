"""The generic spider on real software of three kinds, each in a network namespace of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.integration.installing import alone
from tests.integration.test_forums import SOFTWARE, check_visits

pytestmark = [pytest.mark.integration, pytest.mark.timeout(900)]


@pytest.mark.parametrize("name", ["fossil", "spirit", "machina"])
def test_a_forum_of_unknown_make(name: str, pytestconfig: pytest.Config, tmp_path: Path) -> None:
    result = alone("inside", name, SOFTWARE[name](pytestconfig.cache), tmp_path, "generic")
    check_visits(result["visits"])
    assert [each for each in result["sightings"] if not all(each)][:5] == [], "place, title, author and time of each"
    hits = [json.loads(line) for line in result["hits"].splitlines()]
    assert [hit["verdict"] for hit in hits if hit["clients"]["matched"] >= 40] == ["client-list"]
