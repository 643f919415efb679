"""Sites without end: each is left with the budget, and what was planted among its first pages is found."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest

from tests.crawl.site import Asked, Reply, Site, serving
from tests.crawl.visiting import Result, visit

BUDGET = 40
HTML = {"Content-Type": "text/html; charset=utf-8"}
PLANTED = [f"planted list {name}" for name in ("north", "east", "south", "west")]
sid = itertools.count(0x1234567890ABCDEF1234567890ABCDEF)


class Trap(Site):
    """A forum in phpBB's clothes, with no end where its traits say so."""

    def __init__(self, *traits: str) -> None:
        super().__init__(respond=self.page)
        self.traits = traits

    def page(self, asked: Asked) -> Reply | None:
        number = {name: int(value) for name, value in re.findall(r"([a-z]+)=(\d+)", asked.path)}
        if asked.path.startswith("/viewforum"):
            body = self._list(number.get("start", 0) // 25)
        elif asked.path.startswith("/viewtopic"):
            body = self._thread(number["t"], number.get("start", 0) // 10)
        elif asked.path.startswith("/calendar"):
            body = self._calendar(number["month"])
        elif asked.path == "/":
            body = '<a class="forumtitle" href="./viewforum.php?f=2">Board</a>' + self._calendar(0)
        else:
            return None
        if "sessions" in self.traits:
            body = re.sub(r"(\.php\?[^\"]*)\"", lambda link: f'{link[1]}&amp;sid={next(sid):032x}"', body)
        head = '<!DOCTYPE html><html><head><title>x</title></head><body id="phpbb" class="section-viewforum">'
        return Reply(f"{head}{body}</body></html>".encode(), headers=HTML)

    def _list(self, page: int) -> str:
        endless = "lists" in self.traits
        first = 1 if page == 0 else 100 * page if endless else 50
        rows = "".join(self._row(number) for number in range(first, first + 4))
        later = self._next(f"viewforum.php?f=2&amp;start={25 * page + 25}", endless)
        return f'<ul>{rows}</ul><div class="action-bar"></div>{later}'

    def _row(self, number: int) -> str:
        link = f'<a class="topictitle" href="./viewtopic.php?t={number}">A thread about number {number}</a>'
        told = (
            '<dd class="posts">3</dd><dd class="lastpost"><time datetime="2026-02-03T08:15:00+00:00">then</time></dd>'
        )
        return f"<li class=row><dl><dt>{link}</dt>{told}</dl></li>"

    def _thread(self, number: int, page: int) -> str:
        said = (
            PLANTED[number - 1] if number <= len(PLANTED) and page == 0 else f"thread {number} page {page} says little"
        )
        author = '<a class="username" href="./memberlist.php?u=2">mira</a>'
        head = f'<p class="author">{author} <time datetime="2026-02-03T08:15:00+00:00">then</time></p>'
        post = f'<div class="post" id="p{number * 100_000 + page}">{head}<div class="content">{said}</div></div>'
        return post + self._next(
            f"viewtopic.php?t={number}&amp;start={10 * page + 10}", "threads" in self.traits and number == 1
        )

    def _next(self, link: str, there: bool) -> str:
        return (
            f'<div class="pagination"><ul><li class="next"><a rel="next" href="./{link}">Next</a></li></ul></div>'
            * there
        )

    def _calendar(self, month: int) -> str:
        return f'<a href="./calendar.php?month={month + 1}">the month after</a>' * ("calendar" in self.traits)


TRAPS = [("lists",), ("threads",), ("sessions",), ("calendar",), ("lists", "threads", "sessions", "calendar")]
VISITS = [(traits, spider) for traits in TRAPS for spider in ("phpbb", "generic")]


@pytest.fixture(scope="module")
def visited() -> dict[str, tuple[Site, Result]]:
    with ExitStack() as stack:
        sites = {
            name_of(*each): stack.enter_context(serving(Trap(*each[0]), f"127.0.0.{number}"))
            for number, each in enumerate(VISITS, 2)
        }
        told: dict[str, Any] = {"delay": 0, "allow_private": True, "max_pages": BUDGET}
        sources = {name: {**told, "spider": name.split("-")[1], "url": site.url} for name, site in sites.items()}
        results = visit(sources)
    return {name: (site, results[name]) for name, site in sites.items()}


def name_of(traits: tuple[str, ...], spider: str) -> str:
    return f"{'.'.join(traits)}-{spider}"


@pytest.mark.parametrize(("traits", "spider"), VISITS, ids=[name_of(*each) for each in VISITS])
def test_a_forum_without_end_costs_its_budget_and_no_more(
    traits: tuple[str, ...], spider: str, visited: dict[str, tuple[Site, Result]]
) -> None:
    site, result = visited[name_of(traits, spider)]
    endless = bool({"lists", "threads"} & set(traits))
    assert len(site.paths) <= (BUDGET if endless else 7), site.paths
    assert [text for text in PLANTED if not any(text in said for said in result["texts"])] == []
    assert any("budget" in problem for problem in result["problems"]) is endless
    assert result["whole"] is not endless


def _telegram(asked: Asked) -> Reply:
    before = int((re.findall(r"before=(\d+)", asked.path) or ["1000000"])[0])
    said = (
        '<div class="tgme_widget_message" data-post="quiet/{0}"><div class="tgme_widget_message_text">{0}</div></div>'
    )
    messages = "".join(map(said.format, range(before - 20, before)))
    more = f'<a class="tme_messages_more" data-before="{before - 20}"></a>'
    return Reply(f"<!DOCTYPE html><main class=tgme_channel_history>{more}{messages}</main>".encode(), headers=HTML)


def _lemmy(asked: Asked) -> Reply:
    page = int(re.findall(r"page=(\d+)", asked.path)[0])
    post: dict[str, Any] = {"name": "x", "published": "2026-10-01T09:00:00Z"}
    views = [{"post": {**post, "id": 1_000_000 - 50 * page - n}, "creator": {"name": "ann"}} for n in range(50)]
    comments = [{**view, "comment": {**view["post"], "content": "y"}} for view in views]
    return Reply(json.dumps({"posts": views} if "/post/" in asked.path else {"comments": comments}).encode())


def _gists(asked: Asked) -> Reply:
    page = int((re.findall(r"&page=(\d+)", asked.path) or ["0"])[0])
    times = [f"2026-10-{28 - page // 2:02}T{23 - n // 5:02}:00:00Z" for n in range(100)]
    told = [
        {"html_url": f"https://gist.example/{page}/{n}", "updated_at": at, "files": {}} for n, at in enumerate(times)
    ]
    return Reply(json.dumps(told).encode())


def _feed(asked: Asked) -> Reply:
    page = int((re.findall(r"page=(\d+)", asked.path) or ["1"])[0])
    entry = f"<entry><id>{page}</id><title>{page}</title></entry>"
    return Reply(f'<feed><link rel="next" href="/feed?page={page + 1}"/>{entry}</feed>'.encode())


WALKS: dict[str, tuple[str, Callable[[Asked], Reply], dict[str, Any]]] = {
    "telegram": ("s/quiet", _telegram, {"message": 5}),
    "lemmy": ("", _lemmy, {"post": 5, "comment": 5}),
    "gists": ("", _gists, {"changed": 5}),
    "rss": ("feed", _feed, {"visited": True}),
}


@pytest.mark.parametrize("budget", [10, pytest.param(100, marks=pytest.mark.slow)])
@pytest.mark.parametrize("spider", WALKS)
def test_a_list_that_never_reaches_what_is_known_has_an_end(spider: str, budget: int) -> None:
    path, respond, cursor = WALKS[spider]
    site = Site(respond=lambda asked: None if asked.path == "/robots.txt" else respond(asked))
    with serving(site):
        told = {"spider": spider, "url": site.url + path, "delay": 0, "allow_private": True, "max_pages": budget}
        result = visit({"it": told}, cursors={"it": cursor})["it"]
    assert len(site.paths) <= budget
    assert not result["whole"]
    assert result["gap"] or any("budget" in problem for problem in result["problems"])
