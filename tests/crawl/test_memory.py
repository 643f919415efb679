"""A visit is bounded by the memory that it holds itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crawl.feeds import feed
from tests.crawl.site import Site, serving
from tests.crawl.visiting import ROOT
from tests.crawl.workspace import workspace

ONCE_LARGE = """
import subprocess, sys
held = bytearray(b"x") * (700 << 20)
del held
sys.exit(subprocess.call([sys.executable, *sys.argv[1:]]))
"""


def crawled(folder: Path, *before: str, settings: tuple[str, ...] = ()) -> tuple[str, str]:
    """What a visit brought and what it logged."""
    with serving(Site({"/feed": feed("Maple Hollow")})) as site:
        command = ["-m", "scrapy", "crawl", "rss", "-a", f"url={site.url}feed", "-a", "allow_private=true"]
        command += ["-s", "LEAKSCAN_PRIVATE_HOSTS=127.0.0.1", "-O", str(folder / "out.jsonl"), *settings]
        done = subprocess.run(
            [sys.executable, *before, *command], cwd=ROOT, capture_output=True, check=True, text=True, timeout=60
        )
    return (folder / "out.jsonl").read_text("utf-8"), done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the peak is not handed down")
def test_the_peak_of_whoever_began_the_visit_is_not_its_own(tmp_path: Path) -> None:
    brought, logged = crawled(tmp_path, "-c", ONCE_LARGE)
    assert '"title": "Maple Hollow"' in brought, logged


def test_a_visit_that_holds_too_much_ends_and_says_so(tmp_path: Path) -> None:
    brought, logged = crawled(tmp_path, settings=("-s", "MEMUSAGE_LIMIT_MB=10"))
    assert not brought
    assert "memusage_exceeded" in logged


LITTLE = "import sys, leakscan.crawl.settings as s; s.MEMUSAGE_LIMIT_MB = 10; from leakscan.cli import main; main()"


def test_a_crawl_tells_in_words_that_it_held_too_much(tmp_path: Path) -> None:
    with serving(Site({"/feed": feed("Maple Hollow")})) as site:
        folder = workspace(tmp_path / "w", ("news", "rss", site.url + "feed"))
        command = [sys.executable, "-c", LITTLE, "--workspace", str(folder), "crawl"]
        surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, env=surroundings, capture_output=True, check=False, text=True, timeout=60)
    assert done.returncode == 3, done.stderr
    assert "its process held more memory than a crawl may" in " ".join(done.stderr.split())
