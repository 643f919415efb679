"""Files attached to posts, over several visits."""

from __future__ import annotations

from collections import Counter

from leakscan.model import Health
from tests.crawl.living import URL, Forum, forum


def with_files(*names: str) -> Forum:
    """A forum in which the first post of thread 6 has files attached."""
    site = forum()
    number, text = site.posts[6][0]
    links = "".join(f"<a class='file' href='/file/{name}'>{name}</a>" for name in names)
    site.posts[6][0] = (number, f"{text}</p>{links}<p>")
    for name in names:
        site.withheld[f"file/{name}"] = (200, f"held in {name}")
    return site


def test_files_attached_to_posts_are_read_once_and_pictures_are_not() -> None:
    site = with_files("clients.csv", "list.xlsx", "logo.png")
    site.visit()
    held = {document.sighting.title: document for page in site.memory.pages for document in page.documents}
    assert {"clients.csv", "list.xlsx"} <= set(held)
    assert (held["clients.csv"].content, held["clients.csv"].sighting.author) == (b"held in clients.csv", "ann")
    assert held["clients.csv"].sighting.url == f"{URL}file/clients.csv"
    assert "file/logo.png" not in site.asked
    assert site.texts() == []
    assert not any("file" in path for path in site.asked)


def test_a_file_that_was_not_to_be_had_is_asked_for_again() -> None:
    site = with_files("clients.csv")
    content, site.withheld["file/clients.csv"] = site.withheld["file/clients.csv"], (500, "<html>error")
    visit = site.visit()
    assert any("file/clients.csv" in problem for problem in visit.problems)
    site.withheld["file/clients.csv"] = content
    assert site.texts() == ["held in clients.csv"]
    assert site.texts() == []


def test_a_file_that_stays_away_is_asked_for_a_few_times() -> None:
    site = with_files("clients.csv", "gone.csv")
    site.withheld["file/clients.csv"], site.withheld["file/gone.csv"] = (500, "<html>error"), (404, "<html>gone")
    asked: Counter[str] = Counter()
    for _ in range(5):
        site.visit()
        asked += Counter(site.asked)
    assert (asked["file/clients.csv"], asked["file/gone.csv"]) == (3, 1)


def test_files_for_members_are_told_and_no_page_of_a_login_is_kept_as_one() -> None:
    site = with_files("clients.csv")
    site.withheld["file/clients.csv"] = (403, "<html><form><input type='password'></form>")
    visit = site.visit()
    assert any("login" in problem for problem in visit.problems)
    assert site.brought
    assert all("password" not in text for text in site.brought)
    assert (visit.health, visit.whole) == (Health.OK, False)
