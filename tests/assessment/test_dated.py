"""Who is missing dates a list."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from leakscan.assessment.dated import dated
from leakscan.model import Entry, Watchlist

START = date(2018, 1, 1)


def _company(rng: random.Random, weeks: int = 100) -> Watchlist:
    """300 clients from the start, then five joins and two leaves a week."""
    since = [None] * 300 + [START + timedelta(days=7 * w + rng.randrange(7)) for w in range(weeks) for _ in range(5)]
    until: dict[int, date] = {}
    for week in range(weeks):
        for index in rng.sample(range(300 + 5 * week), 2):
            until.setdefault(index, START + timedelta(days=7 * week + 3))
    return Watchlist(
        "acme", tuple(Entry(str(i), f"client {i}", since=s, until=until.get(i)) for i, s in enumerate(since))
    )


def _there(entry: Entry, day: date) -> bool:
    return (entry.since is None or entry.since <= day) and (entry.until is None or day < entry.until)


@pytest.mark.parametrize("lost", [0.0, 0.05, 0.2])
def test_thefts_are_dated_within_a_week(lost: float) -> None:
    near = 0
    for seed in range(20):
        rng = random.Random(seed)
        clients, day = _company(rng), START + timedelta(days=rng.randrange(60, 600))
        found = [e.key for e in clients.entries if _there(e, day) and rng.random() >= lost]
        interval = dated(found, clients)
        assert interval is not None
        assert interval.after is not None
        assert interval.before is not None
        near += interval.after - timedelta(days=7) <= day <= interval.before + timedelta(days=7)
    assert near >= 19


def test_one_stray_match_moves_nothing_far() -> None:
    rng = random.Random(1)
    clients, day = _company(rng), START + timedelta(days=300)
    found = [e.key for e in clients.entries if _there(e, day)] + [clients.entries[-1].key]
    interval = dated(found, clients)
    assert interval is not None
    assert interval.before is not None
    assert interval.before <= day + timedelta(days=7)


def test_sample_is_bounded_by_its_newest_client() -> None:
    clients, day = _company(random.Random(2)), START + timedelta(days=400)
    found = random.Random(3).sample([e for e in clients.entries if e.since and _there(e, day)], 8)
    interval = dated([e.key for e in found], clients)
    assert interval is not None
    assert interval.after == max(e.since for e in found if e.since)
    assert interval.before is None or interval.before > day


def test_without_dates_nothing_is_known() -> None:
    clients = Watchlist("acme", tuple(Entry(str(i), f"client {i}") for i in range(50)))
    assert dated([e.key for e in clients.entries], clients) is None
    assert dated([], clients) is None
