"""Whatever is changed, taken away or moved in evidence, history or an export is named; what is whole never is."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from leakscan.cli.asking import who
from leakscan.errors import UsageError
from leakscan.store import Store, open_store
from tests.cli.conftest import NAMES, Desk
from tests.store.making import a_document, a_step

FLIPS = [40, pytest.param(1_000, marks=[pytest.mark.slow, pytest.mark.timeout(3_000)])]
CLEAN = [5, pytest.param(100, marks=[pytest.mark.slow, pytest.mark.timeout(3_000)])]


@pytest.fixture
def kept(desk: Desk) -> Path:
    """A workspace with evidence, a history and an export; returns the export."""
    hits = [desk.leak(), desk.leak(NAMES[:6], path="b.csv")]
    for number in range(6):
        desk.run("hits", ("confirm", "reopen")[number % 2], *hits, "--reason", f"reason {number}")
        desk.run("hits", "note", hits[number % 2], f"note {number}")
    desk.run("hits", "mute", "--source", "files", "--for", "30d", "--reason", "x")
    assert desk.run("hits", "export", "--format", "json", "--muted", "-o", str(desk.root / "hits.json")).exit_code == 0
    return desk.root / "hits.json"


def whole(desk: Desk, export: Path) -> bool:
    """Whether verify finds nothing wrong; it has to say something where it does."""
    done = desk.run("verify", "--file", str(export))
    assert done.exit_code in {0, 3}, done.stderr
    assert bool(done.stdout) == (done.exit_code == 3)
    return done.exit_code == 0


@pytest.mark.parametrize("count", FLIPS)
def test_every_flipped_bit_of_a_file_is_noticed(desk: Desk, kept: Path, count: int) -> None:
    chance = random.Random(3)
    files = [kept, *(desk.root / "evidence").rglob("*.warc.gz")]
    for _ in range(count):
        file = chance.choice(files)
        before = file.read_bytes()
        at, bit = chance.randrange(len(before)), 1 << chance.randrange(8)
        file.write_bytes(before[:at] + bytes([before[at] ^ bit]) + before[at + 1 :])
        assert not whole(desk, kept), (file.name, at, bit)
        file.write_bytes(before)
    assert whole(desk, kept)


def _flip(connection: sqlite3.Connection, chance: random.Random) -> object:
    column = chance.choice(("hit", "at", "who", "action", "before", "after", "why", "previous", "digest"))
    rows = connection.execute(f"SELECT id, {column} FROM events WHERE {column} <> ''").fetchall()  # noqa: S608
    number, value = chance.choice(rows)
    at, bit = chance.randrange(len(value)), 1 << chance.randrange(7)
    became = value[:at] + chr(ord(value[at]) ^ bit) + value[at + 1 :]
    connection.execute(f"UPDATE events SET {column} = ? WHERE id = ?", [became, number])  # noqa: S608
    return column, number, value, became


def _delete(connection: sqlite3.Connection, chance: random.Random) -> object:
    last = connection.execute("SELECT max(id) FROM events").fetchone()[0]
    first = chance.randint(1, last)
    connection.execute("DELETE FROM events WHERE id BETWEEN ? AND ?", [first, chance.randint(first, last)])
    return first, last


def _reorder(connection: sqlite3.Connection, chance: random.Random) -> object:
    last = connection.execute("SELECT max(id) FROM events").fetchone()[0]
    one, other = sorted(chance.sample(range(1, last + 1), 2))
    for number, becomes in ((one, -1), (other, one), (-1, other)):
        connection.execute("UPDATE events SET id = ? WHERE id = ?", [becomes, number])
    return one, other


@pytest.mark.parametrize("harm", [_flip, _delete, _reorder])
@pytest.mark.parametrize("count", FLIPS)
def test_every_change_of_the_history_is_noticed(
    desk: Desk, kept: Path, count: int, harm: Callable[[sqlite3.Connection, random.Random], object]
) -> None:
    chance = random.Random(5)
    with open_store(desk.root / "leakscan.db") as store, sqlite3.connect(store.path, isolation_level=None) as rival:
        for trigger in ("events_stay", "events_as_written", "events_once"):
            rival.execute(f"DROP TRIGGER {trigger}")
        events = rival.execute("SELECT * FROM events ORDER BY id").fetchall()
        for _ in range(count):
            done = harm(rival, chance)
            assert store.verify(), done
            rival.execute("DELETE FROM events")
            rival.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", events)
        assert store.verify() == []
    rival.close()
    assert whole(desk, kept)


@pytest.mark.parametrize("count", CLEAN)
def test_no_whole_store_is_called_anything_else(tmp_path: Path, count: int) -> None:
    chance = random.Random(11)
    for number in range(count):
        with open_store(tmp_path / f"{number}.db") as store:
            _live(store, chance)
            assert store.verify() == [], number


def _live(store: Store, chance: random.Random) -> None:
    """A store's life: documents come and come again, people decide, take back, note, assign, mute."""
    hits: list[str] = []
    for turn in range(chance.randint(3, 12)):
        hits += store.commit_step(a_step(a_document(f"list {chance.randrange(8)}", path=f"{turn}.csv"))).new
        some = chance.sample(hits, chance.randint(1, len(hits)))
        for action in ("acknowledge", "confirm", "dismiss", "resolve", "reopen"):
            able = [hit for hit in some if _can(store, hit, action)]
            if able and chance.random() < 0.5:
                store.triage(able, action, who(), chance.choice((None, "ours", "ü\u202e")))
        store.assign(some, chance.choice((None, "ann", "")), "kim")
        store.note(some, "noted", "kim")
        store.exported(f"{turn:064x}", "hits", "kim")
        if chance.random() < 0.4:
            with suppress(UsageError):  # nothing to take back, or something was built on it
                store.undo([], "kim")


def _can(store: Store, hit: str, action: str) -> bool:
    from leakscan.store.triage import TRANSITIONS, Action

    return store.hit(hit).hit.status in TRANSITIONS[Action(action)][0]
