"""Forums over several visits: every post once, edits again, and nothing lost by what goes wrong in between."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from leakscan.crawl.account import TRIES
from leakscan.crawl.forum import ForumSpider
from leakscan.crawl.keeper import Keeper
from leakscan.crawl.markup import Markup
from leakscan.crawl.page import Memory
from leakscan.crawl.visit import Order, Visit
from leakscan.model import Health
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
        files="a.file",
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

    def visit(self, recheck: int = 0, depth: int = 50, max_pages: int = 500) -> Visit:
        """One more visit, which remembers the ones before."""
        order = Order("sample", URL, {"recheck": recheck, "depth": depth}, max_pages=max_pages)
        self.memory.pages.clear()
        self.asked.clear()
        visit = Visit(order, Keeper(self.memory), cursor=self.memory.cursor("sample"))
        try:
            asyncio.run(_run(_Spider(visit=visit), visit, self._answer))
        finally:
            visit.keeper.close()
        return visit

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
            whole = [f"<article id='p{number}'><b>ann</b><p>{text}</p></article>" for number, text in self.posts[key]]
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


def forum() -> Forum:
    """Two boards, six threads, of 1 to 6 posts."""
    posts = {key: [(key * 10 + number, f"post {key}.{number}") for number in range(key)] for key in range(1, 7)}
    return Forum({"x": [6, 5, 4, 3], "y": [2, 1]}, posts)


ALL = sorted(f"post {key}.{number}" for key in range(1, 7) for number in range(key))
WALL = (200, "<html><p>You must log in to read this.</p>")


def test_every_post_once_then_none_then_the_new_ones() -> None:
    site = forum()
    assert site.texts() == ALL
    assert site.texts() == []
    assert sorted(site.asked) == ["", "?b=x", "?b=y"]
    site.posts[5].append((55, "post 5.5"))
    site.posts[1].append((11, "post 1.1"))
    assert site.texts() == ["post 1.1", "post 5.5"]
    assert "?t=5" not in site.asked  # it was read on from its last page
    assert site.texts() == []


def test_a_new_thread_pushes_others_to_the_next_page() -> None:
    site = forum()
    site.visit()
    site.posts[9] = [(90, "new")]
    site.boards["x"].insert(0, 9)
    site.posts[3].append((33, "post 3.3"))
    site.boards["x"].remove(3)
    site.boards["x"].insert(0, 3)
    assert site.texts() == ["new", "post 3.3"]


@pytest.mark.parametrize("budget", range(2, 16))
def test_a_visit_cut_short_is_gone_on_with(budget: int) -> None:
    site = forum()
    counted: Counter[str] = Counter()
    for _ in range(40):
        visit = site.visit(max_pages=budget)
        counted.update(site.brought)
        assert len(site.asked) <= budget
        if visit.whole and not site.brought:
            break
        assert visit.whole or any("budget of" in problem for problem in visit.problems)
    assert counted == Counter(ALL if budget >= 6 else counted.keys())
    assert budget < 6 or set(counted) == set(ALL)


def test_edits_are_found_by_reading_threads_again_in_turn() -> None:
    site = forum()
    site.visit()
    site.posts[6][0] = (60, "edited first post")
    site.posts[1][0] = (10, "edited too")
    found = [site.texts(recheck=2) for _ in range(6)]
    assert sorted(text for texts in found for text in texts) == ["edited first post", "edited too"]
    assert site.texts(recheck=10) == []


def test_posts_that_were_deleted_make_a_thread_be_read_anew() -> None:
    site = forum()
    site.visit()
    site.posts[6] = [*site.posts[6][:1], (66, "a"), (67, "b"), (68, "c"), (69, "d"), (70, "e"), (71, "f")]
    assert site.texts() == ["a", "b", "c", "d", "e", "f"]


def test_a_last_page_that_is_gone_makes_a_thread_be_read_anew() -> None:
    site = forum()
    site.visit()
    site.posts[6] = [*site.posts[6][:2], (66, "late")]
    assert site.visit().health is Health.OK
    assert site.brought == ["late"]


def test_a_board_for_members_hides_no_other() -> None:
    site = forum()
    site.withheld["?b=y"] = WALL
    visit = site.visit()
    assert visit.health is Health.OK
    assert not visit.whole
    assert any("login-words" in problem for problem in visit.problems)
    assert len(site.brought) == 6 + 5 + 4 + 3


def test_boards_that_are_all_for_members_are_a_login_wall() -> None:
    site = forum()
    site.withheld |= {"?b=x": WALL, "?b=y": WALL}
    assert site.visit().health is Health.LOGIN_WALL


def test_boards_without_threads_are_empty() -> None:
    site = Forum({"x": [], "y": []}, {})
    assert site.visit().health is Health.EMPTY


def test_a_thread_that_is_withheld_is_asked_for_a_few_times_and_read_when_it_changes() -> None:
    site = forum()
    site.withheld["?t=2"] = WALL
    asked = []
    for _ in range(TRIES + 3):
        site.visit()
        asked.append("?t=2" in site.asked)
    assert asked == [True] * TRIES + [False] * 3
    del site.withheld["?t=2"]
    site.posts[2].append((29, "post 2.2"))
    assert site.texts() == ["post 2.0", "post 2.1", "post 2.2"]


def test_a_thread_that_is_gone_is_not_asked_for_again() -> None:
    site = forum()
    site.withheld["?t=2"] = (404, "gone")
    assert site.visit().health is Health.OK
    site.visit()
    assert "?t=2" not in site.asked


def test_pages_that_lead_in_circles_come_to_an_end() -> None:
    site = forum()
    circle = "<html><ul><article id='p9'><p>x</p></article></ul><a class='next' href='?t=1'>next</a>"
    site.withheld["?t=1"] = (200, circle)
    site.withheld["?b=y"] = (
        200,
        "<html><ul><li><a class='thread' href='?t=1'>T</a></li></ul><a class='next' href='?b=y'>",
    )
    assert site.visit().asked < 20


def test_depth_limits_how_far_a_list_is_read_back() -> None:
    site = forum()
    assert [text for text in site.texts(depth=1) if text.startswith(("post 4", "post 3"))] == []
    assert site.texts(depth=1) == []


def test_hidden_parts_are_told() -> None:
    site = forum()
    site.posts[1] = [(10, "<span class='hidden-content'>Reply to see the list</span>")]
    visit = site.visit()
    assert [problem for problem in visit.problems if "hidden-content" in problem]
    assert len(visit.problems) == 1


def test_links_to_other_hosts_are_no_boards() -> None:
    site = forum()
    site.withheld[""] = (
        200,
        "<html><a class='board' href='https://other.example/?b=1'>o</a><a class='board' href='?b=y'>",
    )
    visit = site.visit()
    assert visit.whole, visit.problems
    assert all("other" not in path for path in site.asked)


def test_a_forum_set_up_with_another_address_is_read_at_the_source_s() -> None:
    site = forum()
    boards = "".join(f"<a class='board' href='http://other.example/?b={board}'>B</a>" for board in site.boards)
    site.withheld[""] = (200, f"<html>{boards}")
    assert site.texts() == ALL


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
