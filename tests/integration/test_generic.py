"""The generic spider on real software of three kinds, each in a network namespace of its own."""

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
    cache = Path(request.config.cache.mkdir(f"integration-{request.param}"))
    importlib.import_module(f"tests.integration.{request.param}").install(cache)
    folder = tmp_path_factory.mktemp(request.param)
    inside = f"ip link set lo up && exec {sys.executable} -m tests.integration.unknown {request.param} {folder}"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LEAKSCAN_INTEGRATION_CACHE": str(cache)}
    command = ["unshare", "-n", "sh", "-c", inside]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_every_post_once_then_none_then_the_new_one(result: dict[str, Any]) -> None:
    visits = result["visits"]
    assert [visit["health"] for visit in visits] == ["ok"] * 3, visits
    assert [visit["documents"] for visit in visits] == [POSTS, 0, 1], visits


def test_every_post_has_its_title_author_and_time(result: dict[str, Any]) -> None:
    sightings = result["sightings"]
    assert len(sightings) == POSTS + 1
    assert [each for each in sightings if not all(each)][:5] == []


def test_the_planted_list_is_found(result: dict[str, Any]) -> None:
    hits = [json.loads(line) for line in result["hits"].splitlines()]
    assert [hit["verdict"] for hit in hits if hit["clients"]["matched"] >= 40] == ["client-list"]
