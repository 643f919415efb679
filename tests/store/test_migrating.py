"""A store of an earlier release is brought up to date, killed on the way or not, and loses nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from leakscan.model import Health
from leakscan.store import open_store, opening
from leakscan.store.migrations import NAMES
from tests.store.making import a_document, a_step

ROOT = Path(__file__).parents[2]
EARLIER = """
import sys
from leakscan.store import migrations
from leakscan.store.connection import connect, create_private, writing
from pathlib import Path
place = Path(sys.argv[1])
create_private(place)
db = connect(place)
db.conn.execute("PRAGMA journal_mode = WAL").close()
every = list(migrations._scripts().items())
migrations._scripts = lambda: dict(every[:int(sys.argv[2])])
with writing(db):
    migrations.migrate(db.conn)
    db.execute("INSERT INTO documents VALUES ('" + "a" * 64 + "', 7, NULL, NULL, NULL)")
    at = "2026-01-01T00:00:00Z"
    db.execute("INSERT INTO runs (kind, host, pid, started, status) VALUES ('crawl', 'h', 1, ?, 'finished')", [at])
    db.execute("INSERT INTO visits (run, source, health, detail, pages, bytes, documents, hits, started, ended)"
        " VALUES (1, 's', 'ok', '', 1, 2, 3, 4, ?, ?)", [at, at])
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


def of_release(path: Path, steps: int) -> Path:
    subprocess.run([sys.executable, "-c", EARLIER, str(path), str(steps)], cwd=ROOT, check=True)
    return path


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    return of_release(tmp_path / "leakscan.db", 1)


def whole(path: Path) -> None:
    with open_store(path) as store:
        assert store._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        (run,) = store.runs()
        assert (run.kind, run.status, run.self_test, run.watchlists) == ("crawl", "finished", None, {})
        (visit,) = store.visits("s", 9)
        assert (visit.health, visit.documents, visit.interrupted) == (Health.OK, 3, False)
        assert store.cursor("s") == {"last": 7}
        assert store._db.execute("SELECT count(*) FROM documents").fetchone() == (1,)
        assert opening._applied(store._db) == set(NAMES)
        store.commit_step(a_step(a_document()))


@pytest.mark.parametrize("steps", range(1, len(NAMES)))
def test_a_store_of_an_earlier_release_loses_nothing(tmp_path: Path, steps: int) -> None:
    whole(of_release(tmp_path / "leakscan.db", steps))


@pytest.mark.parametrize("statement", [12, 20, *(pytest.param(n, marks=pytest.mark.slow) for n in range(50))])
def test_killed_while_it_is_brought_up_to_date(earlier: Path, statement: int) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(earlier), str(statement)], cwd=ROOT, check=False)
    assert killed.returncode == -9 or statement > 20
    whole(earlier)
