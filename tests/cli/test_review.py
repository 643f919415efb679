from __future__ import annotations

import subprocess
import sys
from dataclasses import fields

import pytest

from leakscan.cli.filtering import Chosen, typed
from leakscan.errors import UsageError
from tests.cli.conftest import Desk
from tests.cli.hostile import ROOT


def test_a_review_needs_a_terminal(desk: Desk) -> None:
    done = desk.run("review")
    assert (done.exit_code, "needs a terminal" in done.stderr) == (2, True)


def test_without_its_library_the_review_tells_what_to_install(desk: Desk) -> None:
    code = (
        "import sys; sys.modules['textual'] = None\n"
        "sys.stdin = sys.stdout = type('T', (), {'isatty': lambda s: True, 'flush': lambda s: None})()\n"
        f"from leakscan.cli import app; app(['--workspace', {str(desk.root)!r}, 'review'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'leakscan-toolkit[review]'" in done.stderr


CHOICES = (
    Chosen(),
    Chosen(status=["new,acknowledged"], severity="high.."),
    Chosen(
        watchlist=["acme", "flock"], source="a b", since="7d", entry="O'Neill", text='say "x"', incident=4, muted=True
    ),
    Chosen(verdict=["canary"], assigned="me"),
)


@pytest.mark.parametrize("chosen", CHOICES, ids=lambda chosen: chosen.words() or "nothing")
def test_a_filter_is_read_as_it_is_written(chosen: Chosen) -> None:
    assert typed(chosen.words()) == chosen


def test_every_option_has_been_tried() -> None:
    assert [f.name for f in fields(Chosen) if all(getattr(c, f.name) == f.default for c in CHOICES)] == []


def test_words_without_an_option_are_searched_for() -> None:
    assert typed("avon --status=new police") == Chosen(status=["new"], text="avon police")


@pytest.mark.parametrize("wrong", ["--sort newest", "--status", "'", "--incident x", "--incident ²"])
def test_a_mistake_in_a_typed_filter_is_told(wrong: str) -> None:
    with pytest.raises(UsageError):
        typed(wrong)
