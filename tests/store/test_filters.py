"""Every way of finding a page finds the page that looking at every hit would."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leakscan.model import Severity, Status, Verdict
from leakscan.store import HitFilter, HitSort, Kept, Mute, Step, Store, StoredHit, filters, open_store
from tests.store.making import a_document, a_hit

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NAMES = [f"Northwind Branch {n}" for n in range(9)]
SOURCES = ("files", "forum", "pastes")
WAYS = {
    "looked up": (10**9, 0, 0),
    "walked": (-1, 10**9, 0),
    "looked up after a walk was given up": (-1, 1, 10**9),
    "walked to the end": (-1, 1, -1),
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Eighty hits with every field at random, some muted."""
    store = open_store(tmp_path_factory.mktemp("full") / "leakscan.db")
    chance = random.Random(11)
    for number in range(80):
        when = NOW - timedelta(hours=chance.randrange(40))
        store.clock = lambda when=when: when  # type: ignore[misc]
        document = a_document(f"list {number}", source=chance.choice(SOURCES), url=f"https://x.example/{number % 7}")
        names = chance.sample(NAMES, chance.randint(1, 4))
        made = a_hit(
            document,
            names,
            watchlist=chance.choice(("acme", "flock")),
            verdict=chance.choice(list(Verdict)),
            severity=chance.choice(list(Severity)),
        )
        if chance.random() < 0.8:
            made = replace(made, assessment=replace(made.assessment, canaries=()))
        store.commit_step(Step(document.sighting.source, (Kept(document, (made,)),)))
        if chance.random() < 0.4:
            store.triage([made.id], chance.choice(("acknowledge", "confirm", "dismiss")), "kim", "x")
        if chance.random() < 0.3:
            store.assign([made.id], chance.choice(("ann", "bo")), "kim")
    for told in ({"entry": f"c{NAMES[0]}", "watchlist": "acme"}, {"source": "pastes"}, {"incident": 2}):
        store.clock = lambda: NOW
        store.mute(Mute("x", "kim", NOW + timedelta(days=9), **told))
    return store


def shows(hit: StoredHit, wanted: HitFilter, sources: set[str]) -> bool:
    """Whether a filter lets a hit through, asked of the hit alone."""
    a = hit.hit.assessment
    names = {match.entry.casefold() for match in a.matches} | {name.casefold() for name in hit.hit.names.values()}
    texts = [match.text for match in a.matches] + [hit.hit.sighting.url or ""]
    tests: dict[str, Callable[[], bool]] = {
        "statuses": lambda: hit.hit.status in wanted.statuses,
        "severity": lambda: a.severity.rank >= wanted.severity.rank,  # type: ignore[union-attr]
        "severity_to": lambda: a.severity.rank <= wanted.severity_to.rank,  # type: ignore[union-attr]
        "watchlists": lambda: a.watchlist in wanted.watchlists,
        "source": lambda: wanted.source in sources,
        "since": lambda: hit.first_seen >= wanted.since,  # type: ignore[operator]
        "entry": lambda: any(str(wanted.entry).casefold() in name for name in names),
        "text": lambda: any(str(wanted.text).casefold() in text.casefold() for text in texts),
        "incident": lambda: hit.incident == wanted.incident,
        "verdicts": lambda: a.verdict in wanted.verdicts,
        "assignee": lambda: (hit.assignee or "") == wanted.assignee,
        "muted": lambda: is_muted(hit, sources) is wanted.muted,
    }
    plain = HitFilter()
    asked = [f.name for f in fields(HitFilter) if getattr(wanted, f.name) != getattr(plain, f.name)]
    return all(tests[name]() for name in asked if name in tests)


def is_muted(hit: StoredHit, sources: set[str]) -> bool:
    a = hit.hit.assessment
    if a.verdict is Verdict.CANARY or a.canaries:
        return False
    entries = {match.entry for match in a.matches}
    return (a.watchlist == "acme" and entries == {f"c{NAMES[0]}"}) or sources == {"pastes"} or hit.incident == 2


def a_filter(chance: random.Random) -> HitFilter:
    choices: dict[str, Callable[[], object]] = {
        "statuses": lambda: tuple(chance.sample(list(Status), chance.randint(1, 3))),
        "severity": lambda: chance.choice(list(Severity)),
        "severity_to": lambda: chance.choice(list(Severity)),
        "watchlists": lambda: (chance.choice(("acme", "flock", "other")),),
        "source": lambda: chance.choice((*SOURCES, "none")),
        "since": lambda: NOW - timedelta(hours=chance.randrange(45)),
        "entry": lambda: chance.choice(("north", "branch 3", "cNorthwind Branch 0", "nobody")),
        "text": lambda: chance.choice(("NORTHWIND", "example/3", "h 5", "zz", "branch 2")),
        "incident": lambda: chance.randint(1, 9),
        "verdicts": lambda: tuple(chance.sample(list(Verdict), 2)),
        "assignee": lambda: chance.choice(("ann", "bo", "", "cy")),
        "muted": lambda: chance.choice((True, False)),
    }
    chosen = chance.sample(sorted(choices), chance.randint(0, 4))
    return HitFilter(**{name: choices[name]() for name in chosen}, sort=chance.choice(list(HitSort)))  # type: ignore[arg-type]


@pytest.mark.parametrize("way", WAYS)
def test_every_way_finds_what_looking_at_each_hit_finds(way: str, full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in zip(("_FEW", "_STEPS", "_MANY"), WAYS[way], strict=True):
        monkeypatch.setattr(filters, name, value)
    chance, some = random.Random(5), 0
    whole = {sort: full.hits(HitFilter(sort=sort), with_matches=True) for sort in HitSort}
    seen = {hit.id: {s.sighting.source for s in full.sightings(hit.id)} for hit in whole[HitSort.URGENT]}
    for _ in range(150):
        wanted = a_filter(chance)
        expected = [hit.id for hit in whole[wanted.sort] if shows(hit, wanted, seen[hit.id])]
        assert [hit.id for hit in full.hits(wanted)] == full.ids(wanted) == expected, wanted
        assert [hit.id for hit in full.hits(replace(wanted, limit=3))] == expected[:3], wanted
        if len(expected) > 4:
            behind = replace(wanted, limit=3, after=expected[1])
            assert [hit.id for hit in full.hits(behind)] == expected[2:5], wanted
        some += bool(expected)
    assert some > 70


def test_an_upgraded_store_is_walked_along_its_new_indexes(tmp_path: Path, full: Store) -> None:
    plan = full._db.execute(
        "EXPLAIN QUERY PLAN SELECT h.id FROM hits h INDEXED BY hits_by_urgency WHERE +h.status = 'new'"
        " ORDER BY h.rank DESC, h.first_seen DESC, h.id DESC LIMIT 9"
    ).fetchall()
    assert [row[3] for row in plan] == ["SCAN h USING COVERING INDEX hits_by_urgency"]
