"""What the documents show is what the tool does: command reference, README examples, links between pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.documents import README, REFERENCE, ROOT, Example, examples, prepare, reference, run

PAGES = [README, *sorted((ROOT / "docs").glob("*.md")), ROOT / "CHANGELOG.md"]


def test_every_command_is_documented() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference(), "the command line changed: run make docs"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples, in the order in which a reader would type them."""
    return prepare(tmp_path_factory.mktemp("readme"))


@pytest.mark.parametrize("example", examples(README), ids=lambda example: example.command[:60])
def test_the_readme_shows_what_really_happens(example: Example, folder: Path) -> None:
    printed = run(example, folder)
    assert example.matches(printed), f"the README is out of step (make docs renews it); now it prints:\n{printed}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_architecture_names_every_room() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "leakscan").iterdir() if (path / "__init__.py").exists()]
    assert rooms
    assert [room for room in rooms if f"`{room}/`" not in text] == []
