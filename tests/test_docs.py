"""What the documents show is what the tool does: command reference, README examples, links between pages."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.documents import README, REFERENCE, ROOT, TRIAGE, Example, examples, prepare, reference, run

pytestmark = pytest.mark.long

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


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a responder's afternoon."""
    return prepare(tmp_path_factory.mktemp("triage"))


@pytest.mark.parametrize("example", examples(TRIAGE), ids=lambda example: example.command[:60])
def test_a_responders_afternoon_is_as_it_is_shown(example: Example, desk: Path) -> None:
    printed = run(example, desk)
    assert example.matches(printed), f"docs/triage.md is out of step (make docs renews it); now it prints:\n{printed}"


def test_the_afternoon_needs_nothing_that_was_not_printed_before() -> None:
    """Each command is one that the alert, or a line of output above it, told: its words, and what it is about."""
    page = TRIAGE.read_text(encoding="utf-8")
    alert = re.search(r"```alert\n(.*?)```", page, re.DOTALL)
    assert alert
    assert alert[1] in (ROOT / "docs" / "alerts.md").read_text(encoding="utf-8"), "which a test of its own keeps true"
    told, tried = alert[1], 0
    for example in examples(TRIAGE):
        if example.within:  # the first two make the workspace that the alert came from
            words = shlex.split(example.command)
            named = [word for word in words[2:] if re.fullmatch("[0-9a-f]{4,16}", word)]
            assert re.search(rf"leakscan {words[1]} {words[2]}", told), example.command
            assert all(word in told for word in named), example.command
            tried += 1
        told += example.output
    assert tried > 10


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_architecture_names_every_room() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "leakscan").iterdir() if (path / "__init__.py").exists()]
    assert rooms
    assert [room for room in rooms if f"`{room}/`" not in text] == []
