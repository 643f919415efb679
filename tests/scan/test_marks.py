from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from leakscan.scan.marks import JOBS, Marks, forget_old, job_of
from leakscan.scan.portion import Portion, Shard
from leakscan.scan.summary import Notes, Summary
from leakscan.store import Step, Store, open_store
from tests.scan.lists import WATCHLIST

JOB = job_of(["dump"], [WATCHLIST], None)
PORTION = Portion("dump/a", "dump/a", 5, "1")


def killed(store: Store, job: object = JOB) -> int:
    """A scan that kept one portion and was killed two documents into the next."""
    run = store.begin_run("scan")
    marks = Marks(store, job, run)  # type: ignore[arg-type]
    came_to = Summary(documents=3, bytes_read=9, portions=1, found=["h"], problems=Notes(1, ["p"]))
    store.commit_step(Step(**marks.step(came_to, [PORTION.key], ("next", 2))), run)
    store.end_run(run, status="failed")
    return run


def test_the_same_scan_is_known_again_and_no_other_is() -> None:
    assert job_of([f"{Path.cwd()}/dump"], [WATCHLIST], None) == JOB
    others = [
        job_of(["dump2"], [WATCHLIST], None),
        job_of(["dump"], [], None),
        job_of(["dump"], [WATCHLIST], Shard(1, 2)),
    ]
    assert len({JOB.digest, *(other.digest for other in others)}) == 4


def test_a_killed_scan_is_taken_up_where_it_was(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.db") as store:
        first = killed(store)
        marks = Marks(store, JOB, store.begin_run("scan"))
        assert marks.run == first
        assert marks.is_done(PORTION)
        assert not marks.is_done(Portion("dump/a", "dump/a", 5, "changed"))
        assert marks.earlier == Summary(documents=3, bytes_read=9, portions=1, found=["h"], problems=Notes(1, ["p"]))
        assert marks._within == ("next", 2)


def test_attempts_add_up(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.db") as store:
        for _ in range(3):
            last = killed(store)
        marks = Marks(store, JOB, store.begin_run("scan"))
        assert (marks.run, marks.earlier.documents) == (last, 9)


def test_a_finished_scan_leaves_nothing_and_begins_anew(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.db") as store:
        killed(store)
        run = store.begin_run("scan")
        Marks(store, JOB, run).finish(run)
        assert store._db.execute("SELECT count(*) FROM cursors").fetchone() == (0,)
        assert store._db.execute("SELECT count(*) FROM seen").fetchone() == (0,)
        assert Marks(store, JOB, store.begin_run("scan")).run is None


def test_a_shard_stays_done(tmp_path: Path) -> None:
    job = job_of(["dump"], [WATCHLIST], Shard(2, 3))
    with open_store(tmp_path / "x.db") as store:
        killed(store, job)
        run = store.begin_run("scan")
        Marks(store, job, run).finish(run)
        told = store.cursor(JOBS)[job.digest]
        assert isinstance(told, dict)
        assert (told["shard"], told["done"]) == ("2/3", True)
        again = Marks(store, job, store.begin_run("scan"))
        assert (again.run, again.earlier.documents) == (run, 3)


def test_a_scan_that_still_runs_is_left_alone(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.db") as store:
        run = store.begin_run("scan")
        first = Marks(store, JOB, run)
        store.commit_step(Step(**first.step(Summary(), [PORTION.key], ("", 0))), run)
        second = Marks(store, JOB, store.begin_run("scan"))
        assert (second.run, second.is_done(PORTION)) == (None, False)
        first.finish(run)
        assert store.cursor(JOBS)
        second.finish(run)
        assert store._db.execute("SELECT count(*) FROM cursors").fetchone() == (0,)


def test_asked_to_it_begins_anew(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.db") as store:
        killed(store)
        assert Marks(store, JOB, store.begin_run("scan"), anew=True).run is None
        assert store._db.execute("SELECT count(*) FROM seen").fetchone() == (0,)


def test_marks_that_nobody_takes_up_are_dropped_in_the_end(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.db") as store:
        killed(store)
        forget_old(store)
        assert store.cursor(JOBS)
        told = store.cursor(JOBS)[JOB.digest]
        assert isinstance(told, dict)
        old = (datetime.now(UTC) - timedelta(days=31)).isoformat()
        store.commit_step(Step(JOBS, cursor={JOB.digest: {**told, "at": old}}))
        forget_old(store)
        assert store._db.execute("SELECT count(*) FROM cursors").fetchone() == (0,)
