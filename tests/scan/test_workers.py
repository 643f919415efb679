"""Which process of a scan does what."""

from __future__ import annotations

from concurrent.futures import Future, wait
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from leakscan.model import Document, Sighting
from leakscan.scan import meanwhile, workers
from leakscan.scan.bundles import Work
from leakscan.scan.examined import Examined, Item, Keeping, Result, look
from leakscan.scan.pool import Pool
from leakscan.scan.workers import Processes
from leakscan.screening import Index, compile_index
from tests.scan.lists import LEAK, WATCHLIST


@pytest.fixture(scope="module")
def index() -> Index:
    return compile_index([WATCHLIST])


def examined(groups: list[list[Item]], index: Index) -> list[Examined]:
    results = chain.from_iterable(Processes(2).examine(groups, index, Keeping()))
    return [result for result in results if isinstance(result, Examined)]


def document(number: int, content: bytes) -> Document:
    return Document(content, Sighting(path=f"{number}"))


def test_a_small_scan_of_plain_text_begins_no_worker(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pool, "_running", lambda _: pytest.fail("a worker was begun"))
    found = examined([[document(1, LEAK.encode())], [document(2, b"nothing here")]], index)
    assert [len(one.hits) for one in found] == [1, 0]


def test_the_server_of_workers_waits_for_what_is_worth_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[bool] = []
    monkeypatch.setattr("multiprocessing.forkserver.ensure_running", lambda: started.append(True))
    (tmp_path / "small.txt").write_bytes(bytes(1 << 20))
    Processes(2, [str(tmp_path)])
    assert not started, "who pipes the output would wait for its end"
    for paths in (["-"], ["s3://bucket/"], ["wet.paths.gz"], None):
        Processes(2, paths)
    (tmp_path / "large.txt").write_bytes(bytes(4 << 20))
    Processes(2, [str(tmp_path)])
    assert len(started) == 5


def test_what_is_no_plain_text_is_left_to_the_workers(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    mine: list[str | None] = []

    def noted(group: list[Item], *rest: Any) -> list[Result]:
        mine.extend(item.sighting.path for item in group if isinstance(item, Document))
        return look(group, *rest)

    monkeypatch.setattr(meanwhile, "look", noted)
    page = f"<html><body><pre>{LEAK}</pre></body></html>".encode()
    groups: list[list[Item]] = [
        [document(1, b"plain")],
        [document(2, page)],
        [document(3, b"plain"), document(4, page)],
    ]
    found = examined(groups, index)
    assert mine == ["1"]
    assert [(one.place, len(one.hits)) for one in found] == [("1", 0), ("2", 1), ("3", 0), ("4", 1)]


def test_workers_take_over_and_the_order_stays(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    text = LEAK.encode()
    monkeypatch.setattr(workers, "_ALONE", 2 * len(text))
    submit, mine = Pool.submit, list[int]()

    def awaited(pool: Pool, work: Work) -> Future[list[Result]]:
        future = submit(pool, work)
        wait([future])
        return future

    def counted(group: list[Item], *rest: Any) -> list[Result]:
        mine.append(len(group))
        return look(group, *rest)

    monkeypatch.setattr(Pool, "submit", awaited)
    monkeypatch.setattr(meanwhile, "look", counted)
    found = examined([[document(number, text)] for number in range(20)], index)
    assert [one.place for one in found] == [f"{number}" for number in range(20)]
    assert {len(one.hits) for one in found} == {1}
    assert {one.hits[0].assessment.score for one in found} == {found[0].hits[0].assessment.score}
    assert mine == [1, 1]


def test_while_workers_begin_plain_text_beyond_what_waits_for_them_is_examined_here(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_ALONE", 0)
    mine, submit, begun = list[str | None](), Pool.submit, list[Work]()

    def noted(group: list[Item], *rest: Any) -> list[Result]:
        mine.extend(item.sighting.path for item in group if isinstance(item, Document))
        return look(group, *rest)

    def late(pool: Pool, work: Work) -> Future[list[Result]]:
        future = submit(pool, work)
        begun.append(work)
        pool.has_begun = False  # as long as no more than these were handed over
        return future

    monkeypatch.setattr(Pool, "submit", late)
    monkeypatch.setattr(Pool, "_has_come_back", lambda pool, _: setattr(pool, "has_begun", len(mine) > 1))
    monkeypatch.setattr(meanwhile, "look", noted)
    found = examined([[document(number, LEAK.encode())] for number in range(12)], index)
    assert [one.place for one in found] == [f"{number}" for number in range(12)]
    assert mine[:2] == ["4", "5"], "two a worker wait for them"
    assert {len(one.hits) for one in found} == {1}
