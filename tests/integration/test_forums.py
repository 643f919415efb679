"""The real software of some forums, each in a network namespace of its own, crawled by the real command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.integration.inside import PORT, more, threads
from tests.integration.installing import alone, environment, packages, program

pytestmark = [pytest.mark.integration, pytest.mark.timeout(900)]
POSTS = sum(len(thread.posts) for thread in threads(0))
NEW = sum(len(thread.posts) for thread in more(0))
FRONTS = {"fossil": "forum", "hyperkitty": "archives/"}


def _nodebb(cache: pytest.Cache) -> Path:
    program("redis-server"), program("node")
    return packages(cache, "nodebb", program("npm"), "install", "--no-audit", "--no-fund", "--omit=dev", "nodebb@1.4.0")


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


@pytest.fixture(params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in SOFTWARE], scope="module")
def result(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What three visits of a forum came to."""
    software = SOFTWARE[request.param](request.config.cache)
    folder = tmp_path_factory.mktemp(request.param)
    folder.chmod(0o755)  # a database server runs as somebody else
    return {"name": request.param, **alone("inside", request.param, software, folder)}


def test_every_post_once_then_none_then_the_new_ones(result: dict[str, Any]) -> None:
    visits = result["visits"]
    assert [visit["health"] for visit in visits] == ["ok"] * 3, visits
    assert [visit["documents"] for visit in visits] == [POSTS, 0, NEW], visits


def test_every_post_has_its_text_title_author_and_time(result: dict[str, Any]) -> None:
    assert result["faults"] == []


def test_the_planted_list_is_found(result: dict[str, Any]) -> None:
    hits = [json.loads(line) for line in result["hits"].splitlines()]
    assert [hit["verdict"] for hit in hits if hit["clients"]["matched"] >= 40] == ["client-list"]


def test_the_engine_is_recognised_by_its_front_page_and_by_a_thread(result: dict[str, Any]) -> None:
    front = f"http://127.0.0.1:{PORT}/{FRONTS.get(result['name'], '')}"
    assert [(added["spider"], added["url"]) for added in result["added"]] == [(result["name"], front)] * 2, result[
        "added"
    ]
