"""Pages of the review on the same store of a million hits: none takes longer than a command may."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from tests.benchmarks.triage.making import names
from tests.benchmarks.triage.test_triage import ANSWER, ROUNDS, SEARCH, root
from tests.web.browsing import Visitor, visiting

__all__ = ["root"]
pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3_600)]


def seconds(visitor: Visitor, place: str) -> float:
    """Processor time of one page, the middle one of some."""
    assert visitor.get(place).status_code == 200
    taken = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        visitor.get(place)
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def test_pages_answer_at_once(root: Path) -> None:
    word = names()[0].split()[0]
    every = "status=any&severity=info"
    with visiting(root) as visitor:
        link = visitor.tree(f"/?{every}").css_first("table.queue th a")
        assert link is not None
        hit = (link.attributes["href"] or "").partition("?")[0]
        places = [
            "/",
            hit,
            "/incidents",
            "/clients",
            "/sources",
            "/runs",
            "/alerts",
            "/mutes",
            f"/?{every}&source=source-3",
        ]
        taken = {place: seconds(visitor, place) for place in places}
        searched = {place: seconds(visitor, place) for place in (f"/?{every}&text={word}", f"/?{every}&entry={word}")}
    for place, took in {**taken, **searched}.items():
        print(f"{took * 1000:6.0f} ms  {place}")
    assert max(taken.values()) < ANSWER
    assert max(searched.values()) < SEARCH
