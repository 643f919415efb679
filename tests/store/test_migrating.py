"""A store of an earlier release is brought up to date, killed on the way or not, and loses nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from leakscan.model import Health
from leakscan.store import open_store
from leakscan.store.migrations import migrations
from tests.store.making import a_document, a_step

ROOT = Path(__file__).parents[2]
EARLIER = """
import sys
from leakscan.store import opening
from leakscan.store.connection import connect, create_private, writing
from pathlib import Path
place = Path(sys.argv[1])
create_private(place)
db = connect(place)
db.conn.execute("PRAGMA journal_mode = WAL").close()
with writing(db):
    opening.migrations().apply(db, stop_before="0002_schedule")
    db.execute("INSERT INTO documents VALUES ('" + "a" * 64 + "', 7, NULL, NULL, NULL)")
    at = "2026-01-01T00:00:00Z"
    db.execute("INSERT INTO runs (kind, host, pid, started, status) VALUES ('crawl', 'h', 1, ?, 'finished')", [at])
    db.execute("INSERT INTO visits VALUES (1, 1, 's', 'ok', '', 1, 2, 3, 4, ?, ?, NULL)", [at, at])
    db.execute("INSERT INTO cursors VALUES ('s', 'last', '7', ?)", [at])
db.conn.close()
"""
KILLED = """
import os, signal, sqlite3, sys
left, connect = [int(sys.argv[2])], sqlite3.connect
def count(_):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
def prepared(*arguments, **named):
    connection = connect(*arguments, **named)
    connection.set_trace_callback(count)
    return connection
sqlite3.connect = prepared
from leakscan.store import open_store
open_store(sys.argv[1]).close()
"""


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    path = tmp_path / "leakscan.db"
    subprocess.run([sys.executable, "-c", EARLIER, str(path)], cwd=ROOT, check=True)
    return path


def whole(path: Path) -> None:
    with open_store(path) as store:
        assert store._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        (run,) = store.runs()
        assert (run.kind, run.status, run.self_test, run.watchlists) == ("crawl", "finished", None, {})
        (visit,) = store.visits("s", 9)
        assert (visit.health, visit.documents, visit.interrupted) == (Health.OK, 3, False)
        assert store.cursor("s") == {"last": 7}
        assert store._db["documents"].count == 1
        assert not migrations().pending(store._db)
        store.commit_step(a_step(a_document()))


def test_a_store_of_the_first_release_loses_nothing(earlier: Path) -> None:
    whole(earlier)


@pytest.mark.parametrize("statement", [12, 20, *(pytest.param(n, marks=pytest.mark.slow) for n in range(50))])
def test_killed_while_it_is_brought_up_to_date(earlier: Path, statement: int) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(earlier), str(statement)], cwd=ROOT, check=False)
    assert killed.returncode == -9 or statement > 20
    whole(earlier)
