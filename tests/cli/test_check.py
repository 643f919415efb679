"""`leakscan check` as a vendor runs it: a list, real servers on loopback, an answer in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawl.feeds import feed, pastes
from tests.crawl.site import Site, serving
from tests.crawl.workspace import CLIENTS, run, workspace

TOWNS = ("Avon", "Brackley", "Corrigan", "Dunmore", "Elkhorn", "Fairlea", "Garnet", "Hollis", "Iverdale", "Juniper")
MANY = [f"{town} Police Department" for town in TOWNS]
LEAK = "customer,searches\n" + "".join(f"{name},{number * 37}\n" for number, name in enumerate(MANY))


def a_list(folder: Path, *names: str) -> str:
    path = folder / "vendor.csv"
    path.write_text("name\n" + "".join(f"{name}\n" for name in names or CLIENTS), encoding="utf-8")
    return str(path)


def test_a_list_that_surfaced_is_said_to_have_and_where(tmp_path: Path) -> None:
    with serving(Site(pastes(1, 2) | {"/api_scrape_item.php?i=key00002": LEAK.encode()})) as site:
        folder = workspace(tmp_path / "w", ("paste", "pastebin", site.url))
        first, again = (run(folder, "check", a_list(tmp_path, *MANY), "--source", "paste") for _ in range(2))
    assert first.returncode == 1, first.stderr
    assert "HAS SURFACED: 1 of the 2 documents" in first.stdout
    assert "key00002" in first.stdout
    assert "read: paste, 2 documents" in first.stdout
    assert again.returncode == 1, "an earlier look hides nothing"
    assert not (folder / "leakscan.db").exists(), "nothing is kept"


def test_a_list_that_did_not_surface_and_how_far_that_goes(tmp_path: Path) -> None:
    with serving(Site({"/feed": feed("Nothing of the kind")})) as site:
        folder = workspace(tmp_path / "w", ("news", "rss", site.url + "feed"))
        done = run(folder, "check", a_list(tmp_path), "--source", "news")
    assert done.returncode == 0, done.stderr
    assert "was not found in the 1 documents looked at" in done.stdout
    assert "not looked at: pastebin; needed: a Pastebin PRO account" in done.stdout
    assert "leakscan watchlist check" in done.stdout, "a list of bare names has a warning"


def test_a_dark_source_makes_the_answer_incomplete(tmp_path: Path) -> None:
    with serving(Site({"/feed": feed("Nothing of the kind")})) as site:
        folder = workspace(tmp_path / "w", ("news", "rss", site.url + "feed"), ("gone", "rss", site.url + "nothing"))
        done = run(folder, "check", a_list(tmp_path), "--source", "news", "--source", "gone")
    assert done.returncode == 3
    assert "NOT fully read: gone (gone)" in done.stdout


def test_where_nothing_could_be_read_nothing_is_claimed(tmp_path: Path) -> None:
    with serving(Site()) as site:
        folder = workspace(tmp_path / "w", ("gone", "rss", site.url + "nothing"))
        done = run(folder, "check", a_list(tmp_path), "--source", "gone")
    assert done.returncode == 3
    assert "No document could be looked at" in done.stdout
    assert "was not found" not in done.stdout


def test_mentions_are_told_apart(tmp_path: Path) -> None:
    with serving(Site({"/feed": feed(f"A visit to the {CLIENTS[0]}")})) as site:
        folder = workspace(tmp_path / "w", ("news", "rss", site.url + "feed"))
        done = run(folder, "check", a_list(tmp_path), "--source", "news")
    assert done.returncode == 0
    assert "Mentions: 1 more" in done.stdout


@pytest.mark.parametrize(
    ("content", "says"),
    [("customer\nAvon\n", "no column"), ("name,since\nAvon Police Department,soon\n", "row 2")],
)
def test_a_list_that_is_wrong_is_a_usage_error(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "bad.csv").write_text(content, encoding="utf-8")
    done = run(workspace(tmp_path / "w"), "check", str(tmp_path / "bad.csv"))
    assert done.returncode == 2
    assert says in done.stderr
    assert "leakscan watchlist check" in done.stderr


def test_a_source_that_can_not_be_looked_at_says_why(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    key = run(folder, "check", a_list(tmp_path), "--source", "pastebin")
    none = run(folder, "check", a_list(tmp_path), "--source", "nowhere")
    assert (key.returncode, none.returncode) == (2, 2)
    assert "PRO account" in key.stderr
    assert "none of that name" in none.stderr
