"""What the documents show is what the tool does: command reference, README examples, links between pages."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents import REFERENCE, ROOT, SOURCES, Example, examples, reference, sources, with_sources

README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md")), ROOT / "CHANGELOG.md"]
_SAME = doctest.OutputChecker()


def test_every_command_is_documented() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference(), "the command line changed: run make docs"


def test_every_spider_is_in_the_list_of_sources() -> None:
    page = SOURCES.read_text(encoding="utf-8")
    assert page == with_sources(page), "the spiders changed: run make docs"
    assert sources() in page


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples, in the order in which a reader would type them."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "watchlists").symlink_to(ROOT / "watchlists")
    return folder


@pytest.mark.parametrize("example", examples(README), ids=lambda example: example.command[:60])
def test_the_readme_shows_what_really_happens(example: Example, folder: Path) -> None:
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "COLUMNS": "110",
        "LEAKSCAN_USER": "ann",
    }
    command = re.sub(r"\bleakscan (?=[a-z-])", f"{sys.executable} -m leakscan ", example.command, count=1)
    done = subprocess.run(  # noqa: S602 - the README's own lines, as a reader would type them
        command,
        shell=True,
        cwd=folder,
        env=environment,
        text=True,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    got = "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"
    assert _SAME.check_output(example.output, got, doctest.ELLIPSIS), (
        f"the README is out of step; now it prints:\n{got}"
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_architecture_names_every_room() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "leakscan").iterdir() if (path / "__init__.py").exists()]
    assert rooms
    assert [room for room in rooms if f"`{room}/`" not in text] == []
