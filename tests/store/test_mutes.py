from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from leakscan.errors import UnknownNameError, UsageError
from leakscan.model import Verdict
from leakscan.store import HitFilter, Kept, Mute, Step, Store, mutes
from tests.store.making import a_document, a_hit

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOON = NOW + timedelta(days=30)


def put(store: Store, text: str, *clients: str, source: str = "files", canary: bool = False, **more: object) -> str:
    store.clock = lambda: NOW
    document = a_document(text, source=source, url=f"https://x.example/{source}", path=None)
    hit = a_hit(document, clients or ("A", "B"), **more)  # type: ignore[arg-type]
    if not canary:
        hit = replace(hit, assessment=replace(hit.assessment, canaries=()))
    store.commit_step(Step(source, (Kept(document, (hit,)),)))
    return hit.id


def shown(store: Store) -> set[str]:
    return {stored.id for stored in store.hits(HitFilter(muted=False))}


def mute(store: Store, **what: object) -> Mute:
    return store.mute(Mute("known", "kim", SOON, **what))  # type: ignore[arg-type]


def test_a_mute_of_a_watchlist_an_incident_and_its_end(store: Store) -> None:
    acme, flock = put(store, "1", "A", "B"), put(store, "2", "C", "D", watchlist="flock")
    mute(store, watchlist="acme")
    assert shown(store) == {flock}
    assert {stored.id for stored in store.hits(HitFilter(muted=True))} == {acme}
    mute(store, incident=store.hit(flock).incident)
    assert shown(store) == set()
    assert len(store.hits()) == 2
    store.clock = lambda: SOON
    assert shown(store) == {acme, flock}


def test_a_mute_of_entries_hides_what_exposes_nobody_else(store: Store) -> None:
    one, two, more = put(store, "1", "A"), put(store, "2", "A", "B"), put(store, "3", "A", "B", "C")
    other = put(store, "4", "A", watchlist="flock")
    mute(store, watchlist="acme", entry="cA")
    assert shown(store) == {two, more, other}
    mute(store, watchlist="acme", entry="b")
    assert shown(store) == {more, other}
    assert [each.hidden for each in store.mutes()] == [0, 1], "alone, the second hides nothing"
    with pytest.raises(UnknownNameError, match="2 entries are called like"):
        mute(store, entry="A")
    assert one


def test_a_mute_of_a_source_ends_where_the_document_is_seen_elsewhere(store: Store) -> None:
    hit = put(store, "1", source="news")
    mute(store, source="news")
    assert shown(store) == set()
    put(store, "1", source="forum")
    assert shown(store) == {hit}


@pytest.mark.parametrize("what", [{"watchlist": "acmee"}, {"source": "file"}, {"incident": 7}, {"entry": "cZ"}])
def test_what_was_never_found_is_muted_only_where_it_is_said_to_exist(store: Store, what: dict[str, object]) -> None:
    put(store, "1", "A")
    with pytest.raises(UnknownNameError):
        mute(store, **what)
    wanted = Mute("known", "kim", SOON, **what)  # type: ignore[arg-type]
    assert store.mute(wanted, unseen=True).hidden == 0


@pytest.mark.parametrize(
    "what", [{"watchlist": "acme"}, {"source": "files"}, {"incident": 1}, {"watchlist": "acme", "entry": "cA"}]
)
def test_no_mute_hides_a_canary(store: Store, what: dict[str, object]) -> None:
    planted = put(store, "1", "A", canary=True)
    told = put(store, "2", "A", verdict=Verdict.CANARY)
    plain = put(store, "3", "A")
    mute(store, **what)
    assert shown(store) == {planted, told}
    assert plain


def test_a_mute_is_in_the_history_and_a_change_behind_it_is_named(store: Store) -> None:
    put(store, "1")
    made = mute(store, source="files")
    assert store.verify() == []
    for change in ("expires = '2099-01-01T00:00:00Z'", "ended = '2026-01-01T00:00:00Z'", "source = 'other'"):
        store._db.execute("SAVEPOINT before")
        store._db.execute(f"UPDATE mutes SET {change}")  # noqa: S608  # from above
        assert any("mute 1 " in fault for fault in mutes.faults(store._db))
        store._db.execute("ROLLBACK TO before")
        store._db.execute("RELEASE before")
    store.unmute(made.id, "ann", "over")
    assert store.verify() == []
    store._db.execute("DELETE FROM mutes")
    assert store.verify() == ["the mute of event 1 is gone"]


def test_undo_is_refused_where_somebody_decided_since(store: Store) -> None:
    hits = [put(store, "1"), put(store, "2", "C", "D")]
    store.triage(hits, "acknowledge", "kim")
    store.triage(hits[:1], "confirm", "ann")
    with pytest.raises(UsageError, match="was decided on since"):
        store.undo([], "kim")
    assert [str(store.hit(hit).hit.status) for hit in hits] == ["confirmed", "acknowledged"], "all or nothing"
    store.undo([], "ann")
    store.undo([], "kim")
    assert [str(store.hit(hit).hit.status) for hit in hits] == ["new", "new"]
    assert store.verify() == []


def test_undo_on_one_hit_walks_back_its_decisions(store: Store) -> None:
    hit = put(store, "1")
    store.triage([hit], "acknowledge", "kim")
    store.assign([hit], "ann", "kim")
    store.note([hit], "x", "kim")
    store.triage([hit], "confirm", "ann")
    for action in ("undo confirm", "undo assign", "undo acknowledge"):
        assert [event.action for event in store.undo([hit[:8]], "lee")] == [action]
    with pytest.raises(UsageError, match="nothing was decided"):
        store.undo([hit], "lee")
    with pytest.raises(UsageError, match="undone before"):
        store.undo([], "ann")
    stored = store.hit(hit)
    assert (str(stored.hit.status), stored.assignee) == ("new", None)
    assert store.verify() == []


def test_undo_of_a_hundred_decisions_leaves_every_hit_as_it_was(store: Store) -> None:
    hits = [put(store, str(n), f"N{n}", f"M{n}") for n in range(20)]
    before = store._db.execute("SELECT id, status, assignee FROM hits ORDER BY id").fetchall()
    for n in range(100):
        actions = [("acknowledge",), ("confirm",), ("reopen",), ("assign",)][n % 4]
        if actions == ("assign",):
            store.assign(hits[: n % 7 + 1], f"p{n}", "kim")
        else:
            store.triage(hits[:8], actions[0], "kim")
    while True:
        try:
            store.undo([], "kim")
        except UsageError as error:
            assert "nothing that could be undone" in str(error)  # noqa: PT017  # it ends the loop
            break
    assert store._db.execute("SELECT id, status, assignee FROM hits ORDER BY id").fetchall() == before
    assert store.verify() == []


def test_history_stays_append_only(store: Store) -> None:
    store.triage([put(store, "1")], "confirm", "kim")
    store.undo([], "kim")
    with pytest.raises(sqlite3.IntegrityError):
        store._db.execute("DELETE FROM events")
