"""The real software of some forums, each in a network namespace of its own, crawled by the real command line."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.crawl.workspace import ROOT
from tests.integration.inside import threads

pytestmark = [pytest.mark.integration, pytest.mark.timeout(900)]
POSTS = sum(len(posts) for _, posts in threads())


@pytest.fixture(params=["fossil", "spirit", "machina"], scope="module")
def result(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What three visits of a target came to."""
    if shutil.which("unshare") is None or os.geteuid() != 0:
        pytest.skip("needs unshare and root")
    target = request.param
    cache = Path(request.config.cache.mkdir(f"integration-{target}"))
    importlib.import_module(f"tests.integration.{target}").install(cache)
    folder = tmp_path_factory.mktemp(target)
    inside = f"ip link set lo up && exec {sys.executable} -m tests.integration.inside {target} {folder}"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LEAKSCAN_INTEGRATION_CACHE": str(cache)}
    done = subprocess.run(
        ["unshare", "-n", "sh", "-c", inside], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return {"spider": target, **json.loads(done.stdout.splitlines()[-1])}


def test_every_post_once_then_none_then_the_new_one(result: dict[str, Any]) -> None:
    visits = result["visits"]
    assert [visit["health"] for visit in visits] == ["ok"] * 3, visits
    assert [visit["documents"] for visit in visits] == [POSTS, 0, 1], visits


def test_every_post_has_its_place_title_author_and_time(result: dict[str, Any]) -> None:
    sightings = result["sightings"]
    assert len({url for url, *_ in sightings}) == len(sightings) == POSTS + 1
    assert all(title and author and posted_at for _, title, author, posted_at in sightings)


def test_the_planted_list_is_found(result: dict[str, Any]) -> None:
    hits = [json.loads(line) for line in result["hits"].splitlines()]
    assert [hit["verdict"] for hit in hits if hit["clients"]["matched"] >= 40] == ["client-list"]


def test_the_engine_is_recognised(result: dict[str, Any]) -> None:
    assert result["added"].startswith(result["spider"]), result["added"]
