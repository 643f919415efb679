from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leakscan.config import Config, SourceConfig
from leakscan.model import Health
from leakscan.schedule.due import overdue, plan, ripe, when_due
from leakscan.store import Store, Visit

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOURLY = SourceConfig(spider="rss", every="1h")  # type: ignore[arg-type]  # as leakscan.toml writes it


def visit(ago: timedelta, health: Health = Health.OK, *, interrupted: bool = False, source: str = "it") -> Visit:
    return Visit(source, health, NOW - ago, NOW - ago + MINUTE, interrupted=interrupted)


def test_a_source_never_visited_is_due_at_once() -> None:
    assert when_due("it", HOURLY, [], NOW).at == NOW


def test_an_interval_counts_from_the_beginning_of_the_last_visit() -> None:
    due = when_due("it", HOURLY, [visit(20 * MINUTE), visit(3000 * MINUTE)], NOW)
    assert due.at == NOW + 40 * MINUTE
    assert due.ripe == NOW + 34 * MINUTE
    assert due.why == "every 1h"


def test_jitter_stays_in_its_bounds_goes_both_ways_and_does_not_draw_twice() -> None:
    pasts = [[visit(timedelta(seconds=n))] for n in range(200)]
    moved = [when_due("it", HOURLY, past, NOW, 0.1).at - past[0].started - 60 * MINUTE for past in pasts]
    assert all(abs(by) <= 6 * MINUTE for by in moved)
    assert min(moved) < -4 * MINUTE
    assert max(moved) > 4 * MINUTE
    assert moved == [when_due("it", HOURLY, past, NOW, 0.1).at - past[0].started - 60 * MINUTE for past in pasts]


@pytest.mark.parametrize(("dark", "hours"), [(0, 1), (1, 2), (2, 4), (3, 6), (30, 6)])
def test_a_source_that_turns_us_away_is_asked_less_often(dark: int, hours: int) -> None:
    past = [visit(n * MINUTE, Health.CHALLENGE) for n in range(dark)] + [visit(100 * MINUTE)] * (dark == 0)
    due = when_due("it", HOURLY, [*past, visit(9000 * MINUTE)], NOW)
    assert due.at - past[0].started == timedelta(hours=hours)


def test_a_frequent_source_is_never_left_for_long() -> None:
    often = SourceConfig(spider="rss", every="2m")  # type: ignore[arg-type]
    due = when_due("it", often, [visit(MINUTE, Health.REFUSED)] * 16, NOW)
    assert due.at - due.last.started == 32 * MINUTE if due.last else False


def test_a_daily_source_is_not_asked_more_often_for_being_dark() -> None:
    daily = SourceConfig(spider="rss", every="1d")  # type: ignore[arg-type]
    due = when_due("it", daily, [visit(MINUTE, Health.REFUSED)] * 3, NOW)
    assert due.at == NOW - MINUTE + timedelta(days=1)


def test_a_source_that_answers_too_little_is_asked_as_often_as_ever() -> None:
    assert when_due("it", HOURLY, [visit(20 * MINUTE, Health.EMPTY)] * 4, NOW).at == NOW + 40 * MINUTE


def test_an_interrupted_visit_is_neither_dark_nor_light() -> None:
    past = [visit(MINUTE, Health.GONE, interrupted=True), visit(9 * MINUTE, Health.GONE), visit(90 * MINUTE)]
    assert when_due("it", HOURLY, past, NOW).at == NOW - MINUTE + timedelta(hours=2)
    assert when_due("it", HOURLY, past[:1], NOW).at == NOW + 59 * MINUTE


@pytest.mark.parametrize("days", [-400, -1, 1, 400])
def test_a_moved_clock_delays_no_visit_by_more_than_its_interval(days: int) -> None:
    now = NOW + timedelta(days=days)
    assert when_due("it", HOURLY, [visit(10 * MINUTE)], now, 0.1).at <= now
    assert when_due("it", HOURLY, [visit(-timedelta(seconds=30))], NOW).at <= NOW + timedelta(hours=1, seconds=30)


def test_the_plan_is_of_enabled_sources_the_most_urgent_first(store: Store) -> None:
    off = HOURLY.model_copy(update={"enabled": False})
    sources = {"late": HOURLY, "soon": HOURLY, "new": HOURLY, "off": off}
    run = store.begin_run("crawl")
    store.visit(run, visit(80 * MINUTE, source="late"))
    store.visit(run, visit(55 * MINUTE, source="soon"))
    plans = plan(Config(source=sources), store, NOW)
    assert [due.source for due in plans] == ["late", "new", "soon"]
    assert ripe(plans, NOW) == ["late", "new", "soon"], "what is due within a tenth of its interval is taken along"


def test_overdue_is_said_of_what_is_late_by_more_than_an_interval() -> None:
    hour = timedelta(hours=1)
    assert overdue(when_due("it", HOURLY, [visit(119 * MINUTE)], NOW), hour, NOW) is None
    assert overdue(when_due("it", HOURLY, [visit(121 * MINUTE)], NOW), hour, NOW) == 61 * MINUTE
    assert overdue(when_due("it", HOURLY, [], NOW), hour, NOW) is None
