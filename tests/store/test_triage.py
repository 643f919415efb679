from __future__ import annotations

from itertools import product

import pytest

from leakscan.errors import ConflictError, UnknownNameError, UsageError
from leakscan.model import Status
from leakscan.store import Store, open_store
from leakscan.store.triage import TRANSITIONS, Action
from tests.store.making import a_document, a_step

# The ways there are, written down once more by hand: what is not here is refused.
WAYS = {
    ("new", "acknowledge"): "acknowledged",
    ("new", "confirm"): "confirmed",
    ("new", "dismiss"): "dismissed",
    ("acknowledged", "confirm"): "confirmed",
    ("acknowledged", "dismiss"): "dismissed",
    ("acknowledged", "resolve"): "resolved",
    ("confirmed", "resolve"): "resolved",
    ("confirmed", "reopen"): "new",
    ("dismissed", "reopen"): "new",
    ("resolved", "reopen"): "new",
}
PATHS = {
    "new": [],
    "acknowledged": ["acknowledge"],
    "confirmed": ["confirm"],
    "dismissed": ["dismiss"],
    "resolved": ["confirm", "resolve"],
}


@pytest.fixture
def hits(store: Store) -> list[str]:
    return list(store.commit_step(a_step(*(a_document(str(n)) for n in range(3)))).new)


@pytest.mark.parametrize(("status", "action"), list(product(Status, Action)))
def test_every_status_and_action(store: Store, hits: list[str], status: Status, action: Action) -> None:
    for step in PATHS[status]:
        store.triage(hits[:1], step, "kim", "why")
    before = len(store.events(hits[0]))
    target = WAYS.get((status, action))
    if target is None and TRANSITIONS[action][1] is not status:
        with pytest.raises(UsageError, match=f"hit {hits[0]} is {status}"):
            store.triage(hits[:1], action, "kim")
        target = str(status)
    else:
        store.triage(hits[:1], action, "kim", "because")
    assert store.hit(hits[0]).hit.status == (target or status)
    assert len(store.events(hits[0])) - before == ((status, action) in WAYS)


def test_an_event_says_who_did_what_and_why(store: Store, hits: list[str]) -> None:
    (event,) = store.triage([hits[0][:8]], "dismiss", "kim", "a directory")
    told = (event.hit, event.who, event.action, event.before, event.after, event.why)
    assert told == (hits[0], "kim", "dismiss", "new", "dismissed", "a directory")
    assert store.events(hits[0]) == [event]
    assert store.events(hits[1]) == []


def test_a_decision_on_many_is_taken_on_all_or_none(store: Store, hits: list[str]) -> None:
    store.triage(hits[2:], "dismiss", "kim", "x")
    with pytest.raises(UsageError, match="reopen it first"):
        store.triage(hits, "confirm", "kim")
    with pytest.raises(UnknownNameError):
        store.triage([hits[0], "ffffffff"], "confirm", "kim")
    assert [store.hit(hit).hit.status for hit in hits] == ["new", "new", "dismissed"]
    assert store.verify_events() == []


def test_an_id_given_twice_counts_once(store: Store, hits: list[str]) -> None:
    assert len(store.triage([hits[0], hits[0][:6]], "confirm", "kim")) == 1


def test_an_unknown_action_is_refused(store: Store, hits: list[str]) -> None:
    with pytest.raises(ValueError, match="explode"):
        store.triage(hits, "explode", "kim")


def test_assigning_and_giving_back(store: Store, hits: list[str]) -> None:
    assert [event.after for event in store.assign(hits[:2], "ann", "kim")] == ["ann", "ann"]
    assert store.assign(hits[:1], "ann", "kim") == []
    assert store.hit(hits[0]).assignee == "ann"
    (event,) = store.assign(hits[:1], None, "ann")
    assert (event.before, event.after, store.hit(hits[0]).assignee) == ("ann", None, None)
    assert store.verify_events() == []


def test_notes_and_looks_are_events_that_change_nothing(store: Store, hits: list[str]) -> None:
    before = store.hit(hits[0])
    store.note(hits[:1], "asked the host\0 \ud800", "kim")
    store.revealed(hits[:1], "ann")
    assert store.hit(hits[0]) == before
    assert [(e.who, e.action, e.why) for e in store.events(hits[0])] == [
        ("kim", "note", "asked the host\\x00 \\ud800"),
        ("ann", "revealed", None),
    ]


def test_what_was_decided_meanwhile_is_not_decided_over(store: Store, hits: list[str]) -> None:
    seen = dict.fromkeys(hits, Status.NEW)
    store.triage(hits[1:2], "acknowledge", "ann", "mine")
    with pytest.raises(ConflictError, match=rf"hit {hits[1]} is acknowledged by now: acknowledge by ann \(mine\)"):
        store.triage(hits, "confirm", "kim", seen=seen)
    assert {store.hit(hit).hit.status for hit in (hits[0], hits[2])} == {"new"}, "none of them was moved"
    store.triage(hits, "confirm", "kim", seen=seen | {hits[1]: Status.ACKNOWLEDGED})
    assert {store.hit(hit).hit.status for hit in hits} == {"confirmed"}


def test_one_decision_among_several_is_taken_back(store: Store, hits: list[str]) -> None:
    first = store.triage(hits[:2], "confirm", "kim")[0].id
    store.triage(hits[2:], "dismiss", "kim", "x")
    assert [event.hit for event in store.take_back(first, "kim")] == hits[1::-1]
    assert [store.hit(hit).hit.status for hit in hits] == ["new", "new", "dismissed"]
    with pytest.raises(UsageError, match="was undone before"):
        store.take_back(first, "kim")
    store.undo([], "kim")
    assert store.states(hits) == dict.fromkeys(hits, (Status.NEW, None))
    assert store.verify() == []


def test_a_decision_that_was_built_upon_is_not_taken_back(store: Store, hits: list[str]) -> None:
    first = store.triage(hits, "confirm", "kim")[0].id
    store.triage(hits[:1], "resolve", "ann")
    with pytest.raises(UsageError, match="decided on since"):
        store.take_back(first, "kim")
    assert [store.hit(hit).hit.status for hit in hits] == ["resolved", "confirmed", "confirmed"]


def test_the_version_tells_that_somebody_else_wrote(store: Store, hits: list[str]) -> None:
    before = store.version()
    store.triage(hits[:1], "confirm", "kim")
    assert store.version() == before, "what one wrote oneself is no news"
    with open_store(store.path) as other:
        other.assign(hits, "ann", "ann")
    assert store.version() != before
    assert store.states([*hits, "none"])[hits[1]] == (Status.NEW, "ann")
