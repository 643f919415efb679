from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leakscan.errors import ConflictError, UsageError
from leakscan.model import Status
from leakscan.review import session as of_session
from leakscan.review.session import Session
from leakscan.store import HitFilter, Mute, Store, open_store
from leakscan.workspace import Place
from tests.review.making import put

OPEN = HitFilter(statuses=(Status.NEW, Status.ACKNOWLEDGED), muted=False)


def session_of(store: Store, wanted: HitFilter = OPEN) -> Session:
    return Session(Place(store.path.parent), store, "kim", wanted)


def test_the_queue_is_read_in_pages_to_its_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_session, "PAGE", 10)
    hits = put(store, 25)
    session = session_of(store)
    assert (len(session.items), session.ended) == (10, False)
    session.decide([session.items[-1].id], "confirm")
    assert [session.more(), session.more(), session.more()] == [10, 5, 0]
    assert session.ended
    assert [item.id for item in session.items] == [hit.id for hit in store.hits()]
    assert {item.id for item in session.items} == set(hits)


def test_decisions_are_in_the_store_and_taken_back_one_by_one(store: Store) -> None:
    hits = put(store, 4)
    session = session_of(store)
    session.decide(hits[:1], "confirm", "ours")
    session.decide(hits[1:3], "dismiss", "a directory")
    session.assign(hits[3:], "ann")
    session.note(hits[:1], "asked the host")
    assert session.decided == 4
    states = {item.id: (item.hit.status, item.assignee) for item in session.items}
    assert states == store.states(hits)
    assert states[hits[1]] == (Status.DISMISSED, None)
    assert [event.hit for event in session.undo()] == hits[3:]
    assert {event.hit for event in session.undo()} == set(hits[1:3])
    assert {event.hit for event in session.undo()} == set(hits[:1])
    assert session.undo() == []
    assert store.states(hits) == dict.fromkeys(hits, (Status.NEW, None))
    assert (session.decided, store.verify()) == (0, [])


def test_deciding_what_is_decided_so_already_is_nothing_to_take_back(store: Store) -> None:
    hits = put(store, 2)
    session = session_of(store)
    session.decide(hits, "confirm")
    assert session.decide(hits, "confirm") == []
    assert len(session.undo()) == 2
    assert session.undo() == []


def test_what_a_colleague_decided_meanwhile_is_shown_before_it_is_decided_over(store: Store) -> None:
    hits = put(store, 3)
    session = session_of(store)
    with open_store(store.path) as other:
        other.triage(hits[:1], "acknowledge", "ann", "mine")
    assert session.changed()
    with pytest.raises(ConflictError, match="acknowledge by ann"):
        session.decide(hits[:2], "confirm")
    assert store.states(hits)[hits[1]] == (Status.NEW, None)
    assert next(item for item in session.items if item.id == hits[0]).hit.status is Status.ACKNOWLEDGED
    assert len(session.decide(hits[:2], "confirm")) == 2, "having seen it, it may be decided"
    assert not session.changed()


def test_what_a_colleague_built_upon_stands(store: Store) -> None:
    hits = put(store, 1)
    session = session_of(store)
    session.decide(hits, "confirm")
    with open_store(store.path) as other:
        other.triage(hits, "resolve", "ann")
    with pytest.raises(UsageError, match="decided on since"):
        session.undo()
    assert store.states(hits)[hits[0]] == (Status.RESOLVED, None)


def test_renewing_tells_what_moved_and_new_hits_wait_to_be_read(store: Store) -> None:
    hits = put(store, 5)
    session = session_of(store)
    with open_store(store.path) as other:
        other.assign(hits[2:3], "bo", "ann")
        late = put(other, 7, first=5)
    assert session.renew() == hits[2:3]
    assert session.look_for_new() == 7
    assert {item.id for item in session.items} == set(hits), "what is looked at does not move"
    session.restart()
    assert {item.id for item in session.items} == {*hits, *late}
    assert session.look_for_new() == 0


def test_a_mute_is_a_decision_too(store: Store) -> None:
    put(store, 3)
    session = session_of(store)
    made, hidden = session.mute(Mute("ours", "kim", datetime.now(UTC) + timedelta(days=1), source="files"))
    assert (made.source, hidden) == ("files", 0), "these hold a canary, which nothing hides"
    assert [event.action for event in session.undo()] == ["unmute"]
    assert [mute.ended is not None for mute in store.mutes()] == [True]


def test_a_reveal_is_written_down(store: Store) -> None:
    (hit,) = put(store, 1)
    session_of(store).reveal(hit)
    assert [(event.who, event.action) for event in store.events(hit)] == [("kim", "revealed")]
    assert session_of(store).case(hit).history[-1].action == "revealed"
