"""The many ways to say no, against every spider: each is named, and none is taken for content."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.process import spiders
from leakscan.model import Health
from tests.spiders.answers import Answer, answers
from tests.spiders.replay import Case, Met, answered, cases, replay, replay_answer

pytestmark = pytest.mark.long

ANSWERS = answers()
SPIDERS = sorted(name for name, spider in spiders().items() if not spider.local)
DEEP = Answer("deep", frozenset({Health.MARKUP_CHANGED}), 200, {"Content-Type": "application/json"}, b"[" * 100_000)


@pytest.mark.parametrize("answer", [*ANSWERS, DEEP], ids=str)
def test_no_refusal_is_taken_for_content(answer: Answer) -> None:
    visits = {spider: replay_answer(spider, answer) for spider in SPIDERS}
    assert {name: visit.detail for name, visit in visits.items() if visit.health not in answer.healths} == {}
    assert [name for name, visit in visits.items() if visit.documents or visit.whole] == []


@pytest.mark.parametrize("spider", SPIDERS)
def test_no_item_that_is_withheld_is_taken_for_content(spider: str) -> None:
    """The listings are as they should be; whatever they lead to and would bring something gets the answer."""
    met: list[Met] = []
    (case,) = [case for case in cases(spider) if case.folder.name == "item"]
    brought = replay(case, met=met).documents
    items = {m.request.url: m.documents for m in met if m.pages and not m.request.cb_kwargs["told"].listing}
    texts = any(m.request.url in items and m.request.cb_kwargs["told"].kind == "text" for m in met)
    for answer in (answer for answer in ANSWERS if items and not (texts and answer.could_be_a_paste)):
        visit = replay(case, functools.partial(_withheld, answer, set(items)))
        assert not visit.whole, answer
        assert visit.documents == brought - sum(items.values()), f"{answer}: {visit.detail}"


def _withheld(answer: Answer, urls: set[str], request: Request, saved: Response) -> Response:
    return answered(request, answer) if request.url in urls else saved


def test_there_are_enough_of_them() -> None:
    assert len(ANSWERS) >= 100
    assert {health for answer in ANSWERS for health in answer.healths} == set(Health) - {Health.OK}


def test_a_page_that_was_not_saved_is_gone(tmp_path: Path) -> None:
    visit = replay(Case("rss", tmp_path, {"url": "https://news.example/feed", "responses": {}}))
    assert visit.health is Health.GONE
