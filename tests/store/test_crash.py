"""Killed, crowded, full, denied: what was committed stands, what was not is not there, and the cause is told."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from leakscan.errors import StoreError
from leakscan.store import HitFilter, Store, open_store
from tests.store.making import a_document, a_step

ROOT = Path(__file__).parents[2]
STEPS = 12  # of each of several writers
TABLES = ("documents", "sightings", "hits", "matches", "entries", "incidents", "cursors", "seen")
WRITER = """
import sys
from leakscan.store import open_store
from tests.store.making import a_document, a_step
with open_store(sys.argv[1]) as store:
    for n in range(int(sys.argv[2]), 1_000_000):
        store.commit_step(a_step(a_document(str(n)), source="paste", cursor={"last": n}, seen=(str(n),)))
        print(n, flush=True)
"""


def rows(store: Store, table: str) -> int:
    return int(store._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  # named in TABLES


def whole(store: Store) -> None:
    assert store._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert store._db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert store.verify_events() == []


@pytest.mark.parametrize("kills", [(1, 3, 8), pytest.param([*range(1, 60, 2)], marks=pytest.mark.slow)], ids=len)
def test_killed_at_any_moment_nothing_is_lost_or_twice(tmp_path: Path, kills: list[int]) -> None:
    """Each writer is killed after another number of steps, and the next goes on where the cursor says."""
    path, acknowledged = tmp_path / "leakscan.db", -1
    for steps in kills:
        command = [sys.executable, "-c", WRITER, str(path), str(acknowledged + 1)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            for _ in range(steps):
                acknowledged = int(writer.stdout.readline())
            os.kill(writer.pid, signal.SIGKILL)
            acknowledged = max([acknowledged, *map(int, writer.stdout.read().split())])
        with open_store(path) as store:
            whole(store)
            last = store.cursor("paste")["last"]
            assert last in {acknowledged, acknowledged + 1}, "a step may be committed but not yet told"
            assert isinstance(last, int)
            assert len(store.hits()) == last + 1
            assert len(store.has_seen("paste", map(str, range(last + 2)))) == last + 1


def test_killed_in_the_middle_of_a_transaction_leaves_nothing_of_it(tmp_path: Path) -> None:
    code = """
import os, signal, sys
from leakscan.store import open_store, steps
from tests.store.making import a_document, a_step
store = open_store(sys.argv[1])
store.commit_step(a_step(a_document("before"), source="paste", cursor={"last": 1}))
steps.cursors.write = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
store.commit_step(a_step(a_document("during"), source="paste", cursor={"last": 2}))
"""
    path = tmp_path / "leakscan.db"
    done = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    with open_store(path) as store:
        whole(store)
        assert len(store.hits()) == 1
        assert store.cursor("paste") == {"last": 1}
        store.commit_step(a_step(a_document("during"), source="paste", cursor={"last": 2}))
        assert len(store.hits()) == 2


def _commit_many(arguments: tuple[str, int]) -> int:
    path, worker = arguments
    with open_store(path) as store:
        for n in range(STEPS):
            shared = a_document(f"shared {n}", source=f"source {worker}")
            own = a_document(f"{worker} {n}", source=f"source {worker}")
            store.commit_step(a_step(shared, own, source=f"source {worker}", cursor={"last": n}))
            store.note([store.hits(HitFilter(limit=1))[0].id], f"{worker} {n}", "kim")
    return worker


def test_four_processes_write_at_once_and_nobody_is_turned_away(tmp_path: Path) -> None:
    path = str(tmp_path / "leakscan.db")
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert pool.map(_commit_many, [(path, worker) for worker in range(4)], chunksize=1) == [0, 1, 2, 3]
    with open_store(path) as store:
        whole(store)
        assert len(store.hits()) == STEPS + 4 * STEPS
        assert [store.cursor(f"source {worker}") for worker in range(4)] == [{"last": STEPS - 1}] * 4
        assert len(store.hits(HitFilter(text="shared"))) == 0, "content is not in the store"
        assert rows(store, "events") == 4 * STEPS
        assert rows(store, "sightings") == 4 * STEPS + 4 * STEPS


def test_any_thread_may_write(store: Store) -> None:
    def write(worker: int) -> None:
        for n in range(20):
            store.commit_step(a_step(a_document(f"{worker} {n}")))

    threads = [threading.Thread(target=write, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.hits()) == 80


@pytest.mark.parametrize("room", [0, 1, 2, 5, 10, 20, 40])
def test_a_full_disk_is_told_and_what_was_committed_stands(store: Store, room: int) -> None:
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages + room}")
    committed = 0
    with pytest.raises(StoreError, match="the disk is full; nothing of this step was written"):  # noqa: PT012
        for n in range(200):
            store.commit_step(a_step(a_document(str(n)), cursor={"last": n}))
            committed += 1
    assert committed or room < 20
    assert len(store.hits()) == committed
    assert store.cursor("files") == ({"last": committed - 1} if committed else {})
    store._db.execute("PRAGMA max_page_count = 100000")
    store.commit_step(a_step(a_document(str(committed)), cursor={"last": committed}))
    whole(store)


def test_whichever_statement_fails_nothing_of_the_step_is_there(tmp_path: Path) -> None:
    """The Nth write of a step is refused, for every N until the step goes through."""
    step = a_step(a_document("1"), a_document("2"), source="paste", cursor={"a": 1, "b": 2}, seen=("x", "y"))
    failures = 0
    while True:
        with open_store(tmp_path / f"{failures}.db") as store:
            left = [failures]

            def refuse(action: int, *_: object, left: list[int] = left) -> int:
                writes = action in {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE}
                left[0] -= writes
                return sqlite3.SQLITE_DENY if writes and left[0] < 0 else sqlite3.SQLITE_OK

            store._db.conn.set_authorizer(refuse)
            try:
                store.commit_step(step)
            except StoreError:
                store._db.conn.set_authorizer(None)
                assert [rows(store, table) for table in TABLES] == [0] * len(TABLES)
                assert len(store.commit_step(step).new) == 2
                failures += 1
                continue
            break
    assert failures >= 10


def test_a_write_lock_held_elsewhere_is_waited_for(store: Store) -> None:
    other = sqlite3.connect(store.path, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.2, other.rollback)
    release.start()
    store.commit_step(a_step(a_document()))
    release.join()
    other.close()
    assert len(store.hits()) == 1


def test_a_write_lock_held_for_too_long_is_an_error_in_words(store: Store) -> None:
    store._db.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(store.path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another process is writing to it; wait"):
        store.commit_step(a_step(a_document()))
    other.rollback()
    other.close()
    assert len(store.commit_step(a_step(a_document())).new) == 1


def test_reading_goes_on_while_another_writes(store: Store) -> None:
    store.commit_step(a_step(a_document()))
    other = sqlite3.connect(store.path)
    other.execute("BEGIN IMMEDIATE")
    assert len(store.hits()) == 1
    other.rollback()
    other.close()


@pytest.mark.parametrize("where", [100, 5000, 20_000])
def test_a_damaged_file_is_told(tmp_path: Path, where: int) -> None:
    path = tmp_path / "leakscan.db"
    with open_store(path) as store:
        store.commit_step(a_step(*(a_document(str(n)) for n in range(30))))
    content = bytearray(path.read_bytes())
    content[where:] = bytes(255 for _ in content[where:])
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"damaged|not a leakscan database|refused"), open_store(path) as store:  # noqa: PT012
        store.hits(with_matches=True)
        store.verify_events()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    with open_store(tmp_path / "leakscan.db") as store:
        store.commit_step(a_step(a_document()))
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    (tmp_path / "leakscan.db").chmod(stat.S_IRUSR)
    with pytest.raises(StoreError, match="check"):
        open_store(tmp_path / "leakscan.db")


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = open_store(tmp_path / "leakscan.db")
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.hits()


@pytest.mark.parametrize("part", ["empty", "half"])
def test_power_lost_in_the_log_leaves_the_commits_before(tmp_path: Path, part: str) -> None:
    """The write-ahead log is cut; what opens is a prefix of the commits."""
    path, crashed = tmp_path / "leakscan.db", tmp_path / "crashed.db"
    with open_store(path) as store:
        for n in range(20):
            store.commit_step(a_step(a_document(str(n)), source="paste", cursor={"last": n}))
        log = path.with_name("leakscan.db-wal").read_bytes()
        crashed.write_bytes(path.read_bytes())
    (tmp_path / "crashed.db-wal").write_bytes(log[: 0 if part == "empty" else len(log) // 2])
    with open_store(crashed) as store:
        whole(store)
        last = store.cursor("paste").get("last", -1)
        assert isinstance(last, int)
        assert len(store.hits()) == last + 1 < 20
