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


@pytest.mark.parametrize(
    ("name", "requirements"),
    [
        ("pinnwand", ["pinnwand==1.5.0"]),
        ("dpaste", ["dpaste==3.5", "django>=3.2,<4", "django-csp<4", "setuptools<81"]),
    ],
)
def test_a_link_is_followed_once(
    pytestconfig: pytest.Config, tmp_path: Path, name: str, requirements: list[str]
) -> None:
    programs = installed(pytestconfig.cache, name, *requirements)
    first, second = alone(name, programs, tmp_path)
    assert (first["health"], first["pages"], first["documents"], first["status"]) == ("ok", 3, 2, 1), first["said"]
    (hit,) = first["hits"]
    assert hit["clients"]["matched"] == len(CLIENTS)
    assert ":870" in hit["document"]["url"]
    assert (second["health"], second["documents"], second["hits"]) == ("ok", 0, []), second["said"]
