from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from leakscan.errors import StoreError
from leakscan.model import Hit, hit_id
from leakscan.store import Kept, Step, Store, open_store
from tests.store.making import a_document, a_hit, a_step

TRIALS = 150


@pytest.fixture
def path(store: Store) -> Path:
    hits = store.commit_step(a_step(*(a_document(f"list {n}") for n in range(3)))).new
    store.triage(hits[:2], "confirm", "kim", "ours")
    store.note(hits, "asked the host", "ann")
    store.close()
    return store.path


def faults(path: Path) -> list[str]:
    with open_store(path) as store:
        return store.verify()


def change(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for trigger in ("events_stay", "events_as_written", "events_once"):
            connection.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_clean_store_has_no_fault(path: Path) -> None:
    assert faults(path) == []


@pytest.mark.parametrize("text", ["", "\0", "a\0b", "\ud800", "😀", "\\x00", "ß"])
def test_hostile_text_in_every_field_is_no_false_alarm(store: Store, text: str) -> None:
    document = a_document(f"hostile {text}", url=text, path=text)
    hit = a_hit(document, [f"{n}{text}" for n in range(4)], watchlist=f"acme{text}")
    store.commit_step(Step("files", (Kept(document, (hit,)),)))
    store.note([hit.id], text, f"kim{text}")
    assert store.verify() == []
    assert store.hit(hit.id).id == hit.id == hit_id(f"acme{text}", document.sha256)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM hits WHERE id = (SELECT hit FROM events WHERE id = 1)", "is gone, but the history has 2 events"),
        ("DELETE FROM documents", "refers to one of documents that is gone"),
        ("UPDATE hits SET severity = 'low'", "its severity is not what its assessment says"),
        ("UPDATE hits SET score = 0.5", "its score is not"),
        ("UPDATE hits SET watchlist = 'other'", "its watchlist is not"),
        ("UPDATE hits SET assessment = replace(assessment, '41.2', '11.2')", "its assessment is not as it was written"),
        ("UPDATE hits SET assessment = substr(assessment, 2)", "its assessment is not as it was written"),
        ("UPDATE hits SET assessment = '[]'", "its assessment is not as it was written"),
        ("UPDATE matches SET text = 'Someone else' WHERE number = 3", "its matches are not as they were written"),
        ("DELETE FROM matches WHERE number = 39", "its matches are not as they were written"),
        ("UPDATE events SET why = CAST(why AS BLOB) WHERE id = 1", "event 1 "),
        ("UPDATE events SET why = CAST(x'ff41' AS TEXT) WHERE id = 1", "event 1 "),
        ("UPDATE hits SET document = (SELECT max(sha256) FROM documents)", "its id is not that of"),
    ],
)
def test_what_was_changed_behind_the_store_is_named(path: Path, statement: str, told: str) -> None:
    change(path, statement)
    assert any(told in fault for fault in faults(path)), faults(path)


def test_any_letter_changed_in_history_or_assessments_is_noticed(path: Path) -> None:
    """Single letters of what is proved, changed one at a time; each is put back before the next."""
    chance = random.Random(7)
    columns = [("events", c) for c in ("hit", "at", "who", "action", "after", "why", "previous", "digest")]
    columns += [("hits", "assessment"), ("hits", "verdict"), ("matches", "text"), ("matches", "form")]
    change(path)
    with sqlite3.connect(path, isolation_level=None) as connection:
        for _ in range(TRIALS):
            table, column = chance.choice(columns)
            rows = connection.execute(f"SELECT DISTINCT {column} FROM {table} WHERE {column} <> ''").fetchall()  # noqa: S608
            was = chance.choice(rows)[0]
            at = chance.randrange(len(was))
            became = was[:at] + chr(ord(was[at]) ^ 1) + was[at + 1 :]
            if (became,) in rows:
                continue  # it could not be put back
            update = f"UPDATE {table} SET {column} = ? WHERE {column} = ?"  # noqa: S608  # named above
            connection.execute(update, [became, was])
            assert faults(path), (table, column, was, became)
            connection.execute(update, [was, became])
    connection.close()
    assert faults(path) == []


def test_a_torn_database_is_an_error(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 12] = b"\xff" * 4096 * 9
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        raise StoreError("; ".join(faults(path)))


def test_the_head_names_the_last_event_and_is_found_again(store: Store) -> None:
    assert store.head() == (0, "0" * 64)
    hits = store.commit_step(a_step(a_document("one"))).new
    (event,) = store.note(hits, "x", "kim")
    store.note(hits, "y", "kim")
    assert store.head()[0] == 2
    assert store.holds(event.digest)
    assert not store.holds("f" * 64)


def test_a_hit_that_is_assessed_anew_is_sealed_anew(store: Store) -> None:
    document = a_document("one")

    def commit(hit: Hit) -> None:
        store.commit_step(Step("files", (Kept(document, (hit,)),)))

    commit(a_hit(document))
    again = a_hit(document, ["Someone"])
    commit(replace(again, assessment=replace(again.assessment, score=1)))
    assert store.verify() == []
