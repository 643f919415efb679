"""The real software of some forums, each in a network namespace of its own, crawled by the real command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.integration.inside import PORT, more, threads
from tests.integration.installing import alone, environment, package, program

POSTS = sum(len(thread.posts) for thread in threads(0))
NEW = sum(len(thread.posts) for thread in more(0))
LISTS = {"hyperkitty"}  # a mail leads to its list, which is a place to begin at


def _nodebb(cache: pytest.Cache) -> Path:
    for name in ("redis-server", "redis-cli", "node", "npm"):
        program(name)
    return package(cache, "nodebb", "1.4.0", "2026-11-01")


def _misago(cache: pytest.Cache) -> Path:
    program("postgres")
    return environment(cache, "misago")


def _hyperkitty(cache: pytest.Cache) -> Path:
    program("sassc")
    return environment(cache, "hyperkitty")


SOFTWARE: dict[str, Callable[[pytest.Cache], Path]] = {
    "fossil": lambda cache: Path(program("fossil")),
    "hyperkitty": _hyperkitty,
    "machina": lambda cache: environment(cache, "machina"),
    "misago": _misago,
    "nodebb": _nodebb,
    "spirit": lambda cache: environment(cache, "spirit"),
}


pytestmark = [pytest.mark.integration, pytest.mark.timeout(900)]


@pytest.mark.parametrize("name", SOFTWARE)
def test_a_forum_as_it_is_really_run(name: str, pytestconfig: pytest.Config, tmp_path: Path) -> None:
    result = alone("inside", name, SOFTWARE[name](pytestconfig.cache), tmp_path)
    check_visits(result["visits"])
    assert result["faults"] == [], "text, title, author, time of each post"
    hits = [json.loads(line) for line in result["hits"].splitlines()]
    assert [hit["verdict"] for hit in hits if hit["clients"]["matched"] >= 40] == ["client-list"]
    front, thread = result["added"]
    assert (front["spider"], front["url"]) == (name, f"http://127.0.0.1:{PORT}{result['path']}"), front
    assert thread["spider"] == name, thread
    assert thread["url"].startswith(front["url"].rstrip("/")), thread
    assert "begins at" in thread["said"] or name in LISTS, thread


def check_visits(visits: list[dict[str, Any]]) -> None:
    assert [visit["health"] for visit in visits] == ["ok"] * 3, visits
    assert [visit["documents"] for visit in visits] == [POSTS, 0, NEW], visits
    assert [visit["exit"] for visit in visits] == [1, 0, 0], visits
