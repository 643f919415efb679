from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leakscan.crawl.expectation import expected, far_below
from leakscan.crawl.result import Visited
from leakscan.model import Health
from leakscan.store import Visit, open_store
from tests.crawl.feeds import feed
from tests.crawl.site import Site, serving
from tests.crawl.workspace import run, workspace

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
HOUR = timedelta(hours=1)


def judged(
    documents: int,
    past: Sequence[int],
    *,
    health: Health = Health.OK,
    before: Health = Health.OK,
    wait: timedelta = HOUR,
    interrupted: bool = False,
) -> Visited:
    """The judgement on a visit, after visits an hour apart, given newest first."""
    begun = [NOW - wait - n * HOUR for n in range(len(past))]
    visits = [Visit("it", before, at, at, documents=n) for at, n in zip(begun, past, strict=True)]
    visited = Visited("it", "rss", health, "1 listing read", NOW, NOW, documents=documents, interrupted=interrupted)
    return expected(visited, visits)


def test_a_source_that_brought_twenty_and_brings_none() -> None:
    found = judged(0, [20, 22, 18, 25, 19])
    assert found.health is Health.EMPTY
    assert found.detail == "yield: this visit brought 0 documents, where 20 are usual; 1 listing read"
    assert not found.whole


def test_a_source_that_brings_a_fraction() -> None:
    assert judged(20, [200, 220, 180, 250, 190]).health is Health.MARKUP_CHANGED


@pytest.mark.parametrize(
    ("documents", "past"),
    [
        (0, [20, 22, 18, 25]),  # four visits are too few to know it by
        (0, [2, 3, 1, 4, 2, 3]),  # nothing, where three come, is chance
        (12, [20, 22, 18, 25, 19]),
        (900, [20, 22, 18, 25, 19]),  # much is not little
        (0, [0, 0, 0, 0, 0, 0, 0, 0]),
        (0, [30, 0, 25, 0, 40, 0, 0, 35]),  # a source of ebb and flood
        (18, [20, 22, 18, 25, 19, 5000]),  # the first visit brought all that was there
    ],
)
def test_what_is_no_cause_for_alarm(documents: int, past: list[int]) -> None:
    assert judged(documents, past).health is Health.OK


def test_rare_documents_are_added_up() -> None:
    usual = [2, 1, 3, 2] * 20
    assert judged(0, usual).health is Health.OK
    assert judged(0, [0] * 2 + usual).health is Health.OK
    found = judged(0, [0] * 3 + usual)
    assert found.health is Health.EMPTY
    assert "the last 4 visits brought 0 documents, where 8 are usual" in found.detail


def test_chance_alone_hardly_ever_alarms() -> None:
    dice = random.Random(7)

    def poisson(mean: float) -> int:
        return sum(dice.random() < mean / 1000 for _ in range(1000))

    for mean in (0.3, 3, 15):
        alarms = sum(
            judged(poisson(mean), [poisson(mean) for _ in range(30)]).health is not Health.OK for _ in range(50)
        )
        assert alarms <= 1, f"{alarms} of 50 at {mean}"


def test_soon_after_a_visit_nothing_is_expected() -> None:
    assert judged(0, [20, 22, 18, 25, 19], wait=HOUR / 10).health is Health.OK


def test_a_source_that_has_become_quiet_is_usual_after_a_while() -> None:
    assert judged(0, [0] * 3 + [20] * 30).health is Health.EMPTY
    assert judged(0, [0] * 40 + [20] * 30, before=Health.EMPTY).health is Health.OK


@pytest.mark.parametrize("health", [Health.CHALLENGE, Health.EMPTY, Health.GONE])
def test_what_is_wrong_already_stays_as_it_is(health: Health) -> None:
    assert judged(0, [20] * 9, health=health).detail == "1 listing read"


def test_interrupted_and_dark_visits_teach_nothing() -> None:
    assert judged(0, [20] * 9, interrupted=True).health is Health.OK
    assert judged(0, [20] * 9, before=Health.CHALLENGE).health is Health.OK


@pytest.mark.parametrize("days", [-400, 400])
def test_visits_under_another_clock_teach_nothing(days: int) -> None:
    at = NOW + timedelta(days=days)
    past = [Visit("it", Health.OK, at - n * HOUR, at, documents=20) for n in range(9)]
    assert expected(Visited("it", "rss", Health.OK, "", NOW, NOW), past).health is Health.OK


def test_far_below_needs_more_than_the_scatter_of_counts() -> None:
    assert far_below(0, [10] * 9)
    assert not far_below(0, [4] * 9)
    assert not far_below(60, [100, 30, 160, 20, 190])


def test_a_run_says_so_and_is_incomplete(tmp_path: Path) -> None:
    with serving(Site({"/feed": feed("a")})) as site:
        folder = workspace(tmp_path / "w", ("news", "rss", site.url + "feed"))
        with open_store(folder / "leakscan.db") as store:
            past = store.begin_run("crawl")
            now = datetime.now(UTC)
            for n in range(9, 0, -1):
                store.visit(past, Visit("news", Health.OK, now - n * HOUR, now - n * HOUR, documents=150))
        done = run(folder, "crawl")
    assert done.returncode == 3
    assert "news: markup-changed" in done.stderr
    assert "brought 1 documents, where 150 are usual" in done.stderr
    with open_store(folder / "leakscan.db") as store:
        assert store.last_visits()["news"].health is Health.MARKUP_CHANGED
