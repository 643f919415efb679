"""The many ways to say no, against every spider: each is named, and none is taken for content."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from leakscan.crawl.process import spiders
from leakscan.model import Health
from tests.spiders.replay import Case, replay, replay_answer

ANSWERS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "fixtures" / "answers" / "answers.json").read_text("utf-8")
)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer["name"])
@pytest.mark.parametrize("spider", sorted(name for name, spider in spiders().items() if not spider.local))
def test_no_refusal_is_taken_for_content(spider: str, answer: dict[str, Any]) -> None:
    visit = replay_answer(spider, answer)
    assert visit.health is Health(answer["health"]), visit.detail
    assert visit.problems
    assert not visit.documents


def test_there_are_enough_of_them() -> None:
    assert len(ANSWERS) >= 20


def test_a_page_that_was_not_saved_is_gone(tmp_path: Path) -> None:
    visit = replay(Case("rss", tmp_path, {"url": "https://news.example/feed", "responses": {}}))
    assert visit.health is Health.GONE
