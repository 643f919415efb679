"""Which process of a scan does what."""

from __future__ import annotations

from concurrent.futures import Future, wait
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from leakscan.model import Document, Sighting
from leakscan.scan import workers
from leakscan.scan.examined import Examined, Item, Keeping, Result, look
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
    monkeypatch.setattr(workers._Pool, "_running", lambda _: pytest.fail("a worker was begun"))
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

    monkeypatch.setattr(workers, "look", noted)
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
    begin, mine = workers._Pool.begin, list[int]()

    def begun(pool: workers._Pool) -> list[Future[None]]:
        futures = begin(pool)
        wait(futures)
        return futures

    def counted(group: list[Item], *rest: Any) -> list[Result]:
        mine.append(len(group))
        return look(group, *rest)

    monkeypatch.setattr(workers._Pool, "begin", begun)
    monkeypatch.setattr(workers, "look", counted)
    found = examined([[document(number, text)] for number in range(20)], index)
    assert [one.place for one in found] == [f"{number}" for number in range(20)]
    assert {len(one.hits) for one in found} == {1}
    assert {one.hits[0].assessment.score for one in found} == {found[0].hits[0].assessment.score}
    assert mine == [1, 1]
