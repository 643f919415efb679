from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from leakscan.errors import UnknownNameError
from leakscan.model import Health
from leakscan.store import Store, Visit
from tests.store.making import FETCHED, a_document, a_step


def visit(source: str = "paste", **more: object) -> Visit:
    return Visit(source, started=FETCHED, ended=FETCHED + timedelta(seconds=90), **{"health": Health.OK, **more})  # type: ignore[arg-type]


def test_a_run_from_beginning_to_end(store: Store) -> None:
    run = store.begin_run("crawl")
    assert (store.run(run).status, store.run(run).ended, store.run(run).exit_status) == ("running", None, None)
    store.commit_step(a_step(a_document("1"), a_document("2")), run)
    paste = visit(pages=4, bytes=1000, documents=2, hits=2)
    forum = visit("forum", health=Health.CHALLENGE, detail="a challenge page", pages=1, bytes=10, gap="2 hours")
    store.visit(run, paste)
    store.visit(run, forum)
    store.end_run(run, status="incomplete", exit_status=3, problems=["forum: challenge", "odd \ud800"])
    found = store.run(run)
    assert (found.kind, found.status, found.exit_status, found.problems) == (
        "crawl",
        "incomplete",
        3,
        ("forum: challenge", "odd \ud800"),
    )
    assert (found.pages, found.bytes, found.documents, found.hits) == (5, 1010, 2, 2)
    assert found.visits == (paste, forum)
    assert found.ended is not None


def test_a_scan_tells_its_own_totals(store: Store) -> None:
    run = store.begin_run("scan")
    store.end_run(run, pages=7, bytes_read=99)
    assert (store.run(run).pages, store.run(run).bytes, store.run(run).status) == (7, 99, "finished")


def test_hits_of_a_run_are_those_new_to_the_store(store: Store) -> None:
    first, second = store.begin_run("scan"), store.begin_run("scan")
    store.commit_step(a_step(a_document("1")), first)
    store.commit_step(a_step(a_document("1"), a_document("2")), second)
    assert [(run.documents, run.hits) for run in store.runs()] == [(2, 1), (1, 1)]


def test_runs_are_listed_newest_first_and_a_page_at_a_time(store: Store) -> None:
    ids = [store.begin_run("scan") for _ in range(5)]
    assert [run.id for run in store.runs()] == ids[::-1]
    assert [run.id for run in store.runs(limit=2)] == ids[:-3:-1]


def test_a_run_whose_process_is_gone_is_interrupted(store: Store) -> None:
    code = f"from leakscan.store import open_store; print(open_store({str(store.path)!r}).begin_run('crawl'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert store.run(int(done.stdout)).status == "interrupted"


def test_a_run_of_another_machine_is_taken_at_its_word(store: Store) -> None:
    run = store.begin_run("crawl")
    store._db.execute("UPDATE runs SET host = 'elsewhere', pid = 999999999 WHERE id = ?", [run])
    assert store.run(run).status == "running"


def test_the_last_visit_of_each_source(store: Store) -> None:
    run = store.begin_run("crawl")
    for health in (Health.OK, Health.REFUSED):
        store.visit(run, visit(health=health))
    store.visit(run, visit("forum"))
    assert {name: v.health for name, v in store.last_visits().items()} == {"paste": "refused", "forum": "ok"}


def test_a_run_that_is_not_there(store: Store) -> None:
    with pytest.raises(UnknownNameError, match="no run 7"):
        store.run(7)
    with pytest.raises(UnknownNameError):
        store.end_run(7)
    with pytest.raises(UnknownNameError):
        store.visit(7, visit())
