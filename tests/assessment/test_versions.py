"""Several dated exports of one list: which of them a leak equals best, and when between two of them it was taken."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from leakscan.model import Assessment, Entry, Verdict, Watchlist
from leakscan.watchlist.versions import with_versions
from tests.assessment.given import NAMES, assessed

START = date(2020, 1, 1)
MONTHS = [date(2020, month, 1) for month in range(1, 8)]


class Company:
    """Clients who join and leave, and search more every day; exported on the first of each month."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(seed)
        self.names = rng.sample(NAMES, 100)
        self.joined = {name: rng.choice([-400, -200, rng.randrange(180)]) for name in self.names}
        self.left = {name: rng.randrange(180) if rng.random() < 0.2 else 9999 for name in self.names}
        self.rate = {name: rng.lognormvariate(0, 1.2) for name in self.names}

    def on(self, day: date) -> Watchlist:
        """The list as exported on a day."""
        return Watchlist("acme", tuple(self._entries((day - START).days)), ("searches",))

    def _entries(self, at: int) -> Iterator[Entry]:
        for name in self.names:
            if self.joined[name] <= at < self.left[name]:
                yield Entry(name, name, figures={"searches": float(int(self.rate[name] * (at - self.joined[name])))})

    def watchlist(self) -> Watchlist:
        """The newest export with the older ones."""
        return with_versions(self.on(MONTHS[-1]), {day: self.on(day) for day in MONTHS[:-1]})


def _stolen(company: Company, day: date) -> str:
    rows = [f"{e.name};{e.figures['searches']:.0f}" for e in company.on(day).entries]
    random.Random(7).shuffle(rows)
    return "\n".join(rows)


def _says(found: Assessment, test: str) -> str:
    return next((item.says for item in found.evidence if item.test == test), "")


@pytest.mark.parametrize("month", MONTHS[:-1])
def test_an_export_is_recognised(month: date) -> None:
    company = Company(1)
    found = assessed(_stolen(company, month), company.watchlist())
    assert found.verdict is Verdict.CLIENT_LIST
    said = _says(found, "version")
    number = len(company.on(month).entries)
    assert f"the one of {month} equals the document best" in said
    assert f"{number} of {number} numbers equal its searches" in said
    assert f"{number} of the {number} clients here stood on it" in said


def test_the_newest_export_is_no_version() -> None:
    company = Company(2)
    found = assessed(_stolen(company, MONTHS[-1]), company.watchlist())
    assert _says(found, "version") == ""
    assert found.figures["searches"].agree == found.figures["searches"].compared


def test_thefts_between_exports_are_dated_by_figures() -> None:
    near = within = 0
    for seed in range(20):
        company, day = Company(seed), START + timedelta(days=random.Random(seed).randrange(3, 140))
        found = assessed(_stolen(company, day), company.watchlist())
        assert found.dated is not None
        assert found.dated.likely is not None
        near += abs(found.dated.likely - day) <= timedelta(days=7)
        within += (
            (found.dated.after or date.min) - timedelta(7) <= day <= (found.dated.before or date.max) + timedelta(7)
        )
    assert near >= 19
    assert within >= 19


def test_former_clients_are_looked_for() -> None:
    company = Company(3)
    now, first = company.on(MONTHS[-1]), company.on(MONTHS[0])
    whole = company.watchlist()
    gone = {e.key for e in first.entries} - {e.key for e in now.entries}
    assert gone
    assert gone <= set(whole.by_key)
    assert list(whole.versions) == MONTHS[:-1]


def test_without_figures_the_version_is_told_by_who_stands_there() -> None:
    company = Company(4)
    names = [e.name for e in company.on(MONTHS[2]).entries]
    plain = Watchlist("acme", tuple(Entry(e.key, e.name) for e in company.watchlist().entries))
    older = {day: Watchlist("acme", tuple(Entry(e.key, e.name) for e in company.on(day).entries)) for day in MONTHS}
    found = assessed("\n".join(names), with_versions(plain, older))
    assert f"Of 7 dated versions of our list the one of {MONTHS[2]} equals the document best" in _says(found, "version")
