"""A forum that lives in a test, for the base of the forum spiders."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from scrapy import Request
from scrapy.http import HtmlResponse, Response

from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.keeper import Keeper
from leakscan.crawl.markup import Markup
from leakscan.crawl.page import Memory
from leakscan.crawl.visit import Order, Visit
from tests.spiders.replay import _run

SIZE = 2  # threads or posts a page
URL = "https://forum.example/"


class _Spider(ForumSpider):
    name = "sample"
    markup = Markup(
        boards="a.board",
        board=r"\?b=",
        thread="li a.thread",
        thread_id=r"t=(\d+)",
        row="ancestor::li",
        state=".count::text",
        lists="ul",
        next_list="a.next",
        post="article",
        body="p",
        author="b::text",
        moment=("time::attr(datetime)",),
    )


@dataclass
class Forum:
    """A forum that lives in a test: boards of threads of posts, the thread written in last first."""

    boards: dict[str, list[int]]
    posts: dict[int, list[tuple[int, str]]]
    withheld: dict[str, tuple[int, str]] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    asked: list[str] = field(default_factory=list)
    standing: dict[str, datetime | None] = field(default_factory=dict)

    def visit(self, recheck: int = 0, depth: int = 50, max_pages: int = 500) -> Visit:
        """One more visit, which remembers the ones before."""
        order = Order("sample", URL, {"recheck": recheck, "depth": depth}, max_pages=max_pages)
        self.memory.pages.clear()
        self.asked.clear()
        visit = Visit(
            order, Keeper(self.memory, linger=0), cursor=self.memory.cursor("sample"), standing=dict(self.standing)
        )
        try:
            asyncio.run(_run(_Spider(visit=visit), visit, self._answer))
        finally:
            visit.keeper.close()
        for page in self.memory.pages:
            for url in page.gone:
                self.standing.pop(url, None)
        return visit

    def hits(self, *texts: str) -> None:
        """Have some of what the last visit brought matter from now on."""
        documents = [document for page in self.memory.pages for document in page.documents]
        seen = [d.sighting for d in documents if any(f"<p>{text}</p>" in d.content.decode() for text in texts)]
        assert len(seen) == len(texts)
        self.standing |= {sighting.url or "": sighting.posted_at for sighting in seen}

    @property
    def gone(self) -> list[str]:
        """The addresses where the last visit found that nothing stands any more."""
        return [url.removeprefix(URL) for page in self.memory.pages for url in page.gone]

    def texts(self, **settings: int) -> list[str]:
        """What a visit brought."""
        self.visit(**settings)
        return sorted(self.brought)

    @property
    def brought(self) -> list[str]:
        documents = [document for page in self.memory.pages for document in page.documents]
        return [document.content.decode().removeprefix("<p>").removesuffix("</p>") for document in documents]

    def _answer(self, request: Request) -> Response:
        path = request.url.removeprefix(URL)
        self.asked.append(path)
        status, body = self.withheld.get(path) or self._page(parse_qs(urlsplit(request.url).query))
        return HtmlResponse(request.url, status, body=body.encode(), encoding="utf-8", request=request)

    def _page(self, query: dict[str, list[str]]) -> tuple[int, str]:
        start = int(query.get("start", ["0"])[0])
        if "t" in query:
            key = int(query["t"][0])
            whole = [_article(number, text) for number, text in self.posts[key]]
            return self._paged(whole, start, f"?t={key}")
        if "b" in query:
            board = query["b"][0]
            whole = [
                f"<li><a class='thread' href='?t={key}'>T{key}</a> <i class='count'>{len(self.posts[key])}</i></li>"
                for key in self.boards[board]
            ]
            return self._paged(whole, start, f"?b={board}")
        return 200, "<html>" + "".join(f"<a class='board' href='?b={board}'>B</a>" for board in self.boards)

    @staticmethod
    def _paged(whole: list[str], start: int, address: str) -> tuple[int, str]:
        if start and start >= len(whole):
            return 404, "<html><h1>No such page</h1>"
        later = f"<a class='next' href='{address}&start={start + SIZE}'>next</a>" if start + SIZE < len(whole) else ""
        return 200, f"<html><ul>{''.join(whole[start : start + SIZE])}</ul>{later}"


def _article(number: int, text: str) -> str:
    at = f"2026-01-01T{number // 60:02}:{number % 60:02}:00Z"
    return f"<article id='p{number}'><b>ann</b><time datetime='{at}'></time><p>{text}</p></article>"


def forum() -> Forum:
    """Two boards, six threads, of 1 to 6 posts."""
    posts = {key: [(key * 10 + number, f"post {key}.{number}") for number in range(key)] for key in range(1, 7)}
    return Forum({"x": [6, 5, 4, 3], "y": [2, 1]}, posts)
