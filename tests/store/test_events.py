from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from leakscan.store import Store
from tests.store.making import a_document, a_step


@pytest.fixture
def path(store: Store) -> Path:
    """A history of eight events on three hits."""
    hits = list(store.commit_step(a_step(*(a_document(str(n)) for n in range(3)))).new)
    store.triage(hits, "acknowledge", "kim")
    store.triage(hits[:2], "confirm", "ann", "ours")
    store.assign(hits[:2], "ann", "kim")
    store.note(hits[:1], "taken down", "ann")
    assert store.verify_events() == []
    return store.path


def tamper(path: Path, *statements: str) -> None:
    """What somebody with the file and an SQLite shell can do."""
    with sqlite3.connect(path) as connection:
        for statement in ("DROP TRIGGER events_stay", "DROP TRIGGER events_as_written", *statements):
            connection.execute(statement)
    connection.close()


def test_history_can_not_be_changed_by_accident(path: Path) -> None:
    connection = sqlite3.connect(path)
    for statement in (
        "DELETE FROM events",
        "UPDATE events SET who = 'x' WHERE id = 3",
        "INSERT OR REPLACE INTO events SELECT 3, hit, at, 'x', 'y', '', '', '', previous, digest FROM events",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("column", ["hit", "at", "who", "action", "before", "after", "why", "previous", "digest"])
@pytest.mark.parametrize("event", [1, 4, 8])
def test_an_edited_event_is_named(store: Store, path: Path, event: int, column: str) -> None:
    tamper(path, f"UPDATE events SET {column} = '2026-01-01T00:00:00Z' WHERE id = {event}")  # noqa: S608  # columns named above
    assert f"event {event} " in " ".join(store.verify_events())


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [(1, 1, "event 1 is"), (3, 5, "events 3 to 5 are"), (8, 8, "event 8 is"), (1, 8, "events 1 to 8 are")],
)
def test_missing_events_are_named_at_the_ends_too(store: Store, path: Path, first: int, last: int, told: str) -> None:
    tamper(path, f"DELETE FROM events WHERE id BETWEEN {first} AND {last}")  # noqa: S608  # numbers
    assert f"{told} missing" in store.verify_events()


def test_two_events_in_each_others_place_are_named(store: Store, path: Path) -> None:
    swap = (
        "UPDATE events SET id = 100 WHERE id = 2",
        "UPDATE events SET id = 2 WHERE id = 3",
        "UPDATE events SET id = 3 WHERE id = 100",
    )
    tamper(path, *swap)
    told = " ".join(store.verify_events())
    assert "event 2" in told
    assert "event 3" in told


def test_an_event_put_in_is_named(store: Store, path: Path) -> None:
    tamper(
        path,
        "DROP TRIGGER events_once",
        "INSERT INTO events SELECT 9, hit, at, 'eve', 'note', '', '', '', previous, digest FROM events WHERE id = 8",
    )
    assert any("event 9" in fault for fault in store.verify_events())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("status = 'dismissed'", "is dismissed, but its history says"),
        ("assignee = 'mallory'", "is mallory, but its history says"),
    ],
)
def test_a_hit_changed_behind_the_history_is_named(store: Store, path: Path, change: str, told: str) -> None:
    tamper(path, f"UPDATE hits SET {change} WHERE id = (SELECT min(id) FROM hits)")  # noqa: S608  # named above
    assert any(told in fault for fault in store.verify_events())


def test_events_chain_across_hits(store: Store, path: Path) -> None:
    every = sorted((event for hit in store.hits() for event in store.events(hit.id)), key=lambda event: event.id)
    assert [event.id for event in every] == list(range(1, 9))
    assert [event.previous for event in every] == ["0" * 64, *(event.digest for event in every[:-1])]
