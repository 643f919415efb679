from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from leakscan.errors import ExtractError
from leakscan.examine import Examination, examine, examine_each, place
from leakscan.extract import Unread
from leakscan.model import Document, Severity, Sighting, Verdict
from leakscan.scan import Summary, scan_paths, workers
from leakscan.scan.run import Result, examine_group
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


def outline(results: list[Result]) -> list[Any]:
    """What can be compared of results: places, verdicts, reasons."""
    return [
        (r.path, r.reason)
        if isinstance(r, Unread)
        else (
            place(r.document),
            [(h.id, h.assessment.verdict, h.assessment.score) for h in r.hits],
            r.problems,
            r.skipped,
        )
        for r in results
    ]


def test_a_leak_is_told_from_a_mention(dump: Path, index: Index) -> None:
    found = {place(r.document): r for r in scan_paths([str(dump)], index) if isinstance(r, Examination)}
    leak, news = found[f"{dump}/leak.csv"].hits[0], found[f"{dump}/news.txt"].hits[0]
    assert (leak.assessment.verdict, leak.assessment.severity) == (Verdict.CLIENT_LIST, Severity.CRITICAL)
    assert news.assessment.verdict == Verdict.MENTION
    assert leak.names["Avon Police Department"] == "Avon Police Department"
    assert found[f"{dump}/picture.png"].skipped
    assert found[f"{dump}/lie.txt"].text is None


def test_the_summary_counts_and_problems_beat_hits(dump: Path, index: Index) -> None:
    summary = Summary()
    for result in scan_paths([str(dump)], index):
        summary.add(result)
    assert summary.documents == 32
    assert summary.hits[Severity.CRITICAL] == 1
    assert len(summary.skipped) == 1
    assert [p.split(":")[0] for p in summary.problems] == [f"{dump}/lie.txt"]
    assert summary.exit_status(Severity.MEDIUM) == 3
    summary.problems.clear()
    assert summary.exit_status(Severity.MEDIUM) == 1
    summary.hits.clear()
    assert summary.exit_status(Severity.INFO) == 0


def test_processes_give_the_same_results_in_the_same_order(
    dump: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leakscan.scan.run.GROUP_DOCUMENTS", 4)
    paths = [str(dump), str(dump / "missing")]
    alone = outline(list(scan_paths(paths, index)))
    assert alone == outline(list(scan_paths(paths, index, workers=2)))


def _die(group: list[Document | Unread]) -> list[Result]:
    """In a worker: die at the marked document, as by the system's killer for lack of memory."""
    if any(isinstance(item, Document) and item.content == b"deadly" for item in group):
        os.kill(os.getpid(), signal.SIGKILL)
    assert workers._index is not None
    return examine_group(group, workers._index)


def test_a_killed_worker_is_reported_and_the_rest_is_read(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leakscan.scan.run.GROUP_DOCUMENTS", 3)
    monkeypatch.setattr(workers, "_work", _die)
    contents = [b"page %d" % n for n in range(12)]
    contents[4] = b"deadly"
    contents[9] = LEAK.encode()
    documents = [Document(content, Sighting(path=f"{n}")) for n, content in enumerate(contents)]
    results = list(workers.examine_in_processes(documents, index, 2))
    assert [place(r.document) if isinstance(r, Examination) else r.path for r in results] == [str(n) for n in range(12)]
    assert [r.path for r in results if isinstance(r, Unread) and not r.harmless and "killed" in r.reason] == ["4"]
    assert [len(r.hits) for r in results if isinstance(r, Examination)] == [0] * 8 + [1] + [0] * 2


def test_examine_gives_hits_and_raises_at_what_can_not_be_read(index: Index) -> None:
    leak = Document(LEAK.encode(), Sighting(path="a.csv"))
    broken = Document(b"%PDF-1.7", Sighting(path="b.pdf"))
    hits = examine([leak, broken], index)
    assert next(hits).sighting.path == "a.csv"
    with pytest.raises(ExtractError, match=r"b\.pdf"):
        next(hits)
    assert [e.text is None for e in examine_each([leak, broken], index)] == [False, True]
