"""Links are the same for every visitor."""

from __future__ import annotations

import pytest

from leakscan.crawl.addresses import on_site, tidy, without_session

SID = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("link", "clean"),
    [
        (f"viewtopic.php?t=5&sid={SID}", "viewtopic.php?t=5"),
        (f"viewtopic.php?sid={SID}&t=5", "viewtopic.php?t=5"),
        (f"viewtopic.php?sid={SID}", "viewtopic.php"),
        (f"viewtopic.php?t=5&amp;sid={SID}&amp;start=10#p9", "viewtopic.php?t=5&amp;start=10#p9"),
        (f"index.php?PHPSESSID={SID}&amp;topic=27.0", "index.php?topic=27.0"),
        (f"showthread.php?s={SID}&t=5", "showthread.php?t=5"),
        ("index.php?s=short&t=5", "index.php?s=short&t=5"),
        ("search.php?class=01234567890123456789", "search.php?class=01234567890123456789"),
    ],
)
def test_session_ids_are_taken_out(link: str, clean: str) -> None:
    assert without_session(link) == clean


def test_markup_keeps_the_rest() -> None:
    html = f'<a href="./file.php?id=1&amp;sid={SID}">a</a> and sid={SID} as text'
    assert without_session(html) == f'<a href="./file.php?id=1">a</a> and sid={SID} as text'


def test_addresses_are_absolute_and_trimmed() -> None:
    base = "https://forum.example/a/"
    assert tidy(base, f" ../b?x=1&sid={SID}#c") == "https://forum.example/b?x=1"
    assert tidy(base, "t/5/new/", r"(t/\d+/)new/$") == "https://forum.example/a/t/5/"
    assert tidy(base, "t.5/unread", r"unread$") == "https://forum.example/a/t.5/"


@pytest.mark.parametrize(
    ("page", "links", "asked"),
    [
        ("https://mirror.example/f/", ["https://forum.example/f/?b=1"], ["https://mirror.example/f/?b=1"]),
        ("http://127.0.0.1:8103/", ["http://forum.example/?b=1"], ["http://127.0.0.1:8103/?b=1"]),
        ("http://forum.example:8080/", ["http://forum.example/?b=1"], ["http://forum.example:8080/?b=1"]),
        ("http://forum.example/", ["https://forum.example/?b=1"], ["https://forum.example/?b=1"]),
        ("https://forum.example/", ["https://boards.forum.example/1"], ["https://boards.forum.example/1"]),
        ("https://www.forum.example/", ["https://boards.forum.example/1"], ["https://boards.forum.example/1"]),
        ("https://forum.example/", ["https://a.example/1", "https://forum.example/2"], None),
        ("https://forum.example/", [], []),
    ],
)
def test_a_forum_that_is_known_by_another_name_is_asked_where_it_is(
    page: str, links: list[str], asked: list[str] | None
) -> None:
    home = "www.forum.example" if "www" in page else "forum.example"
    assert on_site(page, links, home) == (links if asked is None else asked)
