"""The generic spider on the saved pages of every engine, whose selectors it knows nothing of."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from scrapy.http import HtmlResponse

from leakscan.crawl.markup import Markup
from leakscan.crawl.process import spiders
from leakscan.crawl.structure import StructureReader
from leakscan.model import Health
from tests.spiders.answers import Answer
from tests.spiders.replay import FIXTURES, Case, cases, output_of, replay, replay_answer

ENGINES = [
    case
    for name, spider in spiders().items()
    for case in cases(name)
    if isinstance(getattr(spider, "markup", None), Markup)
    and case.folder.name in {"item", "version-1", "version-3", "version-5"}
]
ARCHIVE = "pipermail"  # messages on pages of their own, in lists without moments: no forum


def _read(case: Case, **meta: Any) -> tuple[Any, list[dict[str, Any]]]:
    visit = replay(replace(case, spider="generic", meta={**case.meta, "options": {}, **meta}))
    return visit, _posts(visit)


def _posts(visit: Any) -> list[dict[str, Any]]:
    """What was written in posts; attached files are read alike by all."""
    return [document for document in output_of(visit)["documents"] if document["media_type"] == "text/html"]


def _words(document: dict[str, Any]) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", document["text"]).split())


@pytest.mark.parametrize("case", [case for case in ENGINES if case.spider != ARCHIVE], ids=str)
def test_every_post_of_every_engine_is_read_once(case: Case) -> None:
    expected = {_words(document): document for document in _posts(replay(case))}
    visit, documents = _read(case)
    assert visit.health is Health.OK
    assert "read by structure alone" in visit.detail
    assert sorted(map(_words, documents)) == sorted(expected)
    for document in documents:
        same = expected[_words(document)]
        assert document["author"] in {same["author"], None}, "a guest's name may be missed, nobody's is made up"
        assert document["title"] == same["title"] or same["title"] in document["title"]
        assert document["posted_at"] is not None


def test_most_authors_and_moments_are_right() -> None:
    """Where a forum does not say what time it thinks it is, its zone can't be told."""
    told, right = 0, {"author": 0, "posted_at": 0}
    for case in ENGINES:
        expected = {_words(document): document for document in _posts(replay(case))}
        for document in _read(case)[1]:
            told += 1
            for name in right:
                right[name] += document[name] == expected[_words(document)][name]
    assert told >= 90
    assert right["author"] >= 0.95 * told
    assert right["posted_at"] >= 0.75 * told


@pytest.mark.parametrize("case", [case for case in ENGINES if case.spider != ARCHIVE], ids=str)
def test_a_second_visit_reads_nothing_twice(case: Case) -> None:
    first, _ = _read(case)
    known = output_of(first)
    again, documents = _read(case, cursor=known["cursor"], seen=known["seen"])
    assert again.health is Health.OK
    assert documents == []
    assert again.asked <= first.asked


def test_an_archive_that_is_no_forum_is_told() -> None:
    (case,) = [case for case in ENGINES if case.spider == ARCHIVE]
    visit, documents = _read(case)
    assert visit.health is Health.MARKUP_CHANGED
    assert documents == []


def test_lists_that_lead_to_lists_alone_are_told() -> None:
    """A shop's categories, a wiki's index: rows with moments, behind which nobody ever posts."""
    rows = "".join(
        f'<li><a href="/topic/{n}-x">A topic about {n}</a> <time>2026-10-0{n}</time></li>' for n in range(1, 9)
    )
    page = Answer("", frozenset(), 200, {"Content-Type": "text/html"}, f"<!DOCTYPE html><ul>{rows}</ul>".encode())
    visit = replay_answer("generic", page)
    assert visit.health is Health.MARKUP_CHANGED
    assert "no-posts" in visit.detail
    assert not visit.whole


def test_it_uses_no_selector_of_an_engine() -> None:
    """Class names that one engine alone has."""
    folder = FIXTURES.parents[2] / "leakscan" / "crawl" / "structure"
    code = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    own = "structItem bbWrapper topictitle postbody post_body windowbg postbitlegacy ipsComment cooked-post misago"
    assert [name for name in own.split() if name in code] == []


def test_what_was_learned_of_a_forum_helps_the_next_visit() -> None:
    case = Case(
        "generic", FIXTURES / "generic" / "item", json.loads((FIXTURES / "generic/item/meta.json").read_text("utf-8"))
    )
    assert output_of(replay(case))["cursor"]["learned"]["threads"] == ["/talk/q/a-#"]


@pytest.mark.parametrize(
    "titles",
    [
        {"41/customers-of-a-firm": "Customers of a firm", "42/hello": "hello", "43/top-10-leaks": "Top 10 leaks"},
        {"customers-of-a-firm.41": "Customers of a firm", "2026-leaks.42": "2026 leaks", "hello.43": "hello"},
        {"41-customers": "Customers", "42-leaked-2-times": "Leaked 2 times", "43-%D1%82%D0%B5%D0%BC%D0%B0": "тема"},
        {"41/a": "All their customers, today", "42/b": "A talk of firms", "43/c": "Firms of a kind"},
    ],
    ids=["id and title", "title.id", "id-title", "of today"],
)
def test_titles_that_look_like_something_else_are_titles(titles: dict[str, str]) -> None:
    rows = "".join(
        f'<li><a href="/topic/{link}/">{title}</a> <b>{number}</b> <time>2026-10-0{number} 10:00</time></li>'
        for number, (link, title) in enumerate(titles.items(), 1)
    )
    page = HtmlResponse("https://forum.example/", body=f"<ul>{rows}</ul>".encode(), encoding="utf-8")
    assert [thread.title for thread in StructureReader().threads(page)] == list(titles.values())
