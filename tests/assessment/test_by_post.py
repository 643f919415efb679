"""A page of posts is judged post by post; posts of one client each are the rows of one list."""

from __future__ import annotations

import json

import pytest

from leakscan.assessment import find_blocks
from leakscan.assessment.by_post import by_post
from leakscan.assessment.gate import impure, worth_blocks
from leakscan.assessment.scope import scope
from leakscan.block import POST
from leakscan.extract.page import page_text
from leakscan.model import Severity, Verdict
from tests.assessment.given import NAMES, OTHERS, REPORT, assessed, matches_of, watchlist

CLIENTS = watchlist()
TALK = "u7\nHas anyone looked at this yet?\nIt was in the box when I came in.\nWrite to me, I keep the rest."
LISTED = NAMES[4:16]
LISTS = {
    "lines": "u1\nhere it is\n" + "\n".join(LISTED),
    "strings on one line": f"u1\nhere it is, write to me for the rest of it\n{json.dumps(LISTED)}",
    "rows": "u1\nhere it is\n" + "\n".join(f"{name}\t{n * 31 % 7}\tgold" for n, name in enumerate(LISTED)),
}
BESIDE = {
    "talk": TALK,
    "an article": f"u3\n{3 * REPORT}\nAmong them are {NAMES[60]}, {NAMES[61]} and {NAMES[62]}. {3 * REPORT}",
    "others": "u4\nall of them\n" + "\n".join(OTHERS[:60]),
    "a long directory": "u5\n" + "\n".join(f"{name};{n}" for n, name in enumerate([*OTHERS * 3, *NAMES[60:70]])),
}


def _page(*posts: str) -> str:
    return "A thread\n\n" + "\n".join(POST + post for post in posts) + f"\n{POST}Log in"


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE.keys())
@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS.keys())
def test_a_list_in_one_post_is_found_whatever_the_others_say(listed: str, beside: str) -> None:
    text = _page(TALK, beside, beside, listed, beside, TALK)
    found = assessed(text, CLIENTS)
    assert worth_blocks(matches_of(text, CLIENTS), CLIENTS, text)
    assert (found.verdict, found.severity) == (Verdict.CLIENT_LIST, assessed(listed, CLIENTS).severity)
    assert found.severity >= Severity.HIGH


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE.keys())
def test_posts_without_a_list_make_none(beside: str) -> None:
    assert assessed(_page(TALK, beside, TALK, beside, TALK), CLIENTS).severity.rank < Severity.MEDIUM.rank


def test_a_few_names_a_post_make_no_list_of_a_thread() -> None:
    posts = [f"u{n}\n{TALK}\nI was with {name} once, {NAMES[n + 40]} was better" for n, name in enumerate(LISTED)]
    assert assessed(_page(*posts), CLIENTS).severity.rank < Severity.MEDIUM.rank


def test_posts_of_one_client_each_are_the_rows_of_a_list() -> None:
    cards = [f"{name}\n2020-01-{n + 1:02}\nnot paid\n{n * 7} GB\nsample" for n, name in enumerate(LISTED)]
    marked, bare = (assessed(text, CLIENTS) for text in (_page(*cards), "A thread\n\n" + "\n".join(cards) + "\nLog in"))
    assert (marked.severity, marked.verdict, marked.score) == (bare.severity, bare.verdict, bare.score)
    assert marked.verdict == Verdict.CLIENT_LIST


@pytest.mark.parametrize("held", [1, 2, 3, 4, 5, 6, 8, 12, 20])
def test_a_list_that_stands_in_groups_is_one(held: int) -> None:
    """Signed by a day each, so that extraction takes them for posts."""
    groups = [NAMES[at : at + held] for at in range(0, len(NAMES), held)]
    posts = [
        f"<div class=day><h3>Day {n}</h3><time>2020-01-01</time><ul>{''.join(f'<li>{x}' for x in names)}</ul></div>"
        for n, names in enumerate(groups)
    ]
    text = page_text(f"<h1>All of them</h1>{''.join(posts)}")
    assert (text.count(POST) > 0) == (held > 2)
    found = assessed(text, CLIENTS)
    assert (found.verdict, found.severity) == (Verdict.CLIENT_LIST, Severity.CRITICAL)


def test_what_people_say_in_a_thread_is_no_list_together() -> None:
    posts = [
        f"u{n}\n{REPORT}Among them are {', '.join(NAMES[n : n + 5])} and others.\n{REPORT}" for n in range(0, 90, 6)
    ]
    listed = [
        f"u{n}\n{6 * REPORT}\nAmong them are\n" + "\n".join(f"* {x}" for x in NAMES[n : n + 5]) for n in range(0, 90, 6)
    ]
    for thread in (posts, listed):
        assert assessed(_page(*thread), CLIENTS).severity.rank < Severity.MEDIUM.rank


def test_a_post_is_the_scope_of_what_stands_in_it() -> None:
    text = _page(TALK, LISTS["lines"], TALK)
    start, end = text.index(LISTED[0]), text.index(LISTED[-1])
    assert text[slice(*scope(text, start, end))].strip("\n") == LISTS["lines"]
    assert scope(text, start - 100, end) == (0, len(text))
    assert text[slice(*scope(text, text.index("Log"), len(text)))] == "Log in"


def test_matches_of_a_post_stand_in_it_as_in_the_page() -> None:
    text = _page(TALK, LISTS["rows"], TALK, NAMES[0], LISTS["lines"])
    posts = list(by_post(text, matches_of(text, CLIENTS), 3))
    assert [said.strip("\n") for said, _ in posts] == [LISTS["rows"], LISTS["lines"]]
    for said, matches in posts:
        assert [said[match.start : match.end] for match in matches] == list(LISTED)
    assert not list(by_post(LISTS["rows"], matches_of(LISTS["rows"], CLIENTS), 3))


def test_one_post_full_of_others_bounds_no_other() -> None:
    text = _page(
        TALK, "u5\n" + "\n".join(f"{name};{n}" for n, name in enumerate([*OTHERS * 3, *NAMES[60:75], *OTHERS]))
    )
    bare = text.replace(POST, "")
    assert impure(bare, matches_of(bare, CLIENTS))
    assert not impure(text, matches_of(text, CLIENTS))


def test_rows_of_different_posts_are_rows_of_different_blocks() -> None:
    text = _page(LISTS["lines"], LISTS["rows"], LISTS["lines"])
    blocks = find_blocks(text, matches_of(text, CLIENTS))
    posts = [text.count(POST, 0, block.start) for block in blocks]
    assert posts == [text.count(POST, 0, block.end) for block in blocks] == [1, 2, 3]
