"""Paste servers as they are really run; each story happens in a network namespace of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawl.workspace import CLIENTS
from tests.integration.software import alone, installed

pytestmark = [pytest.mark.integration, pytest.mark.timeout(300)]


def test_bepasty_is_read_whole_and_once(pytestconfig: pytest.Config, tmp_path: Path) -> None:
    programs = installed(pytestconfig.cache, "bepasty", "bepasty==1.2.2")
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


def test_a_link_to_pinnwand_is_followed_once(pytestconfig: pytest.Config, tmp_path: Path) -> None:
    programs = installed(pytestconfig.cache, "pinnwand", "pinnwand==1.5.0")
    first, second = alone("pinnwand", programs, tmp_path)
    assert (first["health"], first["documents"], first["status"]) == ("ok", 2, 1), first["said"]
    (hit,) = first["hits"]
    assert hit["clients"]["matched"] == len(CLIENTS)
    assert ":8702/" in hit["document"]["url"]
    assert (second["health"], second["documents"], second["hits"]) == ("ok", 0, []), second["said"]
