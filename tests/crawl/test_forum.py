"""Forums over several visits: every post once, edits again, and nothing lost by what goes wrong in between."""

from __future__ import annotations

from collections import Counter

import pytest

from leakscan.crawl.account import TRIES
from leakscan.model import Health, iso
from tests.crawl.living import URL, Forum, forum

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


@pytest.mark.parametrize(
    ("left", "gone"),
    [
        ([60, 61, 62, 63, 64, 65], []),
        ([60, 61, 62, 63, 64], ["?t=6&start=4#p65"]),
        ([60, 61, 63, 64, 65], ["?t=6&start=2#p62"]),
        ([60, 62, 63, 64, 65], ["?t=6#p61"]),
        ([60, 61, 62, 63], ["?t=6&start=4#p65"]),
        ([60, 61, 63], ["?t=6&start=2#p62", "?t=6&start=4#p65"]),
    ],
)
def test_what_was_found_and_is_deleted_is_noted(left: list[int], gone: list[str]) -> None:
    site = forum()
    site.visit()
    site.hits("post 6.1", "post 6.2", "post 6.5")
    site.posts[6] = [post for post in site.posts[6] if post[0] in left]
    seen = set()
    for _ in range(2):
        site.visit(recheck=10)
        seen |= set(site.gone)
    assert sorted(seen) == gone


def test_what_was_found_and_has_moved_is_seen_where_it_stands_now() -> None:
    site = forum()
    site.visit()
    site.hits("post 6.4")
    del site.posts[6][:2]
    assert site.texts(recheck=10) == ["post 6.4"]
    assert site.gone == ["?t=6&start=4#p64"]
    site.hits("post 6.4")
    assert site.texts(recheck=10) == []
    assert list(site.standing) == [URL + "?t=6&start=2#p64"]


def test_threads_that_were_found_and_are_deleted_are_noted() -> None:
    site = forum()
    site.visit()
    site.hits("post 3.0", "post 3.2")
    site.boards["x"].remove(3)
    site.withheld |= dict.fromkeys(("?t=3", "?t=3&start=2"), (404, "<html><h1>No such thread</h1>"))
    visit = site.visit()
    assert visit.whole
    assert sorted(site.gone) == ["?t=3#p30", "?t=3&start=2#p32"]


def test_what_was_found_and_is_edited_is_looked_for_first() -> None:
    site = forum()
    site.visit()
    site.hits("post 6.1")
    site.posts[6][1] = (61, "nothing to see")
    assert site.texts(recheck=0) == ["nothing to see"]


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


def test_files_at_the_other_address_are_read_at_the_source_s_and_are_their_posts_author_s() -> None:
    site = forum()
    site.withheld[""] = (200, "<html><a class='board' href='http://other.example/?b=y'>B</a>")
    site.posts[1] = [(10, "see <a href='http://other.example/rows.csv'>rows</a>")]
    site.withheld["rows.csv"] = (200, "name,searches")
    site.visit()
    (file,) = [d for page in site.memory.pages for d in page.documents if d.content == b"name,searches"]
    assert file.sighting.url == URL + "rows.csv"
    assert (file.sighting.title, file.sighting.author) == ("rows", "ann")
    assert iso(file.sighting.posted_at) == "2026-01-01T00:10:00Z"
