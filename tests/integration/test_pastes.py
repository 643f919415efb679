"""Paste servers as they are really run; each story happens in a network namespace of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawl.workspace import CLIENTS
from tests.integration.installing import alone, environment
from tests.integration.linked import MORE, PASTES

pytestmark = [pytest.mark.integration, pytest.mark.timeout(600)]


def test_bepasty_is_read_whole_and_once(pytestconfig: pytest.Config, tmp_path: Path) -> None:
    programs = environment(pytestconfig.cache, "bepasty")
    first, second, third = alone("bepasty", programs, tmp_path)
    assert [(step["health"], step["pages"], step["documents"]) for step in (first, second, third)] == [
        ("ok", 41, 40),
        ("ok", 1, 0),
        ("ok", 4, 3),
    ], first["said"] + second["said"] + third["said"]
    assert [step["status"] for step in (first, second, third)] == [1, 0, 0]
    (hit,) = first["hits"]
    assert hit["clients"]["matched"] == len(CLIENTS)
    assert hit["document"]["title"] == "export.csv"


@pytest.mark.parametrize("name", ["dpaste", "pinnwand"])
def test_links_are_followed_once(pytestconfig: pytest.Config, tmp_path: Path, name: str) -> None:
    programs = environment(pytestconfig.cache, name)
    first, second, third = alone(name, programs, tmp_path)
    visits = first, second, third
    said = "".join(step["said"] for step in visits)
    assert [step["health"] for step in visits] == ["ok"] * 3, said
    entries = PASTES + 1
    assert [step["documents"] for step in visits] == [entries + PASTES, 0, 2 * MORE], said
    (hit,) = first["hits"]
    assert hit["clients"]["matched"] == len(CLIENTS)
    assert ":870" in hit["document"]["url"]
    assert (second["hits"], third["hits"]) == ([], [])
