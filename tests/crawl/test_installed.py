"""Spiders of other packages: installed beside leakscan, they are sources like its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crawl.site import Reply, Site, serving
from tests.crawl.workspace import workspace

PROJECT = """[project]
name = "club-spiders"
version = "1.0"
[project.entry-points."leakscan.spiders"]
club = "club_spiders"
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
"""
SPIDER = '''"""The club's own notes."""

from leakscan.crawl.spider import Page, SourceSpider


class ClubSpider(SourceSpider):
    """One note."""

    name = "club"
    about = "The club's notes"
    kind = "text"

    def first(self):
        """Ask for the note."""
        yield self.ask("note", self.read_note, listing=True)

    def read_note(self, response):
        """Keep it."""
        self.listed(1)
        yield Page((self.document(response.body, response.url, title="A note"),))
'''


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a package with a spider is installed."""
    project, place = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("site-packages")
    (project / "club_spiders").mkdir()
    (project / "pyproject.toml").write_text(PROJECT, "utf-8")
    (project / "club_spiders" / "__init__.py").write_text("", "utf-8")
    (project / "club_spiders" / "club.py").write_text(SPIDER, "utf-8")
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(place), str(project)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return place


def leakscan(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line, as a shell starts it where the package is installed."""
    command = [sys.executable, "-m", "leakscan", *arguments]
    env = {**os.environ, "PYTHONPATH": str(installed), "LEAKSCAN_WORKSPACE": str(folder)}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_a_spider_of_another_package_is_a_source_like_others(installed: Path, tmp_path: Path) -> None:
    with serving(Site({"/note": Reply(b"Maple Hollow Police, 12 accounts")})) as site:
        folder = workspace(tmp_path / "w", ("notes", "club", site.url))
        tried = leakscan(installed, folder, "source", "test", "notes")
    assert tried.returncode == 0, tried.stderr
    assert tried.stdout.startswith("notes: ok (1 page, 1 document)")
    listed = leakscan(installed, folder, "source", "spiders").stdout.splitlines()
    assert any(line.split(maxsplit=1) == ["club", "The club's notes"] for line in listed)
    assert any(line.startswith("pastebin ") for line in listed)


def test_a_package_whose_spider_is_broken_is_named(installed: Path, tmp_path: Path) -> None:
    (installed / "club_spiders" / "broken.py").write_text("import no_such_module\n", "utf-8")
    done = leakscan(installed, workspace(tmp_path / "w"), "source", "spiders")
    assert done.returncode == 3
    assert "a spider can't be loaded: No module named 'no_such_module'" in done.stderr
    assert "club_spiders" in done.stderr
    assert "Traceback" not in done.stderr
