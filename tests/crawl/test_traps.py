"""A forum made to keep a crawler for ever: it spends its pages and no more, and finds what is there all the same."""

from __future__ import annotations

import itertools
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.crawl.site import Asked, Reply, Site, serving
from tests.crawl.visiting import visit

PLANTED = (3, 12)
BUDGET = 50
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Trap:
    """A board of threads without end, each way of asking for more answered with more."""

    def __init__(self, *, boards: bool = False, thread: bool = False, sessions: bool = False) -> None:
        self.boards, self.thread, self.sessions = boards, thread, sessions
        self.numbers = itertools.count()
        self.site = Site(respond=self._respond)

    def _respond(self, asked: Asked) -> Reply | None:
        parts = urlsplit(asked.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        pages = {"/": self._index, "/forumdisplay.php": self._board, "/showthread.php": self._thread}
        if parts.path not in pages:
            return None
        return Reply(self._page(pages[parts.path](query)).encode(), headers=HTML)

    def _page(self, body: str) -> str:
        links = '<a href="/calendar.php?month=1">calendar</a><a href="/">here</a><a href="/loop">round</a>'
        made_by = "<div id=copyright><a href=https://mybb.com>MyBB</a></div>"
        return f"<!doctype html><html><body>{links}{body}{made_by}</body></html>"

    def _link(self, address: str) -> str:
        """An address; with sessions, another one each time it is named."""
        return f"{address}&amp;sid={next(self.numbers):032x}" if self.sessions else address

    def _index(self, _: dict[str, str]) -> str:
        return '<td class="trow1"><strong><a href="/forumdisplay.php?fid=1">board</a></strong></td>'

    def _board(self, query: dict[str, str]) -> str:
        board, page = int(query.get("fid", 1)), int(query.get("page", 1))
        first = (page - 1) * 10 + (board - 1) * 1_000_000
        rows = "".join(
            f'<tr><span id="tid_{n}"><a href="{self._link(f"/showthread.php?tid={n}")}">thread {n}</a></span></tr>'
            for n in range(first, first + 10)
        )
        deeper = f'<td class="trow1"><strong><a href="/forumdisplay.php?fid={board + 1}">deeper</a></strong></td>'
        link = self._link(f"/forumdisplay.php?fid={board}&amp;page={page + 1}")
        more = f'<a class="pagination_next" href="{link}">next</a>'
        lists = f'<a href="/newthread.php?fid={board}">new</a>'
        return f"<table>{lists}{deeper if self.boards else ''}{rows}</table>{more}"

    def _thread(self, query: dict[str, str]) -> str:
        number, page = int(query["tid"]), int(query.get("page", 1))
        text = f"Maple Hollow Police {number}" if number in PLANTED else f"nothing {number}"
        name = f"{number}{page:04}"
        body = f'<div class="post_body" id="pid_{name}">{text}, {page}</div>'
        more = self._link(f"/showthread.php?tid={number}&amp;page={page + 1}")
        after = f'<a class="pagination_next" href="{more}">next</a>' if self.thread and number == 5 else ""
        return f'<div class="post" id="post_{name}">{body}</div>{after}'


@pytest.mark.parametrize("kind", ["pages", "boards", "thread", "sessions"])
def test_a_trap_costs_its_pages_and_hides_nothing(kind: str) -> None:
    trap = Trap(**({} if kind == "pages" else {kind: True}))
    found: list[str] = []
    cursor: dict[str, Any] = {}
    with serving(trap.site) as site:
        told = {"spider": "mybb", "url": site.url, "delay": 0, "allow_private": True, "max_pages": BUDGET}
        for _ in range(2):
            asked = len(site.paths)
            result = visit({"it": told}, cursors={"it": cursor})["it"]
            found += result["texts"]
            cursor = result["cursor"]
            assert len(site.paths) - asked <= BUDGET
            assert result["health"] == "ok", result["detail"]
            assert not result["whole"]
            assert any(f"budget of {BUDGET} pages" in problem for problem in result["problems"]), result["problems"]
    assert not any("calendar" in path for path in site.paths)
    assert {n for n in PLANTED if any(f"Maple Hollow Police {n}," in text for text in found)} == set(PLANTED)
