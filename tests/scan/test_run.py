from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from leakscan.errors import ExtractError
from leakscan.examine import examine, examine_each
from leakscan.extract import Unread
from leakscan.model import Document, Severity, Sighting, Verdict
from leakscan.scan import Summary, plan, scan_portions, worker
from leakscan.scan.bundles import Bundle, Work, works
from leakscan.scan.examined import Begun, Examined, Finished, Keeping, Passed, Result, look
from leakscan.scan.summary import Notes
from leakscan.scan.workers import Processes
from leakscan.screening import Index, compile_index
from tests.scan.lists import LEAK, NEWS, WATCHLIST


@pytest.fixture(scope="module")
def index() -> Index:
    return compile_index([WATCHLIST])


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A folder with a leak, a mention, a picture, a file that lies about itself, and plain pages."""
    folder = tmp_path / "dump"
    folder.mkdir()
    (folder / "leak.csv").write_text(LEAK)
    (folder / "news.txt").write_text(NEWS)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    (folder / "lie.txt").write_bytes(bytes(range(1, 256)) * 9)
    for n in range(30):
        (folder / f"page{n:02}.txt").write_text(f"Nothing to see on page {n}.\n" * 50)
    return folder


def scanned(paths: Iterable[str | Path], index: Index, workers: int = 1, **more: Any) -> list[Result]:
    engine = Processes(workers) if workers > 1 else None
    return list(chain.from_iterable(scan_portions(plan(map(str, paths)), index, engine=engine, **more)))


def outline(results: list[Result]) -> list[Any]:
    """What can be compared of results: places, verdicts, reasons."""
    return [
        (r.place, [(h.id, h.assessment.verdict, h.assessment.score) for h in r.hits], r.problems, r.skipped, r.rows)
        if isinstance(r, Examined)
        else r
        for r in results
    ]


def test_a_leak_is_told_from_a_mention(dump: Path, index: Index) -> None:
    found = {r.place: r for r in scanned([dump], index) if isinstance(r, Examined)}
    leak, news = found[f"{dump}/leak.csv"].hits[0], found[f"{dump}/news.txt"].hits[0]
    assert (leak.assessment.verdict, leak.assessment.severity) == (Verdict.CLIENT_LIST, Severity.CRITICAL)
    assert news.assessment.verdict == Verdict.MENTION
    assert leak.names["Avon Police Department"] == "Avon Police Department"
    assert found[f"{dump}/news.txt"].rows == {"acme": NEWS.rstrip("\n")}
    assert found[f"{dump}/picture.png"].skipped
    assert not found[f"{dump}/lie.txt"].read


def test_the_summary_counts_and_problems_beat_hits(dump: Path, index: Index) -> None:
    summary = Summary()
    for result in scanned([dump], index):
        summary.add(result)
    assert (summary.documents, summary.portions) == (32, 34)
    assert summary.bytes_done == sum(path.stat().st_size for path in dump.iterdir())
    assert summary.hits[Severity.CRITICAL] == 1
    assert len(summary.skipped) == 1
    assert [p.split(":")[0] for p in summary.problems] == [f"{dump}/lie.txt"]
    again = Summary()
    again.add_told(summary.told())
    assert again == summary
    assert summary.exit_status(Severity.MEDIUM) == 3
    summary.problems = Notes()
    assert summary.exit_status(Severity.MEDIUM) == 1
    summary.hits.clear()
    assert summary.exit_status(Severity.INFO) == 0


def test_processes_give_the_same_results_in_the_same_order(
    dump: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leakscan.scan.run.GROUP_ITEMS", 8)
    paths = [dump, dump / "missing"]
    alone = outline(scanned(paths, index))
    assert alone == outline(scanned(paths, index, workers=2))


def test_every_result_stands_between_the_marks_of_its_portion(dump: Path, index: Index) -> None:
    portions = [portion.key for portion in plan([str(dump)])]
    under: str | None = None
    for result in scanned([dump], index):
        if isinstance(result, Begun):
            under = result.key
        elif isinstance(result, Finished):
            assert (result.key, under) == (portions.pop(0), result.key)
            under = None
        else:
            assert under is not None
    assert portions == []


def test_documents_of_an_archive_that_are_kept_are_not_examined_again(tmp_path: Path, index: Index) -> None:
    from tests.extract.documents import zipped

    (tmp_path / "a.zip").write_bytes(zipped({f"{n}.txt": b"page %d" % n for n in range(5)}))
    results = scanned([tmp_path / "a.zip"], index, begun=lambda _: 3)
    assert isinstance(results[0], Begun)
    assert results[0].behind == 3
    assert [r.place[-5:] for r in results if isinstance(r, Examined)] == ["3.txt", "4.txt"]


def test_a_large_archive_tells_how_far_it_was_read(
    tmp_path: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tarfile

    monkeypatch.setattr("leakscan.scan.run.GROUP_BYTES", 20_000)
    (tmp_path / "page.txt").write_text("Nothing to see.\n" * 1000)
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for n in range(10):
            archive.add(tmp_path / "page.txt", f"{n}.txt")
    results = scanned([tmp_path / "a.tar"], index)
    passed = [r.size for r in results if isinstance(r, Passed | Finished)]
    assert len(passed) > 3
    assert sum(passed) == (tmp_path / "a.tar").stat().st_size


DEADLY = b"<html>deadly</html>"  # no plain text, which the parent might examine itself


def _die(work: Work, keeping: Keeping) -> list[Result]:
    """In a worker: die at the marked document, as by the system's killer for lack of memory."""
    items = work.items() if isinstance(work, Bundle) else work
    if any(isinstance(item, Document) and item.content == DEADLY for item in items):
        os.kill(os.getpid(), signal.SIGKILL)
    return look(items, worker._looked_for[0], keeping)


@pytest.mark.timeout(300)  # several servers and their workers start: a minute on a busy machine
def test_a_killed_worker_is_reported_and_the_rest_is_read(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "work", _die)
    monkeypatch.setattr("leakscan.scan.bundles.GROUP_BYTES", 100)  # three of the pages
    contents = [b"page %030d" % n for n in range(12)]
    contents[4] = DEADLY
    contents[9] = LEAK.encode()
    for n, content in enumerate(contents):
        (tmp_path / f"{n:02}").write_bytes(content)
    documents = [Document(content, Sighting(path=f"{n:02}")) for n, content in enumerate(contents)]
    read_here: list[Work] = [[*documents[at : at + 3]] for at in range(0, 12, 3)]
    read_there = works(plan([str(tmp_path)]), lambda _: 0)
    for some in (read_here, read_there):
        results = list(chain.from_iterable(Processes(2).examine(some, index, Keeping())))
        told = [r.place if isinstance(r, Examined) else r.path for r in results if isinstance(r, Examined | Unread)]
        assert [Path(place).name for place in told] == [f"{n:02}" for n in range(12)]
        dead = [r.path for r in results if isinstance(r, Unread) and not r.harmless and "killed" in r.reason]
        assert [Path(place).name for place in dead] == ["04"]
        assert [len(r.hits) for r in results if isinstance(r, Examined)] == [0] * 8 + [1] + [0] * 2


def test_examine_gives_hits_and_raises_at_what_can_not_be_read(index: Index) -> None:
    leak = Document(LEAK.encode(), Sighting(path="a.csv"))
    broken = Document(b"%PDF-1.7", Sighting(path="b.pdf"))
    hits = examine([leak, broken], index)
    assert next(hits).sighting.path == "a.csv"
    with pytest.raises(ExtractError, match=r"b\.pdf"):
        next(hits)
    assert [e.text is None for e in examine_each([leak, broken], index)] == [False, True]


def test_what_is_told_of_very_many_files_is_bounded() -> None:
    summary = Summary()
    for n in range(2_500):
        summary.add(Unread(f"{n}", "no such file"))
    assert len(summary.problems) == 2_500
    assert list(summary.problems)[-1] == "and 1,500 more"
    again = Summary()
    again.add_told(summary.told())
    again.add_told(summary.told())
    assert (len(again.problems), len(list(again.problems))) == (5_000, 1_001)
